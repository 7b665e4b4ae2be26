import type { Clock } from '../../types/clock.js';
import { AbortedError } from '../../errors/aborted-error.js';

/**
 * Waits so many milliseconds.
 *
 * @throws {@link AbortedError} when the signal is aborted first; `what` says what was waited for
 */
export async function pause(
  clock: Clock,
  ms: number,
  what: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch (reason) {
    if (signal?.aborted) throw new AbortedError({ action: what }, signal.reason);
    throw reason;
  }
}
