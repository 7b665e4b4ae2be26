import type { Clock } from '../types/clock.js';
import { AbortedError } from '../errors/index.js';

/**
 * Waits, by a clock that may be the caller's own.
 *
 * @throws {@link AbortedError} when the signal is aborted first
 */
export async function sleep(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch (error) {
    throw signal?.aborted ? new AbortedError({}, signal.reason) : error;
  }
}
