import type { Data } from '../../model/data.js';
import type { ResourceType } from '../../model/resource-type.js';
import type { Call } from '../call.js';
import { removeEntity, statusOf, transitionalStates } from '../lifecycle.js';
import { applyToAll } from './batch.js';
import { lookUp } from './look-up.js';

/** Deletes the resources that a request addresses. */
export function handleDelete(call: Call): Data {
  const resourceType = call.action.resourceType as ResourceType;
  const hooks = call.hooks(resourceType);
  const { deleting } = transitionalStates(resourceType, hooks);
  return applyToAll(call, resourceType, lookUp(call, resourceType), {
    check: (entity) => hooks.beforeDelete?.(call, entity),
    apply: (entity) => {
      const isBeingDeleted = deleting !== undefined && statusOf(resourceType, entity) === deleting;
      if (isBeingDeleted) return;
      removeEntity(call, resourceType, entity);
      hooks.afterDelete?.(call, entity);
    },
  });
}
