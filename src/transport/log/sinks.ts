import { createWriteStream, type WriteStream } from 'node:fs';
import type { LogSink, LogTarget } from './logger.js';

/** What takes the lines for a target. */
export function sinkOf(target: LogTarget): LogSink {
  if ('file' in target) return new FileSink(target.file);
  if ('bindings' in target)
    return { write: (level, message, fields) => target[level](fields, message), close() {} };
  return { write: (level, message, fields) => target[level](message, fields), close() {} };
}

/** Appends to a file, which it opens with the first line. */
class FileSink implements LogSink {
  readonly #file: string;
  #stream: WriteStream | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  write: LogSink['write'] = (level, message, fields) => {
    this.#stream ??= this.#open();
    this.#stream.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
  };

  close(): void {
    this.#stream?.end();
    this.#stream = undefined;
  }

  #open(): WriteStream {
    const stream = createWriteStream(this.#file, { flags: 'a' });
    // A full disk must not end the calls that are logged.
    stream.on('error', (error) => process.emitWarning(`The log could not be written: ${error.message}`));
    return stream;
  }
}
