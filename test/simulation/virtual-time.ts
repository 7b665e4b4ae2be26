import type { Clock } from '../../src/types/clock.js';

interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  readonly isTimer: boolean;
  isCancelled: boolean;
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Time that stands still while code runs and jumps to the next event when all of it waits. Everything that happens
 * follows from the seed: the same seed gives the same history.
 */
export class VirtualTime {
  readonly random: () => number;
  readonly #events: Event[] = [];
  #now = Date.UTC(2026, 0, 2, 3, 4, 5);
  #order = 0;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  get now(): number {
    return this.#now;
  }

  readonly clock: Clock = {
    now: () => this.#now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        const onAbort = (): void => {
          wake.isCancelled = true;
          reject(signal?.reason as Error);
        };
        const wake = this.#add(ms, true, () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        });
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
  };

  /** Lets something happen later that is no timer of the code under test: an answer on its way, a caller's abort. */
  later(ms: number, run: () => void): void {
    this.#add(ms, false, run);
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.between(0, choices.length - 1)] as T;
  }

  happens(probability: number): boolean {
    return this.random() < probability;
  }

  /** The timers and sleeps of the code under test that have not ended. */
  get pendingTimers(): number {
    return this.#events.filter(({ isTimer, isCancelled }) => isTimer && !isCancelled).length;
  }

  /**
   * Runs a task to its end. Where nothing is left that could end it, it hangs: that is an error.
   * While it runs, the process's timers and random numbers are those of this time.
   */
  async run<T>(task: () => Promise<T>): Promise<T> {
    const real = { setTimeout, clearTimeout, random: Math.random, now: Date.now };
    const timers = new Map<object, Event>();
    Object.assign(globalThis, {
      setTimeout: (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
        const handle = { unref: () => handle, ref: () => handle, hasRef: () => true };
        timers.set(
          handle,
          this.#add(ms, true, () => run(...args)),
        );
        return handle;
      },
      clearTimeout: (handle: object | undefined) => {
        const event = handle && timers.get(handle);
        if (event) event.isCancelled = true;
      },
    });
    Math.random = this.random;
    Date.now = () => this.#now;
    try {
      let outcome: { readonly value: T } | { readonly error: unknown } | undefined;
      task().then(
        (value) => (outcome = { value }),
        (error: unknown) => (outcome = { error }),
      );
      for (;;) {
        // Everything that needs no time has happened when this comes back.
        await new Promise((resolve) => setImmediate(resolve));
        if (outcome !== undefined) break;
        if (!this.#step()) throw new Error('The history hangs: nothing is left that could end it');
      }
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    } finally {
      Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
      Math.random = real.random;
      Date.now = real.now;
    }
  }

  #add(ms: number, isTimer: boolean, run: () => void): Event {
    const event = { at: this.#now + Math.max(0, ms), order: ++this.#order, run, isTimer, isCancelled: false };
    this.#events.push(event);
    return event;
  }

  #step(): boolean {
    let first: Event | undefined;
    for (const event of this.#events)
      if (
        !event.isCancelled &&
        (!first || event.at < first.at || (event.at === first.at && event.order < first.order))
      )
        first = event;
    if (!first) return false;
    first.isCancelled = true;
    const kept = this.#events.filter(({ isCancelled }) => !isCancelled);
    this.#events.splice(0, this.#events.length, ...kept);
    this.#now = Math.max(this.#now, first.at);
    first.run();
    return true;
  }
}
