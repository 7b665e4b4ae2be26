/** How many tokens a session has: 100 retries in a row. */
const capacity = 500;

/**
 * Tokens that retries cost and successes refund: when most calls fail, retrying stops, so that retries never
 * multiply the load on a service that is down.
 */
export class RetryQuota {
  #tokens = capacity;

  /** Takes the cost of a retry; false when too few tokens are left. */
  take(cost: number): boolean {
    if (this.#tokens < cost) return false;
    this.#tokens -= cost;
    return true;
  }

  /** Refunds the cost of a successful call's last retry, or 1 when it needed none. */
  refund(cost: number): void {
    this.#tokens = Math.min(capacity, this.#tokens + (cost || 1));
  }
}
