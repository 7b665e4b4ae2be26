import { AbortedError } from '../../errors/index.js';
import type { Clock } from '../../types/clock.js';
import { startLimits, withinLimits, type Limits } from '../within-limits.js';

/** Holds the hooks of one call to its time limit and its signal, even when they observe neither. */
export class HookLimits {
  readonly #limits: Limits;
  readonly #clock: Clock;
  /** Without a limit, hooks cost nothing more. */
  readonly #isLimited: boolean;

  constructor(limits: Limits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#isLimited = limits.deadlineMs !== Infinity || limits.signal !== undefined;
  }

  /** By the monotonic reading of the session's clock; Infinity: none. */
  get deadlineMs(): number {
    return this.#limits.deadlineMs;
  }

  /**
   * Waits for a hook that observes.
   *
   * @throws {@link TimeoutError} at the deadline
   * @throws {@link AbortedError} when the signal is aborted
   */
  async wait(running: void | Promise<void>): Promise<void> {
    if (!(running instanceof Promise) || !this.#isLimited) return running;
    // When the wait ends first, nobody else looks at its outcome.
    running.catch(() => undefined);
    await withinLimits(() => running, this.#limits, this.#clock);
  }

  /** The same after the call has failed: where the wait ends first, the call keeps its own error. */
  async waitAfterError(running: void | Promise<void>): Promise<void> {
    if (!(running instanceof Promise) || !this.#isLimited) return running;
    await new Promise<void>((resolve, reject) => {
      if (this.#limits.signal?.aborted) resolve();
      const end = startLimits(this.#limits, this.#clock, () => resolve());
      running.then(resolve, reject).finally(end);
    });
  }

  /**
   * Runs a hook around something that has the same limits itself: only while the hook's own code runs does its wait end
   * here, so that the hook sees what became of the call.
   *
   * @throws as {@link HookLimits.wait}
   */
  around<T, A extends readonly unknown[]>(
    run: (next: (...args: A) => Promise<T>) => Promise<T>,
    next: (...args: A) => Promise<T>,
  ): Promise<T> {
    if (!this.#isLimited) return run(next);
    return new Promise((resolve, reject) => {
      const { signal, call } = this.#limits;
      if (signal?.aborted) {
        reject(new AbortedError(call, signal.reason));
        return;
      }
      let inside = 0;
      let over: Error | undefined;
      const end = startLimits(this.#limits, this.#clock, (error) => {
        over = error;
        if (inside === 0) reject(error);
      });
      const counted = async (...args: A): Promise<T> => {
        inside++;
        try {
          return await next(...args);
        } finally {
          inside--;
          // By then the hook has handed on the error that it was given.
          if (over !== undefined && inside === 0) setImmediate(reject, over);
        }
      };
      run(counted).then(resolve, reject).finally(end);
    });
  }
}
