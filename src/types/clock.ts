/** The source of time; tests pass their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Milliseconds from some start, never set back or forward: for deadlines and durations.
   *
   * @defaultValue `now()`
   */
  monotonicMs?(): number;
  /** Resolves after the given milliseconds; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
