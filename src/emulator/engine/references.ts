import { inUse, invalidStatus, notFound } from '../model/api-error.js';
import type { Data } from '../model/data.js';
import { resourceTypeOf } from '../model/load-models.js';
import type { Entity } from '../state/entity.js';
import type { Call } from './call.js';
import { moveStatus, setStatus, statusOf } from './lifecycle.js';
import { addPredefined } from './predefined.js';

/** The resource with this id. @throws `ApiError` when there is none */
export function requireResource(call: Call, key: string, id: unknown): Entity {
  const entity = findResource(call, key, String(id));
  if (!entity) {
    const { service, name } = resourceTypeOf(key);
    throw notFound(service.service, name, String(id));
  }
  return entity;
}

/**
 * The resource that a member refers to, if it is known. Whether it must exist depends on the `references` option:
 * by default only when it belongs to the same service.
 *
 * @throws `ApiError` when it must exist and does not
 */
export function resolveReference(call: Call, key: string, id: unknown): Entity | undefined {
  if (typeof id !== 'string' || id === '') return undefined;
  const { references } = call.cloud;
  const isOwnService = key.startsWith(`${call.service.facts.name}.`);
  const mustExist = references === 'all' || (references === 'service' && isOwnService);
  return mustExist ? requireResource(call, key, id) : findResource(call, key, id);
}

function findResource(call: Call, key: string, id: string): Entity | undefined {
  const [module = ''] = key.split('.');
  addPredefined(module === call.service.facts.name ? call : call.as(module), resourceTypeOf(key));
  return call.collection(key).get(id);
}

/**
 * Refuses the call while other resources refer to this one.
 *
 * @param users - by resource type, the member that holds the reference: `{ 'vpc.Subnet': 'VpcId' }`
 */
export function refuseWhileReferenced(
  call: Call,
  typeName: string,
  id: string,
  users: Readonly<Record<string, string>>,
): void {
  for (const [key, member] of Object.entries(users)) {
    const [user] = call.collection(key).where(member, id);
    if (user) throw inUse(typeName, id, `the ${resourceTypeOf(key).name} ${user.id}`);
  }
}

/** Refuses the call unless the resource has one of these statuses. */
export function requireStatus(key: string, entity: Entity, ...allowed: readonly string[]): void {
  const resourceType = resourceTypeOf(key);
  const status = statusOf(resourceType, entity);
  if (allowed.includes(String(status))) return;
  throw invalidStatus(resourceType.service.service, resourceType.name, entity.id, status);
}

/** Sets the transitional status of a resource, and schedules the final one. */
export function moveTo(call: Call, key: string, entity: Entity, through: string, to: string): void {
  moveStatus(call.cloud, call.partitionOf(key), resourceTypeOf(key), entity, { through, to });
}

/** Changes members of a resource of any service. */
export function change(call: Call, key: string, entity: Entity, changes: Data): void {
  call.collection(key).update(entity, changes);
}

/** Sets the status of a resource of any service at once. */
export function changeStatus(call: Call, key: string, entity: Entity, status: string): void {
  setStatus(call.collection(key), resourceTypeOf(key), entity, status);
}

/** A member as text; `''` when it is missing or no text. */
export function textOf(data: Readonly<Data>, member: string): string {
  const value = data[member];
  return typeof value === 'string' ? value : '';
}

/** A member as a list of texts; empty when it is no list. */
export function textsOf(data: Readonly<Data>, member: string): readonly string[] {
  const value = data[member];
  return Array.isArray(value) ? value.map(String) : [];
}

/** A member as a list of objects; empty when it is no list. */
export function objectsOf(data: Readonly<Data>, member: string): readonly Data[] {
  const value = data[member];
  return Array.isArray(value) ? (value as Data[]) : [];
}
