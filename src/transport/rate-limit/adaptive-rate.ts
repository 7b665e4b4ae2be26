/** Throttling lowers the rate to this part of the rate at which it happened. */
const decrease = 0.7;
/** Each second without throttling raises the rate by this part of it. */
const increase = 0.1;
/** At this multiple of it the limit is lifted. */
const liftedAt = 2;
const slowestPerSecond = 0.5;

interface Bucket {
  /** Infinity until the service has throttled. */
  perSecond: number;
  /** The rate at which it last throttled. */
  brokeAt: number;
  throttledAt: number;
  changedAt: number;
  next: number;
  /** Attempts in this second and in the one before, to know the rate. */
  second: number;
  taken: number;
  takenBefore: number;
}

/** A rate that falls when the service throttles and rises again while it does not. Each key has a bucket of its own. */
export class AdaptiveRate {
  readonly #buckets = new Map<string, Bucket>();

  /** Reserves the next slot; returns the milliseconds until it comes. */
  reserveMs(key: string, now: number): number {
    const bucket = this.#bucket(key, now);
    count(bucket, now);
    if (bucket.perSecond === Infinity) return 0;
    const at = Math.max(bucket.next, now);
    bucket.next = at + 1000 / bucket.perSecond;
    return at - now;
  }

  report(key: string, wasThrottled: boolean, startedAtMs: number, now: number): void {
    const bucket = this.#bucket(key, now);
    if (!wasThrottled) {
      rise(bucket, now);
      return;
    }
    // Attempts that were in flight when the rate fell give no new information.
    if (startedAtMs < bucket.throttledAt) return;
    bucket.brokeAt = Math.min(bucket.perSecond, Math.max(bucket.taken, bucket.takenBefore, 1));
    bucket.perSecond = Math.max(slowestPerSecond, bucket.brokeAt * decrease);
    bucket.throttledAt = bucket.changedAt = now;
    bucket.next = Math.max(bucket.next, now + 1000 / bucket.perSecond);
  }

  #bucket(key: string, now: number): Bucket {
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      const never = -Infinity;
      bucket = {
        perSecond: Infinity,
        brokeAt: 0,
        throttledAt: never,
        changedAt: now,
        next: 0,
        second: 0,
        taken: 0,
        takenBefore: 0,
      };
      this.#buckets.set(key, bucket);
    }
    return bucket;
  }
}

function count(bucket: Bucket, now: number): void {
  const second = Math.floor(now / 1000);
  if (second !== bucket.second) {
    bucket.takenBefore = second === bucket.second + 1 ? bucket.taken : 0;
    bucket.taken = 0;
    bucket.second = second;
  }
  bucket.taken += 1;
}

function rise(bucket: Bucket, now: number): void {
  if (bucket.perSecond === Infinity) return;
  const seconds = (now - bucket.changedAt) / 1000;
  bucket.perSecond += Math.max(bucket.brokeAt, 1) * increase * seconds;
  bucket.changedAt = now;
  if (bucket.perSecond >= bucket.brokeAt * liftedAt) bucket.perSecond = Infinity;
}
