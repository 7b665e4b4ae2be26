import { notFound } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { ResourceType } from '../../model/resource-type.js';
import type { Entity } from '../../state/entity.js';
import { conformMembers } from '../add-entity.js';
import type { Call } from '../call.js';
import { updateStamps } from '../lifecycle.js';
import { requireAll } from './look-up.js';

/** Changes the resources that a request addresses. */
export function handleUpdate(call: Call): Data {
  const resourceType = call.action.resourceType as ResourceType;
  const owner = resourceType.isPredefined ? findOwner(call, resourceType) : undefined;
  if (owner) return updateOwner(call, owner);
  const hooks = call.hooks(resourceType);
  const entities = requireAll(call, resourceType);
  const updates = entities.map((entity) => {
    const changes = changesOf(call, resourceType);
    hooks.beforeUpdate?.(call, entity, changes);
    return { entity, changes };
  });
  if (call.isDryRun) return call.result({});
  const collection = call.partition.collection(resourceType.key);
  for (const { entity, changes } of updates) {
    collection.update(entity, { ...changes, ...updateStamps(resourceType, call.now) });
    const id = String(resourceType.idOf(entity));
    if (id !== entity.id) collection.rename(entity, id);
    hooks.afterUpdate?.(call, entity);
  }
  return call.result(entities[0]?.data ?? {});
}

interface Owner {
  readonly resourceType: ResourceType;
  readonly entity: Entity;
}

/**
 * The resource that an update of a predefined type changes, when the request names it instead: the instance whose
 * spec is modified.
 */
function findOwner(call: Call, { idMember }: ResourceType): Owner | undefined {
  if (idMember !== undefined && call.input[idMember] !== undefined) return undefined;
  for (const other of call.service.resourceTypes.values()) {
    const id = other.idMember === undefined ? undefined : call.input[other.idMember];
    if (other.isPredefined || other.parentMembers.length > 0 || typeof id !== 'string') continue;
    const entity = call.partition.collection(other.key).get(id);
    if (!entity) throw notFound(call.service.facts.service, other.name, id);
    return { resourceType: other, entity };
  }
  return undefined;
}

function updateOwner(call: Call, { resourceType, entity }: Owner): Data {
  if (!call.isDryRun) {
    const changes = Object.entries(changesOf(call, resourceType));
    const readable = Object.fromEntries(changes.filter(([member]) => resourceType.readMember(member)));
    const stamps = updateStamps(resourceType, call.now);
    call.partition.collection(resourceType.key).update(entity, { ...readable, ...stamps });
  }
  return call.result(entity.data);
}

/** The members that a request sets, without those that address the resource or control the call. */
export function changesOf(call: Call, resourceType: ResourceType): Data {
  const excluded = new Set([
    call.action.idMember,
    resourceType.idMember,
    resourceType.itemId,
    resourceType.facts.id?.requestList,
    ...resourceType.parentMembers,
    'ClientToken',
    'DryRun',
  ]);
  const changes: Data = {};
  for (const [member, value] of Object.entries(call.input)) {
    // `NewUserName` sets `UserName`.
    const target = member.replace(/^New(?=[A-Z])/, '');
    if (target !== member && resourceType.readMember(target)) changes[target] = value;
    else if (!excluded.has(member)) changes[member] = value;
  }
  conformMembers(resourceType, changes);
  return changes;
}
