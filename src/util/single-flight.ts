import type { CredentialContext } from '../types/credentials.js';
import { AbortedError } from '../errors/index.js';

interface Running<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
  /** Started for later, not for a caller: goes on when no caller waits. */
  readonly isForLater: boolean;
}

/**
 * Runs an exchange at most once at a time: who asks meanwhile waits for the one under way.
 *
 * The exchange has a signal of its own. A caller whose signal is aborted leaves alone; the exchange is given up
 * only when the last one has left.
 */
export class SharedExchange<T> {
  readonly #start: (context: CredentialContext) => Promise<T>;
  readonly #finishesAlone: boolean;
  #running: Running<T> | undefined;

  /** @param finishesAlone - Never given up: what it was sent would be lost with the answer. */
  constructor(start: (context: CredentialContext) => Promise<T>, finishesAlone = false) {
    this.#start = start;
    this.#finishesAlone = finishesAlone;
  }

  /** Waits for the exchange under way, or starts it. */
  join(context: CredentialContext): Promise<T> {
    const { signal } = context;
    if (signal?.aborted) return Promise.reject(new AbortedError({}, signal.reason));
    const running = (this.#running ??= this.#begin(context, false));
    running.waiting += 1;
    if (signal === undefined) return running.promise;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        running.waiting -= 1;
        if (running.waiting === 0 && !running.isForLater && !this.#finishesAlone) this.#giveUp(running);
        reject(new AbortedError({}, signal.reason));
      };
      signal.addEventListener('abort', leave, { once: true });
      const stay = (): void => signal.removeEventListener('abort', leave);
      running.promise.then(
        (value) => (stay(), resolve(value)),
        (error: Error) => (stay(), reject(error)),
      );
    });
  }

  /** Starts it without waiting for it; gives its promise when it was not already under way. */
  startForLater(context: CredentialContext): Promise<T> | undefined {
    if (this.#running !== undefined) return undefined;
    this.#running = this.#begin(context, true);
    return this.#running.promise;
  }

  #begin(context: CredentialContext, isForLater: boolean): Running<T> {
    const controller = new AbortController();
    const promise = this.#start({ ...context, signal: controller.signal });
    const running = { promise, controller, waiting: 0, isForLater };
    const end = (): void => {
      if (this.#running === running) this.#running = undefined;
    };
    promise.then(end, end);
    return running;
  }

  #giveUp(running: Running<T>): void {
    if (this.#running === running) this.#running = undefined;
    running.controller.abort();
  }
}
