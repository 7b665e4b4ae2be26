import type { Clock } from '../types/clock.js';

/** The reading of a clock for deadlines and durations: setting the computer's time does not change it. */
export function monotonicMs(clock: Clock): number {
  return clock.monotonicMs?.() ?? clock.now();
}
