import type { Clock } from '../../types/clock.js';
import { ConfigError } from '../../errors/config.js';

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A length of time in milliseconds: a number as it is, or text such as `90s`, `10m`, `1h30m`. */
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
    `${JSON.stringify(duration)} is no length of time; give milliseconds or text such as "90s", "10m" or "1h30m"`,
  );
}

/** The emulator's time: it runs with the machine's, or stands still until it is moved. */
export class EmulatorClock {
  readonly isVirtual: boolean;
  #base: number;

  /** @param startMs - where a virtual clock stands at first; milliseconds since 1970 */
  constructor(kind: 'real' | 'virtual', startMs: number = Date.now()) {
    this.isVirtual = kind === 'virtual';
    this.#base = this.isVirtual ? startMs : 0;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.isVirtual ? this.#base : this.#base + Date.now();
  }

  /** Moves the time forward: a virtual clock to there, a real one so far ahead of the machine's. */
  moveTo(atMs: number): void {
    const ahead = atMs - this.now();
    if (ahead > 0) this.#base += ahead;
  }
}

/** The emulator's time for a client: while the client waits, it passes for the cloud, and takes none. */
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
