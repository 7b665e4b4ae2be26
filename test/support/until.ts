import { setImmediate } from 'node:timers/promises';

/** Lets the event loop turn until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > giveUpAt) throw new Error(`It never came to hold: ${holds.toString()}`);
    await setImmediate();
  }
}
