import type { Data } from '../../model/data.js';
import type { ResourceType } from '../../model/resource-type.js';
import type { Call } from '../call.js';
import { requireAll } from './look-up.js';
import { changesOf } from './update.js';

/** Reads or writes a setting of a resource that has a get action and an update action of its own. */
export function handleFacet(call: Call): Data {
  const resourceType = call.action.resourceType as ResourceType;
  const facet = call.action.facet as string;
  const entities = requireAll(call, resourceType);
  if (call.action.isRead) {
    const [entity] = entities;
    return call.result({ ...entity?.data, ...entity?.facets?.[facet] });
  }
  if (!call.isDryRun) {
    const changes = changesOf(call, resourceType);
    for (const entity of entities) {
      entity.facets = { ...entity.facets, [facet]: { ...entity.facets?.[facet], ...changes } };
    }
  }
  return call.result({});
}
