/** What is used of a limiter of `rate-limiter-flexible`: of any of them, whatever store it has. */
export interface SharedLimiter {
  /** Resolves when a point was free; rejects with `{ msBeforeNext }` when none was, with an error when the store failed. */
  consume(key: string, points?: number): Promise<unknown>;
}

/** Takes a point. Gives the milliseconds after which to ask again where none is free, a millisecond at least. */
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
