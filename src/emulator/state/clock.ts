import type { Clock } from '../../types/clock.js';
import { ConfigError } from '../../errors/config.js';

/** The latest time that the cloud can have: the end of the year 9999, in milliseconds since 1970. */
export const maxTimeMs = Date.UTC(10_000, 0, 1) - 1;

/** The longest time that one step can take: tasks that repeat each minute run 5 million times in it. */
export const maxStepMs = 3653 * 86_400_000;

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Converts a duration to milliseconds: a number is milliseconds already, text is such as `90s`, `10m` or `1h30m`.
 *
 * @throws `ConfigError` for anything else, and for more than ten years
 */
export function durationMs(duration: number | string): number {
  if (typeof duration === 'number') {
    if (Number.isFinite(duration) && duration >= 0) return checkStep(duration);
  } else if (
    typeof duration === 'string' &&
    duration.length <= 100 &&
    /^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(duration)
  ) {
    let total = 0;
    for (const part of duration.split(/(?<=[a-z])(?=\d)/)) {
      const amount = Number.parseFloat(part);
      total += amount * (unitsMs[part.replace(/^[\d.]+/, '')] ?? 0);
    }
    return checkStep(total);
  }
  throw new ConfigError(
    `${JSON.stringify(duration)?.slice(0, 100)} is not a duration; use milliseconds, or text such as "90s", "10m" or "1h30m"`,
  );
}

function checkStep(ms: number): number {
  if (ms <= maxStepMs) return ms;
  throw new ConfigError('A duration is at most ten years (3653d)');
}

/** The emulator's time: it follows the machine's clock, or stands still until it is moved. */
export class EmulatorClock {
  readonly isVirtual: boolean;
  #base: number;

  /** @param startMs - where a virtual clock starts, in milliseconds since 1970 */
  constructor(kind: 'real' | 'virtual', startMs: number = Date.now()) {
    this.isVirtual = kind === 'virtual';
    if (!(Math.abs(startMs) <= maxTimeMs))
      throw new ConfigError('startAt must be a date before the year 10000');
    this.#base = this.isVirtual ? startMs : 0;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.isVirtual ? this.#base : this.#base + Date.now();
  }

  /**
   * Moves the time forward; never back. A real clock keeps running from there, ahead of the machine's.
   *
   * @throws `ConfigError` for a time beyond the year 9999
   */
  moveTo(atMs: number): void {
    if (!(atMs <= maxTimeMs)) throw new ConfigError('The clock cannot go beyond the year 9999');
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
