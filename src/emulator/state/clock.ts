import type { Clock } from '../../types/clock.js';
import { ConfigError } from '../../errors/config.js';

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Converts a duration to milliseconds: a number is milliseconds already, text is such as `90s`, `10m` or `1h30m`.
 *
 * @throws `ConfigError` for anything else
 */
export function durationMs(duration: number | string): number {
  if (typeof duration === 'number') {
    if (Number.isFinite(duration) && duration >= 0) return duration;
  } else if (/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(duration)) {
    let total = 0;
    for (const [, amount, , unit] of duration.matchAll(/(\d+(\.\d+)?)(ms|s|m|h|d)/g)) {
      total += Number(amount) * (unitsMs[unit ?? ''] ?? 0);
    }
    return total;
  }
  throw new ConfigError(
    `${JSON.stringify(duration)} is not a duration; use milliseconds, or text such as "90s", "10m" or "1h30m"`,
  );
}

/** The emulator's time: it follows the machine's clock, or stands still until it is moved. */
export class EmulatorClock {
  readonly isVirtual: boolean;
  #base: number;

  /** @param startMs - where a virtual clock starts, in milliseconds since 1970 */
  constructor(kind: 'real' | 'virtual', startMs: number = Date.now()) {
    this.isVirtual = kind === 'virtual';
    this.#base = this.isVirtual ? startMs : 0;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.isVirtual ? this.#base : this.#base + Date.now();
  }

  /** Moves the time forward; never back. A real clock keeps running from there, ahead of the machine's. */
  moveTo(atMs: number): void {
    const ahead = atMs - this.now();
    if (ahead > 0) this.#base += ahead;
  }
}

/** A clock for clients of a virtual cloud: a client's pause advances the cloud's time and ends at once. */
export function clientClock(now: () => number, advance: (ms: number) => void): Clock {
  return {
    now,
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.reject(signal.reason as Error);
      advance(ms);
      return Promise.resolve();
    },
  };
}
