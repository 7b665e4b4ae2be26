import { readPath } from '../../catalog/paths.js';
import type { MemberFacts } from '../../catalog/types.js';
import { hooksOf } from '../behaviours/index.js';
import { changeAt, putPath } from './paths.js';
import { servicePlan } from '../model/services.js';
import type { NounPlan } from '../model/resource-type.js';
import type { Collection, Data, Entity, Space } from '../state/store.js';
import type { World } from '../state/cloud-state.js';

/** Time as the services write it: text with the zone of their home, or seconds. */
export function timeValue(member: MemberFacts, ms: number): string | number {
  if (member.type === 'integer') return Math.floor(ms / 1000);
  return new Date(ms + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+08:00');
}

/** Fills in what the cloud itself knows of a new resource: its id, its times, whose it is. */
export function stampNew(noun: NounPlan, data: Data, id: unknown, space: Space, nowMs: number): void {
  for (const { member, what, facts } of noun.stamps) {
    switch (what) {
      case 'id':
        data[member] = id;
        break;
      case 'created':
      case 'updated':
        data[member] = timeValue(facts, nowMs);
        break;
      case 'account':
        data[member] ??= space.account;
        break;
      case 'project':
        data[member] ??= 'default';
        break;
      case 'region':
        data[member] ??= space.region;
        break;
      case 'name':
        data[member] ??= data[noun.facts.name ?? ''];
    }
  }
}

/** The members that change whenever a resource is changed. */
export function stampChange(noun: NounPlan, nowMs: number): Data {
  const changes: Data = {};
  for (const { member, what, facts } of noun.stamps) {
    if (what === 'updated') changes[member] = timeValue(facts, nowMs);
  }
  return changes;
}

/** The states that pass while a resource comes or goes, where there are such. */
export function passingStates({ key, status }: NounPlan): { creating?: unknown; deleting?: unknown } {
  return { creating: status?.creating, deleting: status?.deleting, ...hooksOf(key).states };
}

/** The state that a new resource has first, unless its creator chose one. */
export function firstStatus(noun: NounPlan, data: Data): void {
  const { status } = noun;
  if (!status || typeof readPath(data, status.path) === (status.isInteger ? 'number' : 'string')) return;
  const [top = ''] = status.path.split('.');
  if (top !== status.path && typeof data[top] !== 'object') delete data[top];
  putPath(data, status.path, passingStates(noun).creating ?? status.ready);
}

export function statusOf(noun: NounPlan, entity: Entity): unknown {
  return noun.status && readPath(entity.data, noun.status.path);
}

/** Changes the status at once. */
export function setStatus(collection: Collection, noun: NounPlan, entity: Entity, status: unknown): void {
  if (noun.status) collection.update(entity, changeAt(entity.data, noun.status.path, status));
}

/** Moves the status to one that passes, and after the settling time to the one that stays. */
export function moveStatus(
  world: World,
  space: Space,
  noun: NounPlan,
  entity: Entity,
  { through, to }: { readonly through?: unknown; readonly to?: unknown },
  delayMs: number = world.settleMs,
): void {
  const collection = space.collection(noun.key);
  if (through !== undefined) setStatus(collection, noun, entity, through);
  if (to === undefined) return;
  if (through === undefined) setStatus(collection, noun, entity, to);
  else world.after(delayMs, 'status', { ...placeOf(space, noun, entity), from: through, to });
}

/** Lets a resource be gone: at once, or after a while in the state that says so. */
export function removeEntity(world: World, space: Space, noun: NounPlan, entity: Entity): void {
  const { deleting } = passingStates(noun);
  if (deleting !== undefined) setStatus(space.collection(noun.key), noun, entity, deleting);
  world.after(deleting === undefined ? 0 : world.settleMs, 'gone', placeOf(space, noun, entity));
}

function placeOf(space: Space, noun: NounPlan, entity: Entity): Record<string, unknown> {
  return { account: space.account, region: space.region, noun: noun.key, id: entity.id, seq: entity.seq };
}

/** What the engine itself lets happen later. */
export const lifecycleTasks: Readonly<
  Record<string, (world: World, details: Readonly<Record<string, unknown>>) => void>
> = {
  status(world, details) {
    const found = locate(world, details);
    // Something else may have moved it on in the meantime.
    if (found && statusOf(found.noun, found.entity) === details['from']) {
      setStatus(found.collection, found.noun, found.entity, details['to']);
    }
  },
  gone(world, details) {
    const found = locate(world, details);
    if (!found) return;
    found.collection.remove(found.entity);
    const space = world.spaceNamed(String(details['account']), String(details['region']));
    removeInside(space, found.noun, found.entity.id);
  },
};

/** What can only be addressed inside a resource is gone with it. */
function removeInside(space: Space, { idMember, service, name }: NounPlan, id: string): void {
  if (idMember === undefined) return;
  for (const child of servicePlan(service.name).nouns.values()) {
    if (child.name === name || !child.parentMembers.includes(idMember)) continue;
    const collection = space.collection(child.key);
    for (const entity of [...collection.where(idMember, id)]) collection.remove(entity);
  }
}

function locate(
  world: World,
  details: Readonly<Record<string, unknown>>,
): { noun: NounPlan; collection: Collection; entity: Entity } | undefined {
  const key = String(details['noun']);
  const [module = '', name = ''] = key.split('.');
  const noun = servicePlan(module).nouns.get(name);
  const collection = world.spaceNamed(String(details['account']), String(details['region'])).collection(key);
  const entity = collection.withId(String(details['id'])).find(({ seq }) => seq === details['seq']);
  return noun && entity && { noun, collection, entity };
}
