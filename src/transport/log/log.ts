import { logLevels, logParts, type LogLevel, type LogPart, type LogSink } from './logger.js';

type Fields = Readonly<Record<string, unknown>>;

/** The log of one session, or of one call with a level of its own. */
export class Log {
  readonly #sink: LogSink | undefined;
  readonly #level: number;
  readonly #parts: ReadonlySet<LogPart>;

  constructor(sink: LogSink | undefined, level: LogLevel, parts: readonly LogPart[] = logParts) {
    this.#sink = sink;
    this.#level = sink === undefined ? 0 : logLevels.indexOf(level);
    this.#parts = new Set(parts);
  }

  /** Whether any line can come of it. */
  get isOn(): boolean {
    return this.#level > 0;
  }

  at(level: LogLevel): Log {
    return new Log(this.#sink, level, [...this.#parts]);
  }

  shows(level: LogLevel, part?: LogPart): boolean {
    return this.#level >= logLevels.indexOf(level) && (part === undefined || this.#parts.has(part));
  }

  write(level: Exclude<LogLevel, 'off'>, message: string, fields: Fields = {}): void {
    if (!this.shows(level)) return;
    try {
      this.#sink?.write(level, message, fields);
    } catch (error) {
      // A full disk must not end the calls that are logged: they may have been done.
      warnOfLogger(error);
    }
  }

  /** Tells of something a person should know; without a logger, as a warning of the process. */
  warn(message: string): void {
    if (this.#sink === undefined) process.emitWarning(message, { code: 'VOLCENGINE' });
    else this.write('warn', message);
  }

  close(): void {
    this.#sink?.close();
  }
}

let hasWarned = false;

/** Once a process: a logger that fails does so for each line. */
function warnOfLogger(error: unknown): void {
  if (hasWarned) return;
  hasWarned = true;
  const why = error instanceof Error ? error.message : String(error);
  process.emitWarning(`The logger failed, and lines are lost: ${why}`, { code: 'VOLCENGINE' });
}
