import { singularName } from '../../catalog/names.js';
import type { ServiceFacts } from '../../catalog/types.js';
import { changeOf, type Change } from './added-values.js';
import type { ResourceType } from './resource-type.js';

/** How an action on one resource adds or removes resources of a type that has no action of its own for that. */
export interface Join {
  readonly resourceType: ResourceType;
  readonly change: Change;
  /** The request members that name the two sides, with the members of the joining resource that hold them. */
  readonly sides: readonly (readonly [requestMember: string, member: string])[];
}

const joinVerb = /^(Add|Associate|Attach|Bind|Detach|Disassociate|Grant|Join|Leave|Remove|Revoke|Unbind)/;
const sideMember = /(ids?|names?)$/i;

/**
 * The joins of a service, by action: `AttachInstanceToCen` adds a `CenAttachedInstance`, since that type is only listed,
 * and its items hold both sides that the request names.
 */
export function joinsOf(
  service: ServiceFacts,
  types: ReadonlyMap<string, ResourceType>,
  methodsOf: ReadonlyMap<string, ResourceType>,
): ReadonlyMap<string, Join> {
  const listed = [...types.values()].filter(({ isPredefined, itemShape }) => isPredefined && itemShape);
  const joins = new Map<string, Join>();
  for (const [action, owner] of methodsOf) {
    const change = changeOf(action);
    if (change === undefined) continue;
    const input = service.shapes[service.actions[action]?.input ?? ''] ?? {};
    const members = Object.keys(input).filter((member) => sideMember.test(member));
    const found = listed
      .filter((type) => type !== owner)
      .map((resourceType) => ({ resourceType, change, sides: sidesIn(resourceType, members) }))
      .filter(({ sides }) => sides.length >= 2 && sides.some(([member]) => isIdOf(owner, member)))
      .sort((a, b) => b.sides.length - a.sides.length);
    const [best] = found;
    if (best && joinVerb.test(action)) joins.set(action, best);
  }
  return withoutHalves(joins);
}

/** Without the joins that only add or only remove: what comes and never goes is no attachment. */
function withoutHalves(joins: ReadonlyMap<string, Join>): ReadonlyMap<string, Join> {
  const all = [...joins.values()];
  const hasBoth = ({ resourceType }: Join): boolean =>
    (['add', 'remove'] as const).every((change) =>
      all.some((join) => join.resourceType === resourceType && join.change === change),
    );
  return new Map([...joins].filter(([, join]) => hasBoth(join)));
}

function sidesIn(type: ResourceType, members: readonly string[]): Join['sides'] {
  return members.flatMap((member) => {
    const name = [member, singularName(member)].find((one) => one !== undefined && type.readMember(one));
    return name === undefined ? [] : [[member, name] as const];
  });
}

function isIdOf({ idMember, itemId }: ResourceType, member: string): boolean {
  return member === idMember || member === itemId;
}

/**
 * The created type whose resources a listed type shows once more, such as what is billed for each: `LoadBalancersBilling`
 * shows load balancers.
 */
export function viewedType(
  type: ResourceType,
  types: ReadonlyMap<string, ResourceType>,
): ResourceType | undefined {
  const base = /^(.+?)(s?(Billing|Detail)s?)$/.exec(type.name)?.[1];
  const viewed = base === undefined ? undefined : types.get(base);
  const isSame = viewed && !viewed.isPredefined && type.isPredefined && isIdOf(viewed, type.itemId ?? '');
  return isSame ? viewed : undefined;
}
