/** A fixed number a second, and after a pause a burst at once. Attempts go in the order in which they asked. */
export class FixedRate {
  readonly #intervalMs: number;
  readonly #leadMs: number;
  /** By key: when the next attempt would go if there were no bursts. */
  readonly #next = new Map<string, number>();

  constructor(perSecond: number, burst: number) {
    this.#intervalMs = 1000 / perSecond;
    this.#leadMs = (burst - 1) * this.#intervalMs;
  }

  /** Reserves the next slot; returns the milliseconds until it comes. */
  reserveMs(key: string, now: number): number {
    const next = Math.max(this.#next.get(key) ?? 0, now);
    this.#next.set(key, next + this.#intervalMs);
    return Math.max(0, next - this.#leadMs - now);
  }
}
