import type { Clock } from '../types/clock.js';

/** After so long without a refusal, everybody passes. */
const openAfterMs = 10_000;

/**
 * Lets the callers of one model pass by and by after the service asked for a pause: 1, 2, 4 … each second, and all after
 * ten seconds.
 */
export class Breaker {
  readonly #waiting: object[] = [];
  #allowedFromMs: number;

  constructor(nowMs: number) {
    this.#allowedFromMs = nowMs;
  }

  /** The callers that wait, by their places. */
  get waiting(): readonly object[] {
    return this.#waiting;
  }

  /** Nobody passes for so long. */
  pause(nowMs: number, ms: number): void {
    this.#allowedFromMs = nowMs + ms;
  }

  join(caller: object): void {
    this.#waiting.push(caller);
  }

  /** The caller is done: the last one takes its place. */
  leave(caller: object): void {
    const place = this.#waiting.indexOf(caller);
    const last = this.#waiting.pop();
    if (last !== undefined && last !== caller && place >= 0) this.#waiting[place] = last;
  }

  mayPass(caller: object, nowMs: number): boolean {
    if (nowMs <= this.#allowedFromMs) return false;
    const sinceMs = nowMs - this.#allowedFromMs;
    return sinceMs > openAfterMs || this.#waiting.indexOf(caller) < 2 ** (sinceMs / 1_000);
  }

  /** How long a caller that may not pass sleeps before it asks again, in milliseconds. */
  sleepMs(nowMs: number): number {
    return Math.max(this.#allowedFromMs - nowMs, 1_000);
  }

  /** Waits until the caller may pass. */
  async pass(
    caller: object,
    clock: Clock,
    signal: AbortSignal | undefined,
    mayWait: () => boolean,
  ): Promise<void> {
    while (mayWait() && !this.mayPass(caller, clock.now()))
      await clock.sleep(this.sleepMs(clock.now()), signal);
  }
}
