import type { EmulatorClock } from './clock.js';
import type { Ids } from './ids.js';
import { Schedule } from './schedule.js';
import { isGlobalService } from './services.js';
import { Space } from './store.js';

/** How strictly ids that refer to other resources are checked. */
export type ReferenceCheck = 'none' | 'service' | 'all';

export type TaskRunner = (world: World, details: Readonly<Record<string, unknown>>) => void;

export interface WorldOptions {
  readonly clock: EmulatorClock;
  readonly ids: Ids;
  readonly settleMs: number;
  readonly references: ReferenceCheck;
  readonly tasks: ReadonlyMap<string, TaskRunner>;
}

/** Everything one emulator keeps: its resources, its time, and what is to happen later. */
export class World {
  readonly clock: EmulatorClock;
  readonly ids: Ids;
  /** In milliseconds: how long a resource stays in a state that passes. */
  readonly settleMs: number;
  readonly references: ReferenceCheck;
  readonly schedule = new Schedule();
  readonly #tasks: ReadonlyMap<string, TaskRunner>;
  readonly #spaces = new Map<string, Space>();

  constructor(options: WorldOptions) {
    this.clock = options.clock;
    this.ids = options.ids;
    this.settleMs = options.settleMs;
    this.references = options.references;
    this.#tasks = options.tasks;
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

  /** Lets a named task happen in so many milliseconds; at once when it is 0. */
  after(delayMs: number, name: string, details: Readonly<Record<string, unknown>>): void {
    if (delayMs <= 0) this.#run(name, details);
    else this.schedule.add(this.clock.now() + delayMs, name, details);
  }

  /** Does what is due by now, in order. */
  settle(): void {
    const now = this.clock.now();
    if (this.schedule.nextAtMs > now) return;
    for (let task = this.schedule.takeDue(now); task; task = this.schedule.takeDue(now)) {
      this.#run(task.name, task.details);
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
    this.schedule.clear();
  }

  #run(name: string, details: Readonly<Record<string, unknown>>): void {
    this.#tasks.get(name)?.(this, details);
  }
}
