import { readPath } from '../../catalog/paths.js';
import type { MemberFacts } from '../../catalog/types.js';
import type { Data } from '../model/data.js';
import { findResourceType, serviceModel } from '../model/load-models.js';
import type { ResourceType } from '../model/resource-type.js';
import type { State, Transition } from '../model/states.js';
import type { CloudState } from '../state/cloud-state.js';
import type { Entity } from '../state/entity.js';
import type { TaskDetails } from '../state/schedule.js';
import type { Collection, Partition } from '../state/store.js';
import type { Call, ResourceHooks } from './call.js';
import { changeAt, putPath } from './paths.js';

const utcOffsetMs = 8 * 3_600_000;

/** A time as services write it: text in UTC+8, or seconds for an integer member. */
export function timeValue(member: MemberFacts, ms: number): string | number {
  if (member.type === 'integer') return Math.floor(ms / 1000);
  return new Date(ms + utcOffsetMs).toISOString().replace(/\.\d+Z$/, '+08:00');
}

/** Fills in what the cloud itself knows of a new resource: its id, times, owner, project and region. */
export function stampCreation(
  resourceType: ResourceType,
  data: Data,
  id: unknown,
  partition: Partition,
  nowMs: number,
): void {
  for (const { member, kind, facts } of resourceType.stamps) {
    switch (kind) {
      case 'id':
        data[member] = id;
        break;
      case 'created':
      case 'updated':
        data[member] = timeValue(facts, nowMs);
        break;
      case 'account':
        data[member] ??= partition.account;
        break;
      case 'project':
        data[member] ??= 'default';
        break;
      case 'region':
        data[member] ??= partition.region;
        break;
      case 'name':
        data[member] ??= data[resourceType.facts.name ?? ''];
    }
  }
}

/** The members that change with every update of a resource. */
export function updateStamps(resourceType: ResourceType, nowMs: number): Data {
  const changes: Data = {};
  for (const { member, kind, facts } of resourceType.stamps) {
    if (kind === 'updated') changes[member] = timeValue(facts, nowMs);
  }
  return changes;
}

/** The states of a resource while it is being created or deleted, if it has any. */
export function transitionalStates(
  { status }: ResourceType,
  { states }: ResourceHooks,
): { creating?: State | undefined; deleting?: State | undefined } {
  return { creating: status?.creating, deleting: status?.deleting, ...states };
}

/** Sets the first status of a new resource, unless its data already has one. */
export function setInitialStatus(resourceType: ResourceType, hooks: ResourceHooks, data: Data): void {
  const { status } = resourceType;
  if (!status || typeof readPath(data, status.path) === (status.isInteger ? 'number' : 'string')) return;
  const [top = ''] = status.path.split('.');
  if (top !== status.path && typeof data[top] !== 'object') delete data[top];
  putPath(data, status.path, transitionalStates(resourceType, hooks).creating ?? status.ready);
}

export function statusOf({ status }: ResourceType, entity: Entity): unknown {
  return status && readPath(entity.data, status.path);
}

/** Sets the status at once. */
export function setStatus(
  collection: Collection,
  { status }: ResourceType,
  entity: Entity,
  value: unknown,
): void {
  if (status) collection.update(entity, changeAt(entity.data, status.path, value));
}

/** Sets the transitional status of a change, and schedules the final one after the settling time. */
export function moveStatus(
  cloud: CloudState,
  partition: Partition,
  resourceType: ResourceType,
  entity: Entity,
  { through, to }: Transition,
): void {
  const collection = partition.collection(resourceType.key);
  if (through !== undefined) setStatus(collection, resourceType, entity, through);
  if (to === undefined) return;
  if (through === undefined) {
    setStatus(collection, resourceType, entity, to);
    return;
  }
  const details = { ...locationOf(partition, resourceType, entity), from: through, to };
  cloud.after(cloud.settleMs, 'status', details);
}

/** Removes a resource: at once, or after the settling time when it has a status for being deleted. */
export function removeEntity(call: Call, resourceType: ResourceType, entity: Entity): void {
  const { cloud } = call;
  const partition = call.partitionOf(resourceType.key);
  const { deleting } = transitionalStates(resourceType, call.hooks(resourceType));
  if (deleting !== undefined) {
    setStatus(partition.collection(resourceType.key), resourceType, entity, deleting);
  }
  const delayMs = deleting === undefined ? 0 : cloud.settleMs;
  cloud.after(delayMs, 'remove', locationOf(partition, resourceType, entity));
}

function locationOf(partition: Partition, { key }: ResourceType, { id, seq }: Entity): TaskDetails {
  return { account: partition.account, region: partition.region, resourceType: key, id, seq };
}

/** The tasks that the engine itself schedules. */
export const lifecycleTasks: Readonly<Record<string, (cloud: CloudState, details: TaskDetails) => void>> = {
  status(cloud, details) {
    const found = locate(cloud, details);
    // Another call may have changed the status in the meantime.
    if (found && statusOf(found.resourceType, found.entity) === details['from']) {
      setStatus(found.collection, found.resourceType, found.entity, details['to']);
    }
  },
  remove(cloud, details) {
    const found = locate(cloud, details);
    if (!found) return;
    found.collection.remove(found.entity);
    removeChildren(found.partition, found.resourceType, found.entity.id);
  },
};

/** Removes the resources that can be addressed inside their parent only. */
function removeChildren(partition: Partition, { idMember, service, name }: ResourceType, id: string): void {
  if (idMember === undefined) return;
  for (const child of serviceModel(service.name).resourceTypes.values()) {
    if (child.name === name || !child.parentMembers.includes(idMember)) continue;
    const collection = partition.collection(child.key);
    for (const entity of [...collection.where(idMember, id)]) collection.remove(entity);
  }
}

interface Located {
  readonly resourceType: ResourceType;
  readonly partition: Partition;
  readonly collection: Collection;
  readonly entity: Entity;
}

function locate(cloud: CloudState, details: TaskDetails): Located | undefined {
  const key = String(details['resourceType']);
  const partition = cloud.partitionNamed(String(details['account']), String(details['region']));
  const collection = partition.collection(key);
  const resourceType = findResourceType(key);
  const entity = collection.withId(String(details['id'])).find(({ seq }) => seq === details['seq']);
  return resourceType && entity && { resourceType, partition, collection, entity };
}
