import { AbortedError, TimeoutError, type CallDetails } from '../errors/index.js';
import type { Clock } from '../types/clock.js';
import { monotonicMs } from '../util/monotonic.js';
import { onAbort } from '../util/on-abort.js';

/** When the wait for a step of a call ends early. */
export interface Limits {
  /** By the monotonic reading of the clock; Infinity: none. */
  readonly deadlineMs: number;
  /** The limit of the whole call, for the error. */
  readonly totalMs: number;
  readonly signal: AbortSignal | undefined;
  /** The call, for the error; a step that does not know it leaves that to the attempt. */
  readonly call?: CallDetails;
}

/**
 * Calls a function once, at the deadline or when the signal is aborted; returns the function that stops waiting for it.
 * The signal must not be aborted yet.
 */
export function startLimits(
  { deadlineMs, totalMs, signal, call }: Limits,
  clock: Clock,
  onOver: (error: Error) => void,
): () => void {
  const over = (error: Error): void => {
    end();
    onOver(error);
  };
  const stopListening = signal && onAbort(signal, () => over(new AbortedError(call, signal.reason)));
  const timer =
    deadlineMs === Infinity
      ? undefined
      : setTimeout(
          () => over(new TimeoutError('total', totalMs, call)),
          Math.max(0, deadlineMs - monotonicMs(clock)),
        );
  const end = (): void => {
    clearTimeout(timer);
    stopListening?.();
  };
  return end;
}

/**
 * Waits for code of the caller, such as a provider or a shared limiter, until the call's deadline or its signal, even
 * when that code observes neither.
 *
 * @param onGiveUp - called when the wait ends early
 * @throws {@link TimeoutError} at the deadline
 * @throws {@link AbortedError} when the signal is aborted
 */
export function withinLimits<T>(
  start: () => T | Promise<T>,
  limits: Limits,
  clock: Clock,
  onGiveUp?: (error: Error) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const { signal } = limits;
    if (signal?.aborted) {
      reject(new AbortedError(limits.call, signal.reason));
      return;
    }
    const end = startLimits(limits, clock, (error) => {
      reject(error);
      onGiveUp?.(error);
    });
    // In a promise, since the caller's code may throw at once or return no promise.
    new Promise<T>((settle) => settle(start())).then(
      (value) => {
        end();
        resolve(value);
      },
      (error: Error) => {
        end();
        reject(error);
      },
    );
  });
}
