import type { Data } from '../model/data.js';
import type { ResourceType } from '../model/resource-type.js';
import { addEntity } from './add-entity.js';
import type { Call } from './call.js';
import { putPath } from './paths.js';
import { Sampler } from './sampler.js';

/** The number of sample resources of a type that no action creates and no behaviour defines. */
const sampleCount = 3;

/** Adds the resources that exist from the start, when a resource type is first used. */
export function addPredefined(call: Call, resourceType: ResourceType): void {
  const collection = call.partition.collection(resourceType.key);
  if (collection.hasPredefined) return;
  collection.hasPredefined = true;
  const { predefined } = call.hooks(resourceType);
  if (predefined) {
    for (const data of predefined(call)) {
      addEntity(call, resourceType, { ...data }, data[resourceType.itemId ?? '']);
    }
  } else if (resourceType.isPredefined && !call.service.isJoined(resourceType)) {
    for (let i = 1; i <= sampleCount; i++) addEntity(call, resourceType, sampleData(call, resourceType, i));
  }
}

function sampleData(call: Call, resourceType: ResourceType, index: number): Data {
  const shape = resourceType.itemShape ?? resourceType.getShape;
  if (shape === undefined) return {};
  const { account, region } = call.partition;
  const seed = `${call.engine.seed}/${account}/${region}/${resourceType.key}/${index}`;
  const data = call.service.renderer.render(shape, {}, new Sampler(seed, region, call.now));
  if (resourceType.status) putPath(data, resourceType.status.path, resourceType.status.ready);
  // With a sample parent, a list of the children of a real parent would not contain it.
  for (const member of resourceType.parentMembers) delete data[member];
  return data;
}
