import type { MemberFacts } from '../../catalog/types.js';
import { addedList, changeOf } from '../model/added-values.js';
import type { Data } from '../model/data.js';
import type { ResourceType } from '../model/resource-type.js';
import type { Entity } from '../state/entity.js';
import type { Call } from './call.js';

/**
 * Updates the lists of every resource that an action names and adds to or removes from, such as an access list or a
 * package of addresses, whichever type the facts give the action to.
 *
 * @returns whether there was such a list
 */
export function applyToLists(call: Call): boolean {
  let isFound = false;
  if (changeOf(call.action.name) === undefined || /^(Create|Delete|Enable|Disable)/.test(call.action.name))
    return false;
  for (const resourceType of call.service.resourceTypes.values()) {
    const id = resourceType.idMember === undefined ? undefined : call.input[resourceType.idMember];
    if (typeof id !== 'string' && typeof id !== 'number') continue;
    const collection = call.partition.collection(resourceType.key);
    const entity = collection.get(String(id));
    const changes = entity && listsAfter(call, resourceType, entity);
    if (!entity || !changes || Object.keys(changes).length === 0) continue;
    collection.update(entity, changes);
    isFound = true;
  }
  return isFound;
}

/**
 * The lists of a resource after an action that adds to them or removes from them: what `AddAclEntries` puts into an
 * access list, a read shows in its `AclEntries`, until `RemoveAclEntries` takes it out.
 */
function listsAfter(call: Call, resourceType: ResourceType, entity: Entity): Data {
  const change = changeOf(call.action.name);
  const changes: Data = {};
  if (change === undefined) return changes;
  const input = call.service.facts.shapes[call.action.facts.input] ?? {};
  for (const [member, value] of Object.entries(call.input)) {
    const facts = input[member];
    if (!facts || isControl(call, resourceType, member)) continue;
    const list = addedList(resourceType, member, facts);
    if (!list) continue;
    const given = (Array.isArray(value) ? value : [value]) as readonly unknown[];
    const present = changes[list.member] ?? entity.data[list.member];
    const before = (Array.isArray(present) ? present : []) as readonly unknown[];
    const keyIn = (item: unknown): string => String(keyValue(item, list.key));
    const keys = new Set(given.map(keyIn));
    const others = before.filter((item) => !keys.has(keyIn(item)));
    changes[list.member] =
      change === 'remove' ? others : [...others, ...given.map((item) => itemOf(call, item, list.key, input))];
  }
  return changes;
}

function isControl({ action }: Call, type: ResourceType, member: string): boolean {
  const { idMember, parentMembers, facts } = type;
  const ownId = action.resourceType === type ? action.idMember : undefined;
  return (
    [ownId, idMember, facts.id?.requestList, ...parentMembers].includes(member) ||
    /^(ClientToken|DryRun|Tags)$/.test(member)
  );
}

function keyValue(item: unknown, key: string | undefined): unknown {
  return key !== undefined && item !== null && typeof item === 'object' ? (item as Data)[key] : item;
}

/** An item as reads show it: an object with the value under its key, and the other members of the request beside it. */
function itemOf(
  { input }: Call,
  item: unknown,
  key: string | undefined,
  shape: Readonly<Record<string, MemberFacts>>,
): unknown {
  if (key === undefined || (item !== null && typeof item === 'object')) return item;
  const beside = Object.entries(input).filter(
    ([member, value]) => typeof value !== 'object' && shape[member] && !/^(ClientToken|DryRun)$/.test(member),
  );
  return { ...Object.fromEntries(beside), [key]: item };
}
