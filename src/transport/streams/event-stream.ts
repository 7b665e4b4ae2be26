import { ResponseParseError, TransportError } from '../../errors/index.js';
import type { ResultMetadata, WithMetadata } from '../../types/call.js';
import { parseJson } from '../../util/json.js';
import { refusalIn } from '../parse-response.js';
import { EventParser, type ServerEvent } from './event-parser.js';
import type { OpenedStream } from './opened-stream.js';

/** What becomes of an event: a value for the reader, nothing, or the end of the stream. */
export type Decoded<T> =
  { readonly value: T } | { readonly skip: true } | { readonly done: true } | { readonly error: Error };

/** Makes values of events. */
export type DecodeEvent<T> = (event: ServerEvent, stream: OpenedStream) => Decoded<T>;

/** How much of a response that has no event is kept, to see whether it is an error. In characters. */
const longestOther = 65_536;

/**
 * Server-sent events, read with `for await` as they come, by one reader. Leaving the loop early closes the connection.
 *
 * The loop throws a {@link ServiceError} when the service tells of a failure in the middle, and a {@link TransportError}
 * when the connection breaks, the stream is silent for longer than `timeouts.responseMs`, or the call is aborted. What
 * came before is not repeated: a stream that has begun is never retried.
 */
export class EventStream<T> implements AsyncIterableIterator<T, undefined>, WithMetadata {
  /** The details of the call. */
  readonly $metadata: ResultMetadata;
  readonly #opened: OpenedStream;
  readonly #decode: DecodeEvent<T>;
  readonly #parts: AsyncIterator<Uint8Array>;
  readonly #parser = new EventParser();
  #events: ServerEvent[] = [];
  #at = 0;
  #reading: Promise<void> | undefined;
  /** The text of a response that may be no stream; undefined once it has had an event. */
  #other: string | undefined;
  #hasEnded = false;

  /** @internal Use a client's method. */
  constructor(opened: OpenedStream, decode: DecodeEvent<T>) {
    this.$metadata = opened.metadata;
    this.#opened = opened;
    this.#decode = decode;
    this.#parts = opened.body[Symbol.asyncIterator]();
    this.#other = /json/.test(opened.headers['content-type'] ?? '') ? '' : undefined;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The next event. */
  next(): Promise<IteratorResult<T, undefined>> {
    try {
      const next = this.#take();
      if (next !== undefined) return Promise.resolve(next);
    } catch (error) {
      return Promise.reject(error);
    }
    return this.#nextRead();
  }

  /** Ends the stream and closes its connection. */
  async return(): Promise<IteratorResult<T, undefined>> {
    this.#hasEnded = true;
    this.#events = [];
    await this.#parts.return?.();
    return ended;
  }

  /** Ends the stream and closes its connection; a loop that reads it ends. */
  close(): void {
    this.return().catch(() => undefined);
  }

  async #nextRead(): Promise<IteratorResult<T, undefined>> {
    for (;;) {
      if (this.#hasEnded) return ended;
      await (this.#reading ??= this.#read().finally(() => (this.#reading = undefined)));
      const next = this.#take();
      if (next !== undefined) return next;
    }
  }

  /** The next value of the events read so far; undefined when more have to be read. */
  #take(): IteratorResult<T, undefined> | undefined {
    while (this.#at < this.#events.length) {
      const event = this.#events[this.#at++] as ServerEvent;
      const decoded = this.#decode(event, this.#opened);
      if ('value' in decoded) return { done: false, value: decoded.value };
      if ('error' in decoded) {
        this.close();
        throw decoded.error;
      }
      if ('done' in decoded) {
        this.#hasEnded = true;
        this.#events = [];
        this.#drain().catch(() => undefined);
      }
    }
    return this.#hasEnded ? ended : undefined;
  }

  async #read(): Promise<void> {
    this.#events = [];
    this.#at = 0;
    let part: IteratorResult<Uint8Array>;
    try {
      part = await this.#parts.next();
    } catch (error) {
      this.#hasEnded = true;
      throw error instanceof TransportError ? this.#opened.failure(error) : error;
    }
    if (part.done === true) {
      this.#hasEnded = true;
      this.#checkOther();
      return;
    }
    if (this.#other !== undefined && this.#other.length < longestOther)
      this.#other += Buffer.from(part.value).toString('latin1');
    try {
      this.#parser.push(part.value, this.#events);
    } catch (cause) {
      this.close();
      throw this.#unreadable((cause as Error).message, cause);
    }
    if (this.#events.length > 0) this.#other = undefined;
  }

  /** A response without any event may be an error with status 200. */
  #checkOther(): void {
    const text = Buffer.from(this.#other?.trim() ?? '', 'latin1').toString();
    if (text === '') return;
    let parsed: unknown;
    try {
      parsed = parseJson(text);
    } catch {
      throw this.#unreadable('is no stream of events');
    }
    const refused = refusalIn(parsed);
    throw refused === undefined ? this.#unreadable('is no stream of events') : this.#opened.refusal(refused);
  }

  #unreadable(why: string, cause?: unknown): TransportError {
    const { httpStatus: status } = this.$metadata;
    const options = cause === undefined ? undefined : { cause };
    return this.#opened.failure(new ResponseParseError(`The response ${why}`, '', { status }, options));
  }

  /** Reads what follows the end, so that the connection can be used again. */
  async #drain(): Promise<void> {
    for (let parts = 0; parts < mostDrained; parts++) if ((await this.#parts.next()).done === true) return;
    await this.#parts.return?.();
  }
}

/** A server that goes on after the end of its stream is not listened to for long. */
const mostDrained = 64;
const ended = { done: true, value: undefined } as const;

/** Hands each event over as it is. */
export const asServerEvent: DecodeEvent<ServerEvent> = (event) => ({ value: event });
