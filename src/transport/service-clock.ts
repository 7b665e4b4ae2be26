import { signingDate } from '../auth/signing/signer.js';
import type { Clock } from '../types/clock.js';

/** The time as the service sees it: the clock's time plus the difference learnt from responses. */
export class ServiceClock {
  readonly #clock: Clock;
  #offsetMs = 0;
  #second = -1;
  #date = '';

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The time to sign with; formatted once a second. */
  signingDate(): string {
    const second = Math.floor((this.#clock.now() + this.#offsetMs) / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#date = signingDate(second * 1000);
    }
    return this.#date;
  }

  /**
   * Learns the difference from a response's `Date`, when the service refused a signature with `signedDate`.
   * Returns whether signing again now gives another date: false when the difference is not the cause.
   */
  learn(serverDate: string | undefined, signedDate: string): boolean {
    const server = Date.parse(serverDate ?? '');
    if (Number.isNaN(server)) return false;
    const offsetMs = server - this.#clock.now();
    // Calls that ran side by side learn the same; a second's difference is the header's own precision.
    if (Math.abs(offsetMs - this.#offsetMs) >= 1_500) this.#offsetMs = offsetMs;
    return this.signingDate() !== signedDate;
  }
}
