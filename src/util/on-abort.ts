import { memoize } from './memo.js';

/** Those who wait for a signal; the signal itself has one listener for all of them. */
class Waiting {
  readonly #signal: AbortSignal;
  readonly #listeners = new Set<() => void>();
  readonly #onAbort = (): void => {
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  };

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  add(listener: () => void): void {
    if (this.#listeners.size === 0) this.#signal.addEventListener('abort', this.#onAbort, { once: true });
    this.#listeners.add(listener);
  }

  remove(listener: () => void): void {
    if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return;
    this.#signal.removeEventListener('abort', this.#onAbort);
  }
}

const waitingOn = memoize((signal: AbortSignal) => new Waiting(signal));

/**
 * Calls a function once when a signal is aborted; returns the function that stops listening. However many listen, the
 * signal has one listener, since Node warns of a leak when there are more than ten.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const all = waitingOn(signal);
  // A function of its own, so that the same listener can be added twice.
  const own = (): void => listener();
  all.add(own);
  return () => all.remove(own);
}
