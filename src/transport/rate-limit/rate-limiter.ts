import type { Clock } from '../../types/clock.js';
import { ConfigError, TimeoutError } from '../../errors/index.js';
import { orAborted } from '../../errors/transport.js';
import { AdaptiveRate } from './adaptive-rate.js';
import { FixedRate } from './fixed-rate.js';
import { consume, type SharedLimiter } from './shared-limiter.js';

/** How fast attempts may go, each action of each service by itself. */
export interface RateOptions {
  /** Attempts a second, at most. */
  readonly perSecond?: number | undefined;
  /** How many may go at once after a pause. @defaultValue 1, or `perSecond` where that is more */
  readonly burst?: number | undefined;
  /** Slows down when the service throttles, and recovers. */
  readonly adaptive?: boolean | undefined;
  /** A limiter that many processes share, such as one of `rate-limiter-flexible` with Redis. */
  readonly limiter?: SharedLimiter | undefined;
}

/** What a wait for one's turn is bounded by. */
export interface PaceLimits {
  /** By the clock, in milliseconds since 1970; Infinity: none. */
  readonly deadline: number;
  readonly totalMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Keeps attempts to a rate. */
export class Pace {
  readonly #clock: Clock;
  readonly #fixed: FixedRate | undefined;
  readonly #adaptive: AdaptiveRate | undefined;
  readonly #shared: SharedLimiter | undefined;

  /** @throws {@link ConfigError} for what is no rate */
  constructor(options: RateOptions, clock: Clock) {
    const { perSecond, burst, adaptive, limiter } = options;
    for (const [name, value] of Object.entries({ perSecond, burst }))
      if (value !== undefined && !(value > 0 && value < Infinity))
        throw new ConfigError(`rate.${name} must be a number above 0`);
    if (burst !== undefined && perSecond === undefined)
      throw new ConfigError('rate.burst needs rate.perSecond');
    if (limiter !== undefined && typeof limiter.consume !== 'function')
      throw new ConfigError(
        'rate.limiter must have the method `consume`, as those of rate-limiter-flexible have',
      );
    this.#clock = clock;
    this.#fixed =
      perSecond === undefined ? undefined : new FixedRate(perSecond, burst ?? Math.max(1, perSecond));
    this.#adaptive = adaptive === true ? new AdaptiveRate() : undefined;
    this.#shared = limiter;
  }

  /**
   * Waits for the turn of an attempt.
   *
   * @throws {@link TimeoutError} when the turn would come after the deadline
   * @throws {@link AbortedError} when the signal is aborted first
   */
  async turn(key: string, limits: PaceLimits): Promise<void> {
    await this.#wait(this.#fixed?.reserveMs(key, this.#clock.now()), limits);
    await this.#wait(this.#adaptive?.reserveMs(key, this.#clock.now()), limits);
    if (this.#shared === undefined) return;
    for (;;) {
      const waitMs = await consume(this.#shared, key);
      if (waitMs === undefined) return;
      await this.#wait(waitMs, limits);
    }
  }

  /** What became of an attempt that began at a time by the clock. */
  report(key: string, wasThrottled: boolean, beganAt: number): void {
    this.#adaptive?.report(key, wasThrottled, beganAt, this.#clock.now());
  }

  async #wait(ms: number | undefined, { deadline, totalMs, signal }: PaceLimits): Promise<void> {
    if (ms === undefined || ms <= 0) return;
    if (this.#clock.now() + ms > deadline) throw new TimeoutError('total', totalMs);
    await orAborted(this.#clock.sleep(ms, signal), signal);
  }
}
