import type { Clock } from '../../types/clock.js';
import { ConfigError, TimeoutError } from '../../errors/index.js';
import { orAborted } from '../../errors/transport.js';
import { monotonicMs } from '../../util/monotonic.js';
import { withinLimits, type Limits } from '../within-limits.js';
import { AdaptiveRate } from './adaptive-rate.js';
import { FixedRate } from './fixed-rate.js';
import { consume, type SharedLimiter } from './shared-limiter.js';

/** How many attempts a second are sent; each action of each service has its own limit. */
export interface RateOptions {
  /** The most attempts a second. */
  readonly perSecond?: number | undefined;
  /** How many are sent at once after a pause. @defaultValue 1, or `perSecond` if that is more */
  readonly burst?: number | undefined;
  /** Slows down when the service throttles, and recovers. */
  readonly adaptive?: boolean | undefined;
  /** A limiter that many processes share, such as one of `rate-limiter-flexible` with Redis. */
  readonly limiter?: SharedLimiter | undefined;
}

/** Limits the rate of attempts. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #fixed: FixedRate | undefined;
  readonly #adaptive: AdaptiveRate | undefined;
  readonly #shared: SharedLimiter | undefined;

  /** @throws {@link ConfigError} for an invalid option */
  constructor(options: RateOptions, clock: Clock) {
    const { perSecond, burst, adaptive, limiter } = options;
    for (const [name, value] of Object.entries({ perSecond, burst }))
      if (value !== undefined && !(value > 0 && value < Infinity))
        throw new ConfigError(`rate.${name} must be a number above 0`);
    if (burst !== undefined && perSecond === undefined)
      throw new ConfigError('rate.burst needs rate.perSecond');
    if (limiter !== undefined && typeof limiter.consume !== 'function')
      throw new ConfigError(
        'rate.limiter must have a method `consume`, like the limiters of rate-limiter-flexible',
      );
    this.#clock = clock;
    this.#fixed =
      perSecond === undefined ? undefined : new FixedRate(perSecond, burst ?? Math.max(1, perSecond));
    this.#adaptive = adaptive === true ? new AdaptiveRate() : undefined;
    this.#shared = limiter;
  }

  /**
   * Waits until the rate limit lets an attempt go.
   *
   * @throws {@link TimeoutError} when that would be after the deadline, or the shared limiter does not respond by then
   * @throws {@link AbortedError} when the signal is aborted first
   */
  async acquire(key: string, limits: Limits): Promise<void> {
    await this.#wait(this.#fixed?.reserveMs(key, monotonicMs(this.#clock)), limits);
    await this.#wait(this.#adaptive?.reserveMs(key, monotonicMs(this.#clock)), limits);
    const shared = this.#shared;
    if (shared === undefined) return;
    for (;;) {
      // Its store may be away and never respond.
      const waitMs = await withinLimits(() => consume(shared, key), limits, this.#clock);
      if (waitMs === undefined) return;
      await this.#wait(waitMs, limits);
    }
  }

  /** Reports the outcome of an attempt, by the monotonic reading of the clock when it started. */
  report(key: string, wasThrottled: boolean, startedAtMs: number): void {
    this.#adaptive?.report(key, wasThrottled, startedAtMs, monotonicMs(this.#clock));
  }

  async #wait(ms: number | undefined, { deadlineMs, totalMs, signal }: Limits): Promise<void> {
    if (ms === undefined || ms <= 0) return;
    if (monotonicMs(this.#clock) + ms > deadlineMs) throw new TimeoutError('total', totalMs);
    await orAborted(this.#clock.sleep(ms, signal), signal);
  }
}
