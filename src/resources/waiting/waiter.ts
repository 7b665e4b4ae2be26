import type { Clock } from '../../types/clock.js';
import type { WaitOptions } from '../../types/wait.js';
import { AbortedError, orAborted } from '../../errors/transport.js';
import { NotFoundError } from '../../errors/service.js';
import { WaiterFailedError, WaiterTimeoutError, type WaiterDetails } from '../../errors/waiter.js';

/** What is waited for, and by which looks. */
export interface Wait<T> {
  readonly label: string;
  readonly waitedFor: string;
  readonly clock: Clock;
  /** Looks once. Rejects with a {@link NotFoundError} while there is nothing. */
  look(signal: AbortSignal | undefined): Promise<{ readonly state: string | undefined; readonly value: T }>;
  /** `done` ends the wait well, `failed` with a {@link WaiterFailedError}, undefined goes on. */
  judge(state: string | undefined, found: boolean): 'done' | 'failed' | undefined;
  /** Whether not being found goes on until it was found once: it was just created. */
  readonly mayBeUnseen: boolean;
  readonly maxWaitMs: number;
  readonly delayMs: number;
}

/**
 * Looks until the wait is over, with jittered pauses that grow to five times the first one.
 *
 * @throws {@link WaiterTimeoutError}, {@link WaiterFailedError}, {@link AbortedError}; any other error of a look ends the wait as it is
 */
export async function wait<T>(what: Wait<T>, options: WaitOptions = {}): Promise<T | undefined> {
  const { clock, label, waitedFor } = what;
  const { maxWaitMs = what.maxWaitMs, delayMs = what.delayMs, signal, onPoll } = options;
  const start = clock.now();
  const seen: Record<string, number> = {};
  let wasFound = false;
  let lastState: string | undefined;
  let lastError: unknown;
  const facts = (): WaiterDetails => ({
    resource: label,
    waitedFor,
    lastState,
    seen,
    elapsedMs: clock.now() - start,
  });
  for (let poll = 1; ; poll++) {
    if (signal?.aborted) throw new AbortedError({ action: `Waiting for ${label}` }, signal.reason);
    let value: T | undefined;
    let found = true;
    try {
      ({ state: lastState, value } = await what.look(signal));
      wasFound = true;
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      found = false;
      lastState = undefined;
      lastError = error;
    }
    const name = found ? (lastState ?? 'no state') : 'not found';
    seen[name] = (seen[name] ?? 0) + 1;
    onPoll?.({ state: lastState, poll, elapsedMs: clock.now() - start });
    const verdict = what.judge(lastState, found);
    if (verdict === 'done') return value;
    if (verdict === 'failed') throw new WaiterFailedError(facts());
    if (!found && (wasFound || !what.mayBeUnseen)) throw lastError;
    const delay = jittered(Math.min(delayMs * 1.5 ** (poll - 1), delayMs * 5));
    const left = maxWaitMs - (clock.now() - start);
    if (left <= 0 || delay >= left) {
      throw new WaiterTimeoutError(facts(), lastError === undefined ? undefined : { cause: lastError });
    }
    await orAborted(clock.sleep(delay, signal), signal, { action: `Waiting for ${label}` });
  }
}

function jittered(ms: number): number {
  return ms * (0.75 + Math.random() * 0.5);
}
