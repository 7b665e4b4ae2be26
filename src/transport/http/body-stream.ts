import type { Readable } from 'node:stream';
import type { TransportError } from '../../errors/index.js';
import type { HttpExchange } from './http-exchange.js';

interface Waiting {
  resolve(result: IteratorResult<Uint8Array, undefined>): void;
  reject(error: Error): void;
}

/**
 * The body of a response, read as it comes and never ahead of its reader. The time limit runs only while a reader waits,
 * so that a slow reader is not taken for a silent server.
 */
export class BodyStream implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #stream: Readable;
  readonly #exchange: HttpExchange;
  readonly #close: () => void;
  #waiting: Waiting | undefined;
  #error: TransportError | undefined;
  #hasEnded = false;

  /** @param close - closes the connection of a body that nobody reads to its end */
  constructor(stream: Readable, exchange: HttpExchange, close: () => void) {
    this.#stream = stream;
    this.#exchange = exchange;
    this.#close = close;
    stream.on('readable', () => this.#onReadable());
    stream.on('error', (error) => exchange.break(error));
    stream.on('end', () => this.#onEnd());
    stream.on('close', () => {
      if (!stream.readableEnded) exchange.break(new Error('it was closed'));
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#error !== undefined) return Promise.reject(this.#error);
    if (this.#hasEnded) return Promise.resolve(ended);
    const part = this.#stream.read() as Uint8Array | null;
    if (part !== null) return Promise.resolve({ done: false, value: part });
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#exchange.startIdle();
    });
  }

  /** Closes the connection, unless the body was read to its end. */
  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (!this.#hasEnded && this.#error === undefined) {
      this.#exchange.finish();
      this.#close();
      this.#onEnd();
    }
    return Promise.resolve(ended);
  }

  /** The exchange has failed: the reader is told, now or with its next step. */
  fail(error: TransportError): void {
    this.#error = error;
    this.#take()?.reject(error);
  }

  #onReadable(): void {
    if (this.#waiting === undefined) return;
    const part = this.#stream.read() as Uint8Array | null;
    if (part === null) return;
    this.#exchange.stopIdle();
    this.#take()?.resolve({ done: false, value: part });
  }

  #onEnd(): void {
    this.#hasEnded = true;
    this.#exchange.finish();
    this.#take()?.resolve(ended);
  }

  #take(): Waiting | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }
}

const ended = { done: true, value: undefined } as const;
