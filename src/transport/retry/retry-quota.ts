/** How much trouble a client may add to a service that is in trouble. */
const full = 500;

/**
 * Tokens that retries cost and successes bring back: when most calls fail, retrying stops, so that retries
 * never multiply the load on a service that is down.
 */
export class RetryQuota {
  #tokens = full;

  /** Takes the price of a retry; false where there is not enough left. */
  take(price: number): boolean {
    if (this.#tokens < price) return false;
    this.#tokens -= price;
    return true;
  }

  /** A call succeeded: what its last retry cost comes back, and 1 where it needed none. */
  giveBack(price: number): void {
    this.#tokens = Math.min(full, this.#tokens + (price || 1));
  }
}
