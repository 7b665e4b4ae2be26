import type { Accounts } from './accounts.js';
import type { EmulatorClock } from './clock.js';
import type { Ids } from './ids.js';
import { Schedule } from './schedule.js';
import { isGlobalService } from '../model/services.js';
import { Space, type Data } from './store.js';

/** How strictly ids that refer to other resources are checked. */
export type ReferenceCheck = 'none' | 'service' | 'all';

/** Does what was put off: a task's name, and what it was about. */
export type RunTask = (name: string, details: Readonly<Record<string, unknown>>) => void;

export interface WorldOptions {
  readonly clock: EmulatorClock;
  readonly ids: Ids;
  readonly accounts: Accounts;
  readonly settleMs: number;
  readonly references: ReferenceCheck;
  readonly runTask: RunTask;
}

/** The first answer to a call with an idempotency token. */
export interface FirstAnswer {
  readonly request: string;
  readonly result: Data;
}

const mostTokens = 10_000;

/** Everything one emulator keeps: its accounts and resources, its time, and what is to happen later. */
export class World {
  readonly clock: EmulatorClock;
  readonly ids: Ids;
  readonly accounts: Accounts;
  /** In milliseconds: how long a resource stays in a state that passes. */
  readonly settleMs: number;
  readonly references: ReferenceCheck;
  readonly schedule = new Schedule();
  readonly #runTask: RunTask;
  readonly #spaces = new Map<string, Space>();
  readonly #firstAnswers = new Map<string, FirstAnswer>();

  constructor(options: WorldOptions) {
    this.clock = options.clock;
    this.ids = options.ids;
    this.accounts = options.accounts;
    this.settleMs = options.settleMs;
    this.references = options.references;
    this.#runTask = options.runTask;
  }

  spaces(): Iterable<Space> {
    return this.#spaces.values();
  }

  /** Where an account's resources of a service are; global services have one place for all regions. */
  space(account: string, region: string, service: string): Space {
    return this.spaceNamed(account, isGlobalService(service) ? 'global' : region);
  }

  spaceNamed(account: string, region: string): Space {
    const key = `${account}/${region}`;
    let space = this.#spaces.get(key);
    if (!space) this.#spaces.set(key, (space = new Space(account, region)));
    return space;
  }

  /** The first answers by what their calls had: account, region, action, token. */
  firstAnswers(): ReadonlyMap<string, FirstAnswer> {
    return this.#firstAnswers;
  }

  /** Keeps a first answer; the oldest is forgotten when there are too many. */
  rememberAnswer(key: string, answer: FirstAnswer): void {
    this.#firstAnswers.set(key, answer);
    const [oldest] = this.#firstAnswers.keys();
    if (oldest !== undefined && this.#firstAnswers.size > mostTokens) this.#firstAnswers.delete(oldest);
  }

  /** Lets a named task happen in so many milliseconds; at once when it is 0. */
  after(delayMs: number, name: string, details: Readonly<Record<string, unknown>>): void {
    if (delayMs <= 0) this.#runTask(name, details);
    else this.schedule.add(this.clock.now() + delayMs, name, details);
  }

  /** Does what is due by now, in order. */
  settle(): void {
    const now = this.clock.now();
    for (let task = this.schedule.takeDue(now); task; task = this.schedule.takeDue(now)) {
      this.#runTask(task.name, task.details);
    }
  }

  /** Moves the time forward, stopping at each task on the way. */
  advance(ms: number): void {
    const end = this.clock.now() + ms;
    while (this.schedule.nextAtMs <= end) {
      this.clock.moveTo(this.schedule.nextAtMs);
      this.settle();
    }
    this.clock.moveTo(end);
    this.settle();
  }

  reset(): void {
    this.#spaces.clear();
    this.#firstAnswers.clear();
    this.schedule.clear();
  }
}
