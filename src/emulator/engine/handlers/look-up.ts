import { memberKind } from '../../../catalog/member-kind.js';
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
 * Finds the resources that a request addresses: by the member that carries their ids or names, within the parents that
 * the request names. A type without an id has one resource under its parents.
 */
export function lookUp(call: Call, resourceType: ResourceType): LookUp {
  addPredefined(call, resourceType);
  for (const member of idMembers(call, resourceType)) {
    const ids = valuesAt(call.input, member).filter((id) => typeof id !== 'object');
    if (ids.length > 0) return lookUpByIds(call, resourceType, member, ids);
  }
  // Some actions take a name instead of the id; where an update has one, it is the new name.
  const { name } = resourceType.facts;
  const names = call.action.role === 'update' ? [] : valuesAt(call.input, name);
  if (name !== undefined && names.length > 0) return lookUpByIds(call, resourceType, name, names);
  // A resource that has an id is never found without it.
  const entity = resourceType.idMember === undefined ? onlyOne(call, resourceType) : undefined;
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

function idMembers({ action, service }: Call, { idMember, facts, itemId }: ResourceType): string[] {
  const members = [action.idMember, idMember, facts.id?.requestList, itemId];
  // Batch actions use the plural of the id.
  if (idMember !== undefined) members.push(`${idMember}s`);
  // Some actions spell it otherwise: `Id` and `ID`.
  for (const member of Object.keys(service.facts.shapes[action.facts.input] ?? {})) {
    if (member !== idMember && member.toLowerCase() === idMember?.toLowerCase()) members.push(member);
  }
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

/** The resources that a member names: by their id, by the member that the action deletes by, or by their name. */
function candidates(call: Call, resourceType: ResourceType, member: string, id: string): readonly Entity[] {
  const collection = call.partition.collection(resourceType.key);
  const { name, delete: deletion } = resourceType.facts;
  if (call.action.role === 'delete' && deletion?.idFrom !== undefined && member === deletion.id) {
    const asText = collection.where(deletion.idFrom, id);
    return asText.length > 0 ? asText : collection.where(deletion.idFrom, Number(id));
  }
  if (resourceType.carriesOwnId(member)) return collection.withId(id);
  return memberKind(member).role === 'name' && name !== undefined ? collection.where(name, id) : [];
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

/** The only resource under the parents that a request names, for types that have one there. */
function onlyOne(call: Call, resourceType: ResourceType): Entity | undefined {
  const inParents = call.partition
    .collection(resourceType.key)
    .all()
    .filter((entity) => isVisible(entity, call.now) && isInParents(entity, resourceType, call.input));
  return inParents.length === 1 ? inParents[0] : undefined;
}
