/** The reading of a clock for deadlines and durations: setting the computer's time does not change it. */
export function monotonicMs(clock: { now(): number; monotonicMs?(): number }): number {
  return clock.monotonicMs?.() ?? clock.now();
}
