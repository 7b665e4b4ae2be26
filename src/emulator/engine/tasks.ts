import type { Data } from '../model/data.js';
import type { ResourceType } from '../model/resource-type.js';
import type { Entity } from '../state/entity.js';
import { addEntity } from './add-entity.js';
import type { Call } from './call.js';

/** The type in which a service lists the tasks that its creations start, and the member that names the resource. */
const taskType = 'Task';
const resourceMembers = ['ResourceId', 'InstanceId'];

/**
 * Records the task of a creation, done, where the service lists its tasks: clients wait for a new image by its task.
 *
 * @returns the id of the task
 */
export function recordTask(call: Call, resourceType: ResourceType, entity: Entity): unknown {
  const tasks = call.service.resourceTypes.get(taskType);
  const member = resourceMembers.find((name) => tasks?.readMember(name));
  if (!tasks?.isPredefined || member === undefined) return undefined;
  const known: Data = {
    [member]: resourceType.idOf(entity),
    Type: call.action.name,
    TaskAction: call.action.name,
    Process: 100,
  };
  const data = Object.fromEntries(Object.entries(known).filter(([name]) => tasks.readMember(name)));
  return tasks.idOf(addEntity(call, tasks, data));
}
