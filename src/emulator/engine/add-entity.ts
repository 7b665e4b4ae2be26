import { memberKind } from '../../catalog/member-kind.js';
import { readPath } from '../../catalog/paths.js';
import type { Data } from '../model/data.js';
import { serviceModel } from '../model/load-models.js';
import { emptyFiller } from '../model/renderer.js';
import type { ResourceType } from '../model/resource-type.js';
import type { Entity } from '../state/entity.js';
import type { Call } from './call.js';
import { moveStatus, setInitialStatus, stampCreation, statusOf, transitionalStates } from './lifecycle.js';
import { putPath } from './paths.js';

/** A new id for a resource type, of the type and length that its requests and responses use. */
export function newId(call: Call, resourceType: ResourceType): string | number {
  const { ids } = call.cloud;
  const facts = resourceType.idFacts();
  // When one member is a number and another one text, digits fit both.
  if (facts.some(({ type }) => type === 'integer' || type === 'number')) return ids.integer();
  if (facts.some(({ minLength }) => minLength !== undefined && minLength > 25)) return ids.uuid();
  const id = ids.resource(call.hooks(resourceType).idPrefix ?? resourceType.name.toLowerCase());
  const maxLength = Math.min(...facts.map((member) => member.maxLength ?? Infinity));
  return id.length <= maxLength ? id : id.slice(-maxLength);
}

/** Adds a resource to the store, completed as the cloud completes it: id, times, owner, first status. */
export function addEntity(
  call: Call,
  resourceType: ResourceType,
  data: Data,
  id: unknown = newId(call, resourceType),
  hiddenForMs = 0,
): Entity {
  const hooks = call.hooks(resourceType);
  conformMembers(resourceType, data);
  stampCreation(resourceType, data, id, call.partition, call.now);
  for (const path of [resourceType.itemId, resourceType.idMember]) {
    if (path !== undefined && readPath(data, path) === undefined) putPath(data, path, id);
  }
  putDeletionId(call, resourceType, data);
  setInitialStatus(resourceType, hooks, data);
  const entity = call.partition.collection(resourceType.key).add(String(id), data, {
    ...(hiddenForMs > 0 && { visibleFromMs: call.now + hiddenForMs }),
  });
  const { creating } = transitionalStates(resourceType, hooks);
  if (creating !== undefined && statusOf(resourceType, entity) === creating) {
    const transition = { through: creating, to: resourceType.status?.ready };
    moveStatus(call.cloud, call.partition, resourceType, entity, transition);
  }
  return entity;
}

/** Gives a resource what it is deleted by, where that is neither its id nor what the caller chose. */
function putDeletionId(call: Call, resourceType: ResourceType, data: Data): void {
  const { idFrom } = resourceType.facts.delete ?? {};
  if (idFrom === undefined || readPath(data, idFrom) !== undefined) return;
  const isNumber = resourceType.readMember(idFrom)?.type === 'integer';
  const { ids } = call.cloud;
  putPath(data, idFrom, isNumber ? ids.integer() : ids.resource(memberKind(idFrom).role));
}

/** Converts members that are no lists to the type that reads show: filters compare the stored values. */
export function conformMembers(resourceType: ResourceType, data: Data): void {
  const { renderer } = serviceModel(resourceType.service.name);
  for (const [member, value] of Object.entries(data)) {
    const facts = resourceType.readMember(member);
    if (facts?.type === undefined || facts.type === 'list' || value === undefined) continue;
    data[member] = renderer.conform(value, facts, member, emptyFiller);
  }
}
