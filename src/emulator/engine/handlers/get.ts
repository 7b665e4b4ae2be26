import type { Data } from '../../model/data.js';
import type { ResourceType } from '../../model/resource-type.js';
import type { Entity } from '../../state/entity.js';
import type { Call } from '../call.js';
import { putPath } from '../paths.js';
import { requireOne } from './look-up.js';

/** Reads one resource. */
export function handleGet(call: Call): Data {
  const resourceType = call.action.resourceType as ResourceType;
  const known = knownMembers(call, resourceType, requireOne(call, resourceType));
  const object = call.action.isAlternative ? undefined : resourceType.facts.get?.object;
  if (object === undefined) return call.result(known);
  const result: Data = {};
  putPath(result, object, known);
  return call.result(result);
}

/** The stored members of a resource, and those that its behaviour computes. */
export function knownMembers(call: Call, resourceType: ResourceType, entity: Entity): Readonly<Data> {
  const computed = call.hooks(resourceType).computed?.(call, entity);
  // Lists read thousands of resources, so the data is copied only when there is something to add.
  return computed && Object.keys(computed).length > 0 ? { ...entity.data, ...computed } : entity.data;
}
