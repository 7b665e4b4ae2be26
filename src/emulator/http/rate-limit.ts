import { ApiError } from '../model/api-error.js';

/** How many calls an account may make. */
export interface RateLimit {
  readonly perSecond: number;
  /** How many calls may come at once after a pause. @defaultValue `perSecond` */
  readonly burst?: number;
}

/** A token bucket for each account. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #buckets = new Map<string, { tokens: number; atMs: number }>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** Counts a call. @throws `ApiError` with status 429 when the account has made too many */
  count(account: string, nowMs: number): void {
    const { perSecond, burst = perSecond } = this.#limit;
    const bucket = this.#buckets.get(account) ?? { tokens: burst, atMs: nowMs };
    const tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.atMs) / 1000) * perSecond);
    this.#buckets.set(account, { tokens: tokens < 1 ? tokens : tokens - 1, atMs: nowMs });
    if (tokens < 1) {
      throw new ApiError('AccountFlowLimitExceeded', 'The account makes too many calls; try again later.');
    }
  }
}
