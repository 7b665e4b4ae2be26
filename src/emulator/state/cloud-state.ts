import { ConfigError } from '../../errors/config.js';
import { BoundedMap } from '../../util/bounded-map.js';
import type { Data } from '../model/data.js';
import { isGlobalService } from '../../catalog/global-services.js';
import type { Accounts } from './accounts.js';
import { maxTimeMs, type EmulatorClock } from './clock.js';
import type { Ids } from './ids.js';
import { Schedule, type TaskDetails } from './schedule.js';
import { Partition } from './store.js';

/** How strictly ids that refer to other resources are checked. */
export type ReferenceCheck = 'none' | 'service' | 'all';

/** Runs a scheduled task by its name. */
export type RunTask = (name: string, details: TaskDetails) => void;

export interface CloudStateOptions {
  readonly clock: EmulatorClock;
  readonly ids: Ids;
  readonly accounts: Accounts;
  readonly settleMs: number;
  readonly references: ReferenceCheck;
  readonly runTask: RunTask;
  /** Whether there is a task of this name. */
  readonly isTask: (name: string) => boolean;
}

/** The result of the first call with a `ClientToken`; a repeated call gets the same one. */
export interface FirstResult {
  /** The request as stable JSON, without the token. */
  readonly request: string;
  readonly result: Data;
}

const maxTokens = 10_000;

/** Everything that one emulator keeps: accounts, resources, the time, and the scheduled tasks. */
export class CloudState {
  readonly clock: EmulatorClock;
  readonly ids: Ids;
  readonly accounts: Accounts;
  /** How long a resource stays in a transitional state, in milliseconds. */
  readonly settleMs: number;
  readonly references: ReferenceCheck;
  readonly isTask: (name: string) => boolean;
  readonly schedule = new Schedule();
  readonly #runTask: RunTask;
  readonly #partitions = new Map<string, Partition>();
  readonly #firstResults = new BoundedMap<string, FirstResult>(maxTokens);

  constructor(options: CloudStateOptions) {
    this.clock = options.clock;
    this.ids = options.ids;
    this.accounts = options.accounts;
    this.settleMs = options.settleMs;
    this.references = options.references;
    this.isTask = options.isTask;
    this.#runTask = options.runTask;
  }

  partitions(): Iterable<Partition> {
    return this.#partitions.values();
  }

  /** The partition of an account's resources of a service; a global service has one for all regions. */
  partition(account: string, region: string, service: string): Partition {
    return this.partitionNamed(account, isGlobalService(service) ? 'global' : region);
  }

  /** @param region - a region, or `global` */
  partitionNamed(account: string, region: string): Partition {
    const key = `${account}/${region}`;
    let partition = this.#partitions.get(key);
    if (partition === undefined) {
      partition = new Partition(account, region);
      this.#partitions.set(key, partition);
    }
    return partition;
  }

  /** @param key - account, region, module, action and token of the call */
  firstResult(key: string): FirstResult | undefined {
    return this.#firstResults.get(key);
  }

  /** The first results of all calls with a token, oldest first. */
  firstResults(): Iterable<[string, FirstResult]> {
    return this.#firstResults;
  }

  /** Keeps the first result of a call; forgets the oldest beyond 10,000. */
  rememberResult(key: string, result: FirstResult): void {
    this.#firstResults.set(key, result);
  }

  /** Runs a task after a delay in milliseconds, or at once when the delay is 0. */
  after(delayMs: number, name: string, details: TaskDetails): void {
    if (delayMs <= 0) this.#runTask(name, details);
    else this.schedule.add(this.clock.now() + delayMs, name, details);
  }

  /** Runs the tasks that are due, in order. */
  settle(): void {
    const now = this.clock.now();
    for (let task = this.schedule.takeDue(now); task; task = this.schedule.takeDue(now)) {
      this.#runTask(task.name, task.details);
    }
  }

  /**
   * Moves the time forward and runs each task at its own time.
   *
   * @throws `ConfigError` for a time beyond the year 9999; nothing is changed
   */
  advance(ms: number): void {
    const end = this.clock.now() + ms;
    if (end > maxTimeMs) throw new ConfigError('The clock cannot go beyond the year 9999');
    while (this.schedule.nextAtMs <= end) {
      this.clock.moveTo(this.schedule.nextAtMs);
      this.settle();
    }
    this.clock.moveTo(end);
    this.settle();
  }

  reset(): void {
    this.#partitions.clear();
    this.#firstResults.clear();
    this.schedule.clear();
  }
}
