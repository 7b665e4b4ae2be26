import type { Clock } from '../../types/clock.js';
import type { WaitOptions } from '../../types/wait.js';
import { AbortedError, orAborted } from '../../errors/transport.js';
import { NotFoundError } from '../../errors/service.js';
import { WaiterFailedError, WaiterTimeoutError, type WaiterDetails } from '../../errors/waiter.js';

/** What is waited for, and how it is polled. */
export interface Wait<T> {
  readonly label: string;
  readonly waitedFor: string;
  readonly clock: Clock;
  /** Reads the state once. Rejects with a {@link NotFoundError} while the resource does not exist. */
  poll(signal: AbortSignal | undefined): Promise<{ readonly state: string | undefined; readonly value: T }>;
  /** `done` ends the wait, `failed` ends it with a {@link WaiterFailedError}, undefined continues. */
  judge(state: string | undefined, found: boolean): 'done' | 'failed' | undefined;
  /** Whether the wait continues while the resource is not found yet: it was just created. */
  readonly mayBeUnseen: boolean;
  readonly maxWaitMs: number;
  readonly delayMs: number;
}

/**
 * Polls until the wait is over, with jittered delays that grow to five times the first one.
 *
 * @throws {@link WaiterTimeoutError}, {@link WaiterFailedError}, {@link AbortedError}; any other error of a poll ends the wait unchanged
 */
export async function wait<T>(what: Wait<T>, options: WaitOptions = {}): Promise<T | undefined> {
  const { clock, label, waitedFor } = what;
  const { maxWaitMs = what.maxWaitMs, delayMs = what.delayMs, signal, onPoll } = options;
  const start = clock.now();
  const seen: Record<string, number> = {};
  let wasFound = false;
  let lastState: string | undefined;
  let lastError: unknown;
  const details = (): WaiterDetails => ({
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
      ({ state: lastState, value } = await what.poll(signal));
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
    if (verdict === 'failed') throw new WaiterFailedError(details());
    if (!found && (wasFound || !what.mayBeUnseen)) throw lastError;
    const delay = jittered(Math.min(delayMs * 1.5 ** (poll - 1), delayMs * 5));
    const left = maxWaitMs - (clock.now() - start);
    if (left <= 0 || delay >= left) {
      throw new WaiterTimeoutError(details(), lastError === undefined ? undefined : { cause: lastError });
    }
    await orAborted(clock.sleep(delay, signal), signal, { action: `Waiting for ${label}` });
  }
}

function jittered(ms: number): number {
  return ms * (0.75 + Math.random() * 0.5);
}
