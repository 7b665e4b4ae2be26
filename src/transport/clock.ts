import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../types/clock.js';

/** The computer's own clock. */
export const systemClock: Clock = Object.freeze({
  now: () => Date.now(),
  sleep: async (ms: number, signal?: AbortSignal) => {
    try {
      await sleep(ms, undefined, signal === undefined ? undefined : { signal });
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  },
});
