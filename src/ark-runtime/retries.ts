import { ResponseParseError, ServiceError } from '../errors/index.js';
import type { RetryFailure, RetryOptions } from '../types/call.js';

/** The rules of the service: two more attempts, after 1 and 2 s, also of what is no read. */
export const arkRetries: RetryOptions = {
  maxAttempts: 3,
  // What a service asks for by `Retry-After`, at most; the waits of its own rules end at 8 s.
  maxDelayMs: 60_000,
  backoff: ({ attempt }) => backoffMs(attempt),
  shouldRetry,
};

/** `min(0.5 · 2^k, 8)` seconds before retry k, less up to a quarter. In milliseconds. */
export function backoffMs(retry: number): number {
  return Math.min(500 * 2 ** retry, 8_000) * (1 - Math.random() / 4);
}

/** Whether a status says that the same call may succeed later. */
export function isRetryStatus(status: number): boolean {
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

function shouldRetry({ error, headers = {} }: RetryFailure): boolean {
  const told = headers['x-should-retry'];
  if (told === 'true' || told === 'false') return told === 'true';
  if (error instanceof ServiceError || error instanceof ResponseParseError)
    return isRetryStatus(error.status ?? 0);
  return true;
}
