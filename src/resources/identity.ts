import { withPath } from '../catalog/paths.js';
import { ResourceError } from '../errors/resource-error.js';
import type { ResourcePlan } from './plan.js';

/** The values that together address one resource, by request member. */
export type Identity = Readonly<Record<string, unknown>>;

/** What a caller may give for one: the bare id where that is enough, or all members by name. */
export type IdentityInput = string | number | bigint | Identity;

/**
 * The identity that a caller means.
 *
 * @param scope - what is known already: the parents of a scoped collection
 * @throws {@link ResourceError} when a part is missing, empty or not an id at all
 */
export function toIdentity(plan: ResourcePlan, given: IdentityInput, scope: Identity = {}): Identity {
  const own = plan.identity.at(-1);
  const label = `${plan.facts.name}.${plan.noun}`;
  if (own === undefined) throw new ResourceError(`A ${label} has no id of its own: take it from its list`);
  const parts = given !== null && typeof given === 'object' ? given : { [own]: given };
  const identity: Record<string, unknown> = {};
  for (const member of plan.identity) {
    const value = parts[member] ?? scope[member];
    if (value === undefined || value === null) {
      throw new ResourceError(
        `A ${label} is addressed by ${plan.identity.join(' and ')}: give them as an object; ${member} is missing`,
      );
    }
    if (!isId(value)) throw new ResourceError(`The ${member} of a ${label} is empty or not an id`);
    identity[member] = value;
  }
  return identity;
}

function isId(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && value === value.trim();
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value));
}

/** A request that addresses the resource for an action: each part of the identity that the action's input has. */
export function addressed(
  plan: ResourcePlan,
  identity: Identity,
  action: string,
  own?: { readonly by: string; readonly isList: boolean },
): Record<string, unknown> {
  const { facts } = plan;
  const input = facts.shapes[facts.actions[action]?.input ?? ''] ?? {};
  const ownMember = plan.identity.at(-1) as string;
  let request: Record<string, unknown> = {};
  for (const member of plan.identity) {
    if (member !== ownMember && input[member]) request[member] = identity[member];
  }
  const id = identity[ownMember];
  if (own) request = withPath(request, own.by, own.isList ? [id] : id);
  else if (input[ownMember]) request[ownMember] = id;
  return request;
}
