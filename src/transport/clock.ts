import type { Clock } from '../types/clock.js';
import { sleep } from '../util/sleep.js';

/** The computer's own clock. */
export const systemClock: Clock = Object.freeze({
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep,
});
