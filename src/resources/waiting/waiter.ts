import type { Clock } from '../../types/clock.js';
import type { WaitOptions } from '../../types/wait.js';
import { ConfigError } from '../../errors/config.js';
import { AbortedError, orAborted, TransportError } from '../../errors/transport.js';
import { NotFoundError, ServiceError } from '../../errors/service.js';
import { WaiterFailedError, WaiterTimeoutError, type WaiterDetails } from '../../errors/waiter.js';
import { monotonicMs } from '../../util/monotonic.js';
import { ownMember, setOwn } from '../../util/own.js';

/** How one poll of a wait is bounded. */
export interface PollLimits {
  readonly signal: AbortSignal | undefined;
  /** What is left of the wait, in milliseconds. */
  readonly leftMs: number;
}

/** What is waited for, and how it is polled. */
export interface Wait<T> {
  readonly label: string;
  readonly waitedFor: string;
  readonly clock: Clock;
  /** Reads the state once. Rejects with a {@link NotFoundError} while the resource does not exist. */
  poll(limits: PollLimits): Promise<{ readonly state: string | undefined; readonly value: T }>;
  /** `done` ends the wait, `failed` ends it with a {@link WaiterFailedError}, undefined continues. */
  judge(state: string | undefined, found: boolean): 'done' | 'failed' | undefined;
  /** Whether the wait continues while the resource is not found yet: it was just created. */
  readonly mayBeUnseen: boolean;
  readonly maxWaitMs: number;
  readonly delayMs: number;
}

/**
 * Polls until the wait is over, with jittered delays that grow to five times the first one. A poll that fails in a way
 * that may pass (no response, throttling, a failure inside the service) does not end the wait.
 *
 * @throws {@link WaiterTimeoutError}, {@link WaiterFailedError}, {@link AbortedError}; any other error of a poll ends the wait unchanged
 * @throws {@link ConfigError} for limits that are none
 */
export async function wait<T>(what: Wait<T>, options: WaitOptions = {}): Promise<T | undefined> {
  const { clock, label, waitedFor } = what;
  const { maxWaitMs = what.maxWaitMs, delayMs = what.delayMs, signal, onPoll } = options;
  checkLimits(maxWaitMs, delayMs);
  const start = monotonicMs(clock);
  const elapsed = (): number => monotonicMs(clock) - start;
  const seen: Record<string, number> = {};
  let wasFound = false;
  let lastState: string | undefined;
  let lastError: unknown;
  const details = (): WaiterDetails => ({
    resource: label,
    waitedFor,
    lastState,
    seen,
    elapsedMs: elapsed(),
  });
  const timedOut = (): WaiterTimeoutError =>
    new WaiterTimeoutError(details(), lastError === undefined ? undefined : { cause: lastError });
  for (let poll = 1; ; poll++) {
    if (signal?.aborted) throw new AbortedError({ action: `Waiting for ${label}` }, signal.reason);
    let value: T | undefined;
    let outcome: 'found' | 'missing' | 'unread' = 'found';
    try {
      // The first poll of a wait of no length still takes its time.
      ({ state: lastState, value } = await what.poll({ signal, leftMs: Math.max(1, maxWaitMs - elapsed()) }));
      wasFound = true;
      lastError = undefined;
    } catch (error) {
      if (error instanceof NotFoundError) outcome = 'missing';
      else if (mayPass(error)) outcome = 'unread';
      else throw error;
      lastState = undefined;
      lastError = error;
    }
    const found = outcome === 'found';
    const name = found ? (lastState ?? 'no state') : outcome === 'missing' ? 'not found' : nameOf(lastError);
    setOwn(seen, name, (ownMember(seen, name) ?? 0) + 1);
    onPoll?.({ state: lastState, poll, elapsedMs: elapsed() });
    if (outcome !== 'unread') {
      const verdict = what.judge(lastState, found);
      if (verdict === 'done') return value;
      if (verdict === 'failed') throw new WaiterFailedError(details());
    }
    if (outcome === 'missing' && (wasFound || !what.mayBeUnseen)) throw lastError;
    const delay = jittered(Math.min(delayMs * 1.5 ** (poll - 1), delayMs * 5));
    const left = maxWaitMs - elapsed();
    if (left <= 0 || delay >= left) throw timedOut();
    await orAborted(clock.sleep(delay, signal), signal, { action: `Waiting for ${label}` });
  }
}

function checkLimits(maxWaitMs: number, delayMs: number): void {
  if (!(typeof maxWaitMs === 'number' && maxWaitMs >= 0)) {
    throw new ConfigError('maxWaitMs has to be a number of milliseconds from 0');
  }
  if (!(typeof delayMs === 'number' && delayMs >= 1 && Number.isFinite(delayMs))) {
    throw new ConfigError('delayMs has to be a number of milliseconds from 1');
  }
}

/** Whether a later poll may succeed: the next one asks again anyway. */
function mayPass(error: unknown): boolean {
  if (error instanceof AbortedError) return false;
  return error instanceof TransportError || (error instanceof ServiceError && error.retryable);
}

function nameOf(error: unknown): string {
  return error instanceof TransportError || error instanceof ServiceError ? error.code : 'error';
}

function jittered(ms: number): number {
  return ms * (0.75 + Math.random() * 0.5);
}
