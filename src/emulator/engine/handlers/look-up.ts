import { readPath } from '../../../catalog/paths.js';
import { notFound } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import { valuesAt, type ResourceType } from '../../model/resource-type.js';
import { isVisible, type Entity } from '../../state/entity.js';
import type { Call } from '../call.js';
import { addPredefined } from '../predefined.js';

/** The resources that a request addresses. */
export interface LookUp {
  readonly entities: readonly Entity[];
  /** The ids without a resource. */
  readonly missing: readonly string[];
}

/**
 * Finds the resources that a request addresses: by the member that carries their ids, within the parents that the
 * request names. Without such a member, the resource that has most members in common with the request.
 */
export function lookUp(call: Call, resourceType: ResourceType): LookUp {
  addPredefined(call, resourceType);
  for (const member of idMembers(call, resourceType)) {
    const ids = valuesAt(call.input, member).filter((id) => typeof id !== 'object');
    if (ids.length > 0) return lookUpByIds(call, resourceType, member, ids);
  }
  // A resource that has an id is never deleted without it.
  const mayGuess = call.action.role !== 'delete' || resourceType.facts.delete?.id === undefined;
  const entity = mayGuess ? mostSimilar(call, resourceType) : undefined;
  return { entities: entity ? [entity] : [], missing: entity ? [] : [''] };
}

/** Like {@link lookUp}. @throws `ApiError` when any of the resources is missing */
export function requireAll(call: Call, resourceType: ResourceType): readonly Entity[] {
  const { entities, missing } = lookUp(call, resourceType);
  if (missing[0] !== undefined) throw notFound(call.service.facts.service, resourceType.name, missing[0]);
  return entities;
}

/** Like {@link requireAll}, for an action on a single resource. */
export function requireOne(call: Call, resourceType: ResourceType): Entity {
  const [entity] = requireAll(call, resourceType);
  if (!entity) throw notFound(call.service.facts.service, resourceType.name, '');
  return entity;
}

function idMembers({ action }: Call, { idMember, facts, itemId }: ResourceType): string[] {
  const members = [action.idMember, idMember, facts.id?.requestList, itemId];
  // Batch actions use the plural of the id.
  if (idMember !== undefined) members.push(`${idMember}s`);
  return members.filter((member) => member !== undefined);
}

function lookUpByIds(
  call: Call,
  resourceType: ResourceType,
  member: string,
  ids: readonly unknown[],
): LookUp {
  const entities: Entity[] = [];
  const missing: string[] = [];
  for (const id of ids) {
    const entity = candidates(call, resourceType, member, String(id)).find(
      (each) => isVisible(each, call.now) && isInParents(each, resourceType, call.input),
    );
    if (entity) entities.push(entity);
    else missing.push(String(id));
  }
  return { entities, missing };
}

function candidates(call: Call, resourceType: ResourceType, member: string, id: string): readonly Entity[] {
  const collection = call.partition.collection(resourceType.key);
  const sameId = collection.withId(id);
  const { name, delete: deletion } = resourceType.facts;
  if (call.action.role === 'delete' && deletion?.idFrom !== undefined && member === deletion.id) {
    return collection.where(deletion.idFrom, id);
  }
  // Some resources have an id, and are deleted by their name.
  if (sameId.length > 0 || name === undefined || !/names?$/i.test(member)) return sameId;
  return collection.where(name, id);
}

/** Whether a resource belongs to the parents that a request names; an unknown parent counts as a match. */
function isInParents(entity: Entity, resourceType: ResourceType, input: Readonly<Data>): boolean {
  return resourceType.parentMembers.every((member) => {
    const requested = readPath(input, member);
    const actual = readPath(entity.data, member);
    if (requested === undefined || actual === undefined || typeof requested === 'object') return true;
    return String(requested) === String(actual);
  });
}

function mostSimilar(call: Call, resourceType: ResourceType): Entity | undefined {
  const all = call.partition.collection(resourceType.key).all();
  let best: Entity | undefined = all.length === 1 ? all[0] : undefined;
  let mostEqual = 0;
  for (const entity of all) {
    if (!isVisible(entity, call.now) || !isInParents(entity, resourceType, call.input)) continue;
    const equal = Object.entries(call.input).filter(
      ([member, value]) => typeof value !== 'object' && entity.data[member] === value,
    ).length;
    if (equal > mostEqual) {
      best = entity;
      mostEqual = equal;
    }
  }
  return best;
}
