import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TransportError } from '../../errors/index.js';
import type { ResultMetadata, WithMetadata } from '../../types/call.js';
import type { OpenedStream } from './opened-stream.js';

/**
 * A response that is read as it comes and is never whole in memory. Read it once, to its end; leaving a loop over it
 * early closes the connection.
 */
export class Download implements AsyncIterable<Uint8Array>, WithMetadata {
  /** The details of the call. */
  readonly $metadata: ResultMetadata;
  /** Of the response, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly #opened: OpenedStream;

  /** @internal Use `session.download`. */
  constructor(opened: OpenedStream) {
    this.$metadata = opened.metadata;
    this.headers = opened.headers;
    this.#opened = opened;
  }

  /** In bytes, if the service told. */
  get length(): number | undefined {
    const text = this.headers['content-length'];
    return text === undefined ? undefined : Number(text);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, undefined> {
    try {
      for await (const part of this.#opened.body) yield part;
    } catch (error) {
      throw error instanceof TransportError ? this.#opened.failure(error) : error;
    }
  }

  /** Reads it whole into memory. */
  async bytes(): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for await (const part of this) parts.push(part);
    return Buffer.concat(parts);
  }

  /** Reads it whole, as text in UTF-8. */
  async text(): Promise<string> {
    return Buffer.from(await this.bytes()).toString();
  }

  /** Writes it to a file, which is there only when it is whole. */
  async toFile(path: string): Promise<void> {
    const partial = `${path}.${randomUUID()}.part`;
    try {
      await pipeline(Readable.from(this, { objectMode: false }), createWriteStream(partial, { flags: 'wx' }));
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  }
}
