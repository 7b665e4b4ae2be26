import type { Clock } from '../types/clock.js';

/** A clock for tests: a sleep ends at once, and moves the time forward. */
export class InstantClock implements Clock {
  #sleptMs = 0;

  now(): number {
    return Date.now() + this.#sleptMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    this.#sleptMs += ms;
    return Promise.resolve();
  }
}
