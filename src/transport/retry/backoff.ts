import type { RetryFailure } from '../../types/call.js';
import type { RetryPolicy } from './retry-policy.js';

/** A throttled service needs more time than a lost packet. */
const throttlingFactor = 5;

/**
 * How long to wait before the next attempt, in milliseconds.
 *
 * @param retryAfterMs - the wait that the server asked for, honoured up to `maxDelayMs`
 * @param random - returns a number from 0 to 1
 */
export function retryDelayMs(
  policy: RetryPolicy,
  failure: RetryFailure,
  retryAfterMs: number | undefined,
  random: () => number,
): number {
  return Math.min(Math.max(backoffMs(policy, failure, random), retryAfterMs ?? 0), policy.maxDelayMs);
}

function backoffMs(
  { backoff, baseDelayMs, maxDelayMs }: RetryPolicy,
  failure: RetryFailure,
  random: () => number,
): number {
  if (typeof backoff === 'function') {
    const own = backoff(failure);
    if (typeof own !== 'number' || !(own >= 0))
      throw new TypeError('retry.backoff must return a number of milliseconds of at least 0');
    return own;
  }
  if (backoff === 'none') return 0;
  const base = failure.isThrottling ? baseDelayMs * throttlingFactor : baseDelayMs;
  // Capped, since 0 times Infinity is NaN.
  const ceiling = Math.min(base * 2 ** Math.min(failure.attempt - 1, 40), maxDelayMs);
  return backoff === 'exponential' ? ceiling : random() * ceiling;
}
