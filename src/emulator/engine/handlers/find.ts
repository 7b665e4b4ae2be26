import { readPath } from '../../../catalog/paths.js';
import type { Call } from '../call.js';
import { giveFirst } from '../predefined.js';
import { valuesAt, type NounPlan } from '../../model/resource-type.js';
import { notFound } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';

/** What a request's ids led to. */
export interface Found {
  readonly entities: readonly Entity[];
  /** The ids of which nothing was found. */
  readonly missing: readonly string[];
}

/**
 * The resources that a request addresses: by the member that carries their ids, within the parents that it names;
 * without such a member, the one that has most in common with the request.
 */
export function findAll(call: Call, noun: NounPlan): Found {
  giveFirst(call, noun);
  for (const member of idMembers(call, noun)) {
    const ids = valuesAt(call.input, member).filter((id) => typeof id !== 'object');
    if (ids.length > 0) return findByIds(call, noun, member, ids);
  }
  // What has an id of its own is not deleted without being named.
  const mayGuess = call.action.role !== 'delete' || noun.facts.delete?.id === undefined;
  const entity = mayGuess ? mostAlike(call, noun) : undefined;
  return { entities: entity ? [entity] : [], missing: entity ? [] : [''] };
}

/** Like {@link findAll}; throws when any of them isn't there. */
export function findEvery(call: Call, noun: NounPlan): readonly Entity[] {
  const { entities, missing } = findAll(call, noun);
  if (missing[0] !== undefined) throw notFound(call.service.facts.service, noun.name, missing[0]);
  return entities;
}

/** Like {@link findEvery}, for the one that an action is about. */
export function findOne(call: Call, noun: NounPlan): Entity {
  const [entity] = findEvery(call, noun);
  if (!entity) throw notFound(call.service.facts.service, noun.name, '');
  return entity;
}

/** Whether reads may see it by now. */
export function isVisible(entity: Entity, nowMs: number): boolean {
  return entity.visibleFromMs === undefined || entity.visibleFromMs <= nowMs;
}

function idMembers({ action }: Call, noun: NounPlan): string[] {
  const { idMember } = noun;
  const own = [action.idMember, idMember, noun.facts.id?.requestList, noun.itemId];
  const members = own.filter((member) => member !== undefined);
  // The plural of the id is how batch actions spell it.
  return idMember === undefined ? members : [...members, `${idMember}s`];
}

function findByIds(call: Call, noun: NounPlan, member: string, ids: readonly unknown[]): Found {
  const entities: Entity[] = [];
  const missing: string[] = [];
  for (const id of ids) {
    const entity = candidates(call, noun, member, String(id)).find(
      (each) => isVisible(each, call.now) && isInParents(each, noun, call.input),
    );
    if (entity) entities.push(entity);
    else missing.push(String(id));
  }
  return { entities, missing };
}

function candidates(call: Call, noun: NounPlan, member: string, id: string): readonly Entity[] {
  const collection = call.space.collection(noun.key);
  const { name, delete: removal } = noun.facts;
  if (removal?.idFrom !== undefined && call.action.role === 'delete' && member === removal.id)
    return collection.where(removal.idFrom, id);
  const same = collection.withId(id);
  // Some resources have an id, yet are deleted by their name.
  if (same.length > 0 || name === undefined || !/names?$/i.test(member)) return same;
  return collection.where(name, id);
}

/** Whether nothing that the request says of its parents speaks against it. */
function isInParents(entity: Entity, noun: NounPlan, input: Readonly<Data>): boolean {
  return noun.parentMembers.every((member) => {
    const asked = readPath(input, member);
    const has = readPath(entity.data, member);
    if (asked === undefined || has === undefined || typeof asked === 'object') return true;
    return String(asked) === String(has);
  });
}

function mostAlike(call: Call, noun: NounPlan): Entity | undefined {
  const all = call.space.collection(noun.key).all();
  let best: Entity | undefined = all.length === 1 ? all[0] : undefined;
  let most = 0;
  for (const entity of all) {
    if (!isVisible(entity, call.now) || !isInParents(entity, noun, call.input)) continue;
    const alike = Object.entries(call.input).filter(
      ([member, value]) => typeof value !== 'object' && entity.data[member] === value,
    ).length;
    if (alike > most) [best, most] = [entity, alike];
  }
  return best;
}
