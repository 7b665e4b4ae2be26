/** So many a second, after a pause so many at once. Turns are given out in the order in which they were asked for. */
export class FixedRate {
  readonly #intervalMs: number;
  readonly #leadMs: number;
  /** By key: when the next turn would come if there were no bursts. */
  readonly #next = new Map<string, number>();

  constructor(perSecond: number, burst: number) {
    this.#intervalMs = 1000 / perSecond;
    this.#leadMs = (burst - 1) * this.#intervalMs;
  }

  /** Takes the next turn; gives the milliseconds until it comes. */
  reserveMs(key: string, now: number): number {
    const next = Math.max(this.#next.get(key) ?? 0, now);
    this.#next.set(key, next + this.#intervalMs);
    return Math.max(0, next - this.#leadMs - now);
  }
}
