import { onAbort } from './on-abort.js';

interface Flight<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
  /** Started for later, not for a caller: goes on when no caller waits. */
  readonly isForLater: boolean;
}

/**
 * Runs a task at most once at a time: callers that ask meanwhile wait for the one under way.
 *
 * The task has a signal of its own. A caller whose signal is aborted leaves alone; the task is aborted only when the
 * last caller has left.
 */
export class SingleFlight<T, Context extends { readonly signal?: AbortSignal | undefined }> {
  readonly #start: (context: Context) => Promise<T>;
  readonly #finishesAlone: boolean;
  #flight: Flight<T> | undefined;

  /** @param finishesAlone - the task is never aborted, since what it sent would be lost with the response */
  constructor(start: (context: Context) => Promise<T>, finishesAlone = false) {
    this.#start = start;
    this.#finishesAlone = finishesAlone;
  }

  /** Waits for the task under way, or starts it. Rejects with the signal's reason when that is aborted first. */
  join(context: Context): Promise<T> {
    const { signal } = context;
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const flight = (this.#flight ??= this.#begin(context, false));
    flight.waiting += 1;
    if (signal === undefined) return flight.promise;
    return new Promise((resolve, reject) => {
      const stopListening = onAbort(signal, () => {
        flight.waiting -= 1;
        if (flight.waiting === 0 && !flight.isForLater && !this.#finishesAlone) this.#abort(flight);
        reject(signal.reason as Error);
      });
      flight.promise.then(
        (value) => {
          stopListening();
          resolve(value);
        },
        (error: Error) => {
          stopListening();
          reject(error);
        },
      );
    });
  }

  /** Starts the task without waiting for it; returns its promise, or undefined when it was under way already. */
  startForLater(context: Context): Promise<T> | undefined {
    if (this.#flight !== undefined) return undefined;
    this.#flight = this.#begin(context, true);
    return this.#flight.promise;
  }

  #begin(context: Context, isForLater: boolean): Flight<T> {
    const controller = new AbortController();
    const promise = this.#start({ ...context, signal: controller.signal });
    const flight = { promise, controller, waiting: 0, isForLater };
    const end = (): void => {
      if (this.#flight === flight) this.#flight = undefined;
    };
    promise.then(end, end);
    return flight;
  }

  #abort(flight: Flight<T>): void {
    if (this.#flight === flight) this.#flight = undefined;
    flight.controller.abort();
  }
}
