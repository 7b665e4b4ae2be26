/**
 * The part of a `rate-limiter-flexible` limiter that is used, whatever store it has.
 *
 * @example
 * ```ts
 * import { RateLimiterMemory } from 'rate-limiter-flexible';
 * import { Volcengine } from 'volcengine-fluent';
 *
 * const limiter = new RateLimiterMemory({ points: 20, duration: 1 });
 * const session = new Volcengine({ rate: { limiter } });
 * ```
 */
export interface SharedLimiter {
  /** Resolves when a point was free; rejects with `{ msBeforeNext }` when none was, with an error when the store failed. */
  consume(key: string, points?: number): Promise<unknown>;
}

/** Takes a point. When none is free, returns the milliseconds after which to ask again, at least one. */
export async function consume(limiter: SharedLimiter, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key, 1);
    return undefined;
  } catch (refusal) {
    const waitMs = (refusal as { readonly msBeforeNext?: unknown } | null)?.msBeforeNext;
    if (refusal instanceof Error || typeof waitMs !== 'number') throw refusal;
    return Math.max(1, waitMs);
  }
}
