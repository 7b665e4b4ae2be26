import { readPath } from '../../../catalog/paths.js';
import type { Data } from '../../model/data.js';
import type { ResourceType } from '../../model/resource-type.js';
import { conformMembers } from '../add-entity.js';
import type { Call } from '../call.js';
import { updateStamps } from '../lifecycle.js';
import { requireAll } from './look-up.js';

/** Changes the resources that a request addresses. */
export function handleUpdate(call: Call): Data {
  const resourceType = call.action.resourceType as ResourceType;
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

/** The members of a request; where it names the resource inside of an object or a list, those of that object too. */
function aboutOne({ input, action: { idMember } }: Call): Readonly<Data> {
  const end = idMember?.lastIndexOf('.') ?? -1;
  if (idMember === undefined || end < 0) return input;
  const inner = { ...(readPath(input, idMember.slice(0, end)) as Data | undefined) };
  const rest = { ...input };
  delete inner[idMember.slice(end + 1)];
  delete rest[idMember.split(/[.[]/)[0] as string];
  return { ...rest, ...inner };
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
  for (const [member, value] of Object.entries(aboutOne(call))) {
    // `NewUserName` sets `UserName`.
    const target = member.replace(/^New(?=[A-Z])/, '');
    if (target !== member && resourceType.readMember(target)) changes[target] = value;
    else if (!excluded.has(member)) changes[member] = value;
  }
  for (const [member, value] of Object.entries(changes)) {
    const shown = resourceType.readName(member, Array.isArray(value));
    if (shown !== undefined) changes[shown] ??= value;
  }
  conformMembers(resourceType, changes);
  return changes;
}
