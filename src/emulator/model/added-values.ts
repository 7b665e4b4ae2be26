import { pluralName, singularName } from '../../catalog/names.js';
import type { MemberFacts } from '../../catalog/types.js';
import type { ResourceType } from './resource-type.js';

/** Whether an action puts something into a resource, or takes it out again. */
export type Change = 'add' | 'remove';

const addVerb = /^(Batch)?(Add|Assign|Associate|Attach|Authorize|Bind|Create|Enable|Grant|Join|Put)/;
const removeVerb =
  /^(Batch)?(Delete|Detach|Disable|Disassociate|Leave|Remove|Revoke|Unassign|Unassociate|Unbind|Ungrant)/;

export function changeOf(action: string): Change | undefined {
  if (removeVerb.test(action)) return 'remove';
  return addVerb.test(action) ? 'add' : undefined;
}

/** A list of a resource that requests add to and remove from. */
export interface AddedList {
  /** The member of the resource that holds the list. */
  readonly member: string;
  /** The member of an item that says which one it is; undefined where items are plain values. */
  readonly key: string | undefined;
}

/**
 * The list of a resource in which reads show what a request member adds: the list of the same name or of its plural,
 * or else the only list of objects that have a member of this name (`InstanceIds` in `Instances[].InstanceId`).
 */
export function addedList(
  resourceType: ResourceType,
  member: string,
  facts: MemberFacts,
): AddedList | undefined {
  const lists = resourceType.readLists();
  const single = singularName(member) ?? member;
  for (const name of [member, pluralName(single)]) {
    const items = lists.get(name)?.items;
    if (items) return { member: name, key: keyOf(resourceType, items, single, facts) };
  }
  const holding = [...lists].filter(([, { items }]) => shapeOf(resourceType, items)?.[single] !== undefined);
  return holding.length === 1 && holding[0] ? { member: holding[0][0], key: single } : undefined;
}

/** The member that tells items apart: the one that the request names, else the first text that a request must give. */
function keyOf(
  resourceType: ResourceType,
  items: MemberFacts,
  single: string,
  facts: MemberFacts,
): string | undefined {
  const shape = shapeOf(resourceType, items);
  if (!shape) return undefined;
  if (shape[single]) return single;
  const given = shapeOf(resourceType, facts.items ?? facts) ?? {};
  const members = Object.keys(given).filter((name) => shape[name]?.type === 'string');
  return members.find((name) => given[name]?.required) ?? members.find((name) => name !== 'Description');
}

function shapeOf(
  { service }: ResourceType,
  facts: MemberFacts | undefined,
): Readonly<Record<string, MemberFacts>> | undefined {
  return facts?.ref === undefined ? undefined : service.shapes[facts.ref];
}
