import { memberKind } from '../../catalog/member-kind.js';
import { singularName } from '../../catalog/names.js';
import type { ResourceFacts, ServiceFacts } from '../../catalog/types.js';
import { inputName, inputShape, pagingMembers, readShapes, shapeAt } from '../../catalog/shapes.js';

/** How a resource type is addressed. */
export interface IdentityModel {
  /** Request members that together address one, own id last; empty where the resource type has no id. */
  readonly identity: readonly string[];
  /** Where a read object holds its own id: the first of these paths that is there. */
  readonly itemIds: readonly string[];
  /** What reading or deleting requires besides the identity, usually the parent of the list. */
  readonly needs: readonly string[];
  /** The owner's member, sent wherever it is known: without it, actions take what belongs to the caller. */
  readonly owners: readonly string[];
  /** Whether it is a singleton, which is read without an id. */
  readonly isSingle: boolean;
}

/** How a resource type is addressed, by its facts. */
export function deriveIdentity(facts: ServiceFacts, resource: ResourceFacts): IdentityModel {
  const identity = identityOf(facts, resource);
  const { read, get } = resource;
  return {
    identity,
    itemIds: itemIdsOf(facts, resource, identity.at(-1)),
    needs: identity.length === 0 ? [] : needsOf(facts, resource, identity),
    owners: ownersOf(facts, resource, identity),
    isSingle: identity.length === 0 && read === 'get' && requiredMembers(facts, get?.action).length === 0,
  };
}

function identityOf(facts: ServiceFacts, { id, create }: ResourceFacts): readonly string[] {
  const listed = id?.identity ?? [];
  const own = [id?.request, idLeaf(create?.idPath), singular(id?.requestList), id?.item].find(
    (member) => member !== undefined,
  );
  if (listed.length === 0) {
    const alone = id?.request ?? id?.item ?? own;
    return alone === undefined || !id ? [] : [alone];
  }
  const input = inputShape(facts, create?.action);
  const made = create?.idPath === undefined ? [] : listed.filter((member) => !input[member]);
  // What the caller does not give is what the creation makes: it is the own id, wherever the facts name it.
  if (made.length === 1) return [...listed.filter((member) => member !== made[0]), ...made];
  const onlyParents =
    create?.idPath === undefined ? listed.every((each) => id?.parents?.includes(each)) : made.length === 0;
  return onlyParents && own !== undefined && !listed.includes(own) ? [...listed, own] : listed;
}

/** `RuleIds[0]` and `Rule.RuleId` → `RuleId`. */
function idLeaf(path: string | undefined): string | undefined {
  const leaf = path?.split('.').at(-1);
  return leaf?.endsWith('[0]') ? singular(leaf.slice(0, -'[0]'.length)) : leaf;
}

function singular(member: string | undefined): string | undefined {
  return member === undefined ? undefined : (singularName(member) ?? member);
}

function itemIdsOf(facts: ServiceFacts, resource: ResourceFacts, own: string | undefined): readonly string[] {
  const { id, create } = resource;
  const made = idLeaf(create?.idPath);
  if (id?.item !== undefined) {
    // Where a creation does not give what its list is said to have, what requests call it is looked for first.
    return create && own !== undefined && made !== id.item ? [own, id.item] : [id.item];
  }
  const members = readShapes(facts, resource).flatMap((shape) => Object.keys(facts.shapes[shape] ?? {}));
  const names = [own, made].filter((name) => name !== undefined);
  const alike = members.find((each) => names.some((name) => name.toLowerCase() === each.toLowerCase()));
  return names.some((name) => members.includes(name)) || alike === undefined ? names : [alike];
}

function needsOf(
  facts: ServiceFacts,
  resource: ResourceFacts,
  identity: readonly string[],
): readonly string[] {
  const { read, get, list, delete: remove } = resource;
  const needs = new Set<string>();
  const add = (action: string | undefined, by: string | undefined): void => {
    const paging = pagingMembers(facts.actions[action ?? '']?.pagination);
    for (const member of requiredMembers(facts, action)) {
      const isTold = isPart(identity, member) || paging.includes(member) || member === by?.split('.')[0];
      if (!isTold && !isStructure(facts, action, member)) needs.add(member);
    }
  };
  if (read === 'get') add(get?.action, get?.id);
  else if (read !== undefined && read !== 'embedded') add(list?.action, list?.idFilter);
  add(remove?.action, remove?.id);
  return [...needs];
}

function ownersOf(
  facts: ServiceFacts,
  { parents = {}, create, list, delete: remove }: ResourceFacts,
  identity: readonly string[],
): readonly string[] {
  const listed = inputShape(facts, list?.action);
  // Names are unique within a project, ids everywhere.
  const isNamed = memberKind(identity.at(-1) ?? '').role === 'name';
  const isOwner = (member: string): boolean =>
    parents[member] !== undefined || (isNamed && member === create?.project);
  return (remove?.optional ?? []).filter(
    (member) => isOwner(member) && listed[member] && !listed[member].required && !identity.includes(member),
  );
}

/** Whether a request's member is a part of an identity; some actions spell it otherwise: `UserPoolUID`. */
function isPart(identity: readonly string[], member: string): boolean {
  return identity.some((part) => part === member || part.toLowerCase() === member.toLowerCase());
}

function isStructure(facts: ServiceFacts, action: string | undefined, member: string): boolean {
  return shapeAt(facts, inputName(facts, action), member) !== undefined;
}

function requiredMembers(facts: ServiceFacts, action: string | undefined): readonly string[] {
  const input = inputShape(facts, action);
  return Object.keys(input).filter((member) => input[member]?.required);
}
