/** Of the rate at which the service had enough. */
const decrease = 0.7;
/** A second without throttling brings back this much of the rate at which the service had enough. */
const increase = 0.1;
/** Of that rate: from here on there is nothing to hold back. */
const enough = 2;
const slowestPerSecond = 0.5;

interface Lane {
  /** Infinity until the service has throttled. */
  perSecond: number;
  /** The rate at which it did. */
  brokeAt: number;
  throttledAt: number;
  changedAt: number;
  next: number;
  /** Turns taken in this second and in the one before, to know the rate. */
  second: number;
  taken: number;
  takenBefore: number;
}

/** A rate that falls when the service throttles, and rises again while it does not; each key has its own. */
export class AdaptiveRate {
  readonly #lanes = new Map<string, Lane>();

  /** Takes the next turn; gives the milliseconds until it comes. */
  reserveMs(key: string, now: number): number {
    const lane = this.#lane(key, now);
    count(lane, now);
    if (lane.perSecond === Infinity) return 0;
    const at = Math.max(lane.next, now);
    lane.next = at + 1000 / lane.perSecond;
    return at - now;
  }

  report(key: string, wasThrottled: boolean, beganAt: number, now: number): void {
    const lane = this.#lane(key, now);
    if (!wasThrottled) {
      rise(lane, now);
      return;
    }
    // Those that were on their way when the rate fell tell nothing new.
    if (beganAt < lane.throttledAt) return;
    lane.brokeAt = Math.min(lane.perSecond, Math.max(lane.taken, lane.takenBefore, 1));
    lane.perSecond = Math.max(slowestPerSecond, lane.brokeAt * decrease);
    lane.throttledAt = lane.changedAt = now;
    lane.next = Math.max(lane.next, now + 1000 / lane.perSecond);
  }

  #lane(key: string, now: number): Lane {
    let lane = this.#lanes.get(key);
    if (lane === undefined) {
      const never = -Infinity;
      lane = {
        perSecond: Infinity,
        brokeAt: 0,
        throttledAt: never,
        changedAt: now,
        next: 0,
        second: 0,
        taken: 0,
        takenBefore: 0,
      };
      this.#lanes.set(key, lane);
    }
    return lane;
  }
}

function count(lane: Lane, now: number): void {
  const second = Math.floor(now / 1000);
  if (second !== lane.second) {
    lane.takenBefore = second === lane.second + 1 ? lane.taken : 0;
    lane.taken = 0;
    lane.second = second;
  }
  lane.taken += 1;
}

function rise(lane: Lane, now: number): void {
  if (lane.perSecond === Infinity) return;
  const seconds = (now - lane.changedAt) / 1000;
  lane.perSecond += Math.max(lane.brokeAt, 1) * increase * seconds;
  lane.changedAt = now;
  if (lane.perSecond >= lane.brokeAt * enough) lane.perSecond = Infinity;
}
