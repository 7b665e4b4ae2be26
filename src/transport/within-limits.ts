import { AbortedError, TimeoutError } from '../errors/index.js';
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
  { deadlineMs, totalMs, signal }: Limits,
  clock: Clock,
  onGiveUp?: (error: Error) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new AbortedError({}, signal.reason));
      return;
    }
    const giveUp = (error: Error): void => {
      end();
      reject(error);
      onGiveUp?.(error);
    };
    const stopListening = signal && onAbort(signal, () => giveUp(new AbortedError({}, signal.reason)));
    const timer =
      deadlineMs === Infinity
        ? undefined
        : setTimeout(
            () => giveUp(new TimeoutError('total', totalMs)),
            Math.max(0, deadlineMs - monotonicMs(clock)),
          );
    const end = (): void => {
      clearTimeout(timer);
      stopListening?.();
    };
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
