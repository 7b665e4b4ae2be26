import { readPath, withPath } from '../catalog/paths.js';
import type { EmulatorClock } from './clock.js';
import { change } from './handlers/change.js';
import { create } from './handlers/create.js';
import { read } from './handlers/read.js';
import { tag } from './handlers/tag.js';
import type { Ids } from './ids.js';
import type { NounPlan } from './noun.js';
import type { ActionPlan, ServicePlan } from './plan.js';
import { Schedule } from './schedule.js';
import type { Collection, Data, Entity, Space } from './store.js';
import { validateInput } from './validate.js';

/** One call, understood: whose it is, what it is for, what it was given. */
export interface Call {
  readonly service: ServicePlan;
  readonly action: ActionPlan;
  readonly input: Readonly<Data>;
  readonly space: Space;
}

interface Move {
  readonly collection: Collection;
  readonly entity: Entity;
  /** The status path and where it moves; unset: the entity goes. */
  readonly path?: string;
  readonly to?: string | number;
}

/** Answers calls from the facts and keeps what they did. */
export class Engine {
  readonly ids: Ids;
  readonly clock: EmulatorClock;
  readonly settleMs: number;
  readonly #schedule = new Schedule();
  readonly #tokens = new Map<string, { readonly request: string; readonly answer: Data }>();

  constructor(ids: Ids, clock: EmulatorClock, settleMs: number) {
    this.ids = ids;
    this.clock = clock;
    this.settleMs = settleMs;
  }

  /** The answer's `Result`. Throws a {@link Refusal} for what the service would refuse. */
  answer(call: Call): Data {
    this.#settle();
    const { service, action, input } = call;
    validateInput(service.facts.shapes, action.facts.input, input);
    const known = this.#act(call);
    return service.renderer.render(action.facts.output, known);
  }

  #act(call: Call): Data {
    const { role } = call.action;
    if (role === 'create' && call.action.noun) return create(this, call, call.action.noun);
    if (role === 'get' || role === 'list') return read(this, call);
    if (role === 'update' || role === 'delete' || role === 'method') return change(this, call);
    if (role === 'tagAdd' || role === 'tagRemove') return tag(call);
    return {};
  }

  /** The collection of a noun in the caller's space. */
  collection(call: Call, noun: NounPlan): Collection {
    return call.space.collection(noun.key);
  }

  /** Moves an entity's status after the time that states take; without a target, it goes. */
  later(collection: Collection, entity: Entity, path?: string, to?: string | number): void {
    const move: Move = { collection, entity, ...(path !== undefined && to !== undefined && { path, to }) };
    this.#schedule.add(this.clock.now() + this.settleMs, 'move', { move });
  }

  /** The first answer to a creation with this token, or undefined; other arguments are the caller's to refuse. */
  remembered(key: string): { readonly request: string; readonly answer: Data } | undefined {
    return this.#tokens.get(key);
  }

  remember(key: string, request: string, answer: Data): void {
    this.#tokens.set(key, { request, answer });
  }

  #settle(): void {
    const now = this.clock.now();
    for (let task = this.#schedule.takeDue(now); task; task = this.#schedule.takeDue(now)) {
      const { collection, entity, path, to } = task.details['move'] as Move;
      if (path === undefined || to === undefined) collection.remove(entity);
      else setMember(collection, entity, path, to);
    }
  }
}

/** Sets a member of an entity, by its path. */
export function setMember(collection: Collection, entity: Entity, path: string, value: unknown): void {
  const changed = withPath(entity.data, path, value);
  const top = path.split('.')[0] as string;
  collection.update(entity, { [top]: changed[top] });
}

/** A member of an entity, by its path. */
export function memberOf(entity: Entity, path: string): unknown {
  return readPath(entity.data, path);
}
