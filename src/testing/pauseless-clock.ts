import type { Clock } from '../types/clock.js';

/** A clock for tests: whoever sleeps by it goes on at once, and the time has passed. */
export class PauselessClock implements Clock {
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
