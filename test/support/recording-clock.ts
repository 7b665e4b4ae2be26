import type { Clock } from '../../src/types/clock.js';

/** A clock that stands still until somebody sleeps, and then jumps: waits take no time, and are kept. */
export class RecordingClock implements Clock {
  readonly slept: number[] = [];
  #now: number;

  constructor(now = Date.now()) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    this.slept.push(ms);
    this.#now += ms;
    return Promise.resolve();
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
