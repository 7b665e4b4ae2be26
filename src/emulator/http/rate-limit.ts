import { Refusal } from '../model/refusal.js';

/** How many calls an account may make. */
export interface RateLimit {
  readonly perSecond: number;
  /** How many at once after a pause. @defaultValue as many as in a second */
  readonly burst?: number;
}

/** A bucket for each account, filled as time passes. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #buckets = new Map<string, { left: number; atMs: number }>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** Counts a call. @throws {@link Refusal} when there were too many */
  count(account: string, nowMs: number): void {
    const { perSecond, burst = perSecond } = this.#limit;
    const bucket = this.#buckets.get(account) ?? { left: burst, atMs: nowMs };
    const left = Math.min(burst, bucket.left + ((nowMs - bucket.atMs) / 1000) * perSecond);
    this.#buckets.set(account, { left: left < 1 ? left : left - 1, atMs: nowMs });
    if (left < 1)
      throw new Refusal('AccountFlowLimitExceeded', 'The account makes too many calls; try again later.');
  }
}
