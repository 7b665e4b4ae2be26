import type { Data } from '../../model/data.js';
import type { ResourceType } from '../../model/resource-type.js';
import type { Entity } from '../../state/entity.js';
import type { Call } from '../call.js';
import { moveStatus, updateStamps } from '../lifecycle.js';
import { applyToAll } from './batch.js';
import { knownMembers } from './get.js';
import { lookUp, requireAll } from './look-up.js';
import { changesOf } from './update.js';

/** Verbs whose request members are new values of the resource; those of other verbs only control the action. */
const updateVerb = /^(batch)?(modify|update|set|change|rename|renew|resize|reset|edit|replace|alter|config)/i;

/** Executes any other action on a resource: reads it, changes its status by the action's verb, or sets members. */
export function handleMethod(call: Call): Data {
  const resourceType = call.action.resourceType as ResourceType;
  if (call.action.isRead) {
    const [entity] = requireAll(call, resourceType);
    return call.result(entity ? knownMembers(call, resourceType, entity) : {});
  }
  return applyToAll(call, resourceType, lookUp(call, resourceType), {
    check: () => undefined,
    apply: (entity) => applyMethod(call, resourceType, entity),
  });
}

function applyMethod(call: Call, resourceType: ResourceType, entity: Entity): void {
  const transition = resourceType.status?.transition(call.action.name);
  if (transition) moveStatus(call.cloud, call.partition, resourceType, entity, transition);
  const changes = updateVerb.test(call.action.name) ? readableChanges(call, resourceType) : {};
  const stamps = updateStamps(resourceType, call.now);
  call.partition.collection(resourceType.key).update(entity, { ...changes, ...stamps });
}

function readableChanges(call: Call, resourceType: ResourceType): Data {
  const changes = Object.entries(changesOf(call, resourceType));
  return Object.fromEntries(changes.filter(([member]) => resourceType.readMember(member)));
}
