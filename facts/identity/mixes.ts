import type { ResourceFacts, ServiceFacts } from '../../src/catalog/types.js';
import { chainOf, memberKind, ownMember, type Link, type MemberKind } from './chain.js';

/** A place where the chain of a resource takes one thing for another. */
export interface Mix {
  /** `ecs.KeyPair`. */
  readonly resource: string;
  /**
   * `name-id`: some members carry a name, others an id. `type-type`: they carry ids of different things.
   * `no-id`: reading or deleting one does not say which.
   */
  readonly kind: 'name-id' | 'type-type' | 'no-id';
  readonly detail: string;
}

/** The mixes in the resource types of a service, found by the names of their members alone. */
export function findMixes(facts: ServiceFacts): readonly Mix[] {
  return Object.entries(facts.resources).flatMap(([name, resource]) => {
    const found = [...chainMixes(resource), ...addressMixes(facts, resource)];
    return found.map((mix) => ({ resource: `${facts.name}.${name}`, ...mix }));
  });
}

type Found = Omit<Mix, 'resource'>;

function chainMixes(resource: ResourceFacts): readonly Found[] {
  const mixes: Found[] = [];
  const { id: deletedBy, idFrom } = resource.delete ?? {};
  const chains = [chainOf(resource)];
  if (deletedBy !== undefined && idFrom !== undefined) {
    const links: readonly Link[] = [
      { at: 'object', member: idFrom },
      { at: 'delete', member: deletedBy },
    ];
    chains.push(links);
  }
  for (const chain of chains) {
    const kinds = chain.map((link) => ({ ...link, ...memberKind(link.member) }));
    const detail = chain.map(({ at, member }) => `${at} ${member}`).join(', ');
    const roles = new Set(kinds.map(({ role }) => role));
    if (roles.has('name') && roles.has('id')) mixes.push({ kind: 'name-id', detail });
    else if (kinds.some((one) => kinds.some((other) => !fits(one, other))))
      mixes.push({ kind: 'type-type', detail });
  }
  return mixes;
}

function fits({ subject: one }: MemberKind, { subject: other }: MemberKind): boolean {
  return [one.startsWith(other), one.endsWith(other), other.startsWith(one), other.endsWith(one)].some(
    Boolean,
  );
}

/** Reading and deleting that are sent without the own id. */
function addressMixes(facts: ServiceFacts, resource: ResourceFacts): readonly Found[] {
  const { read, get, delete: removal } = resource;
  const mixes: Found[] = [];
  const own = ownMember(resource);
  if (read === 'get' && get && own !== undefined && !carriesId(facts, resource, get))
    mixes.push({ kind: 'no-id', detail: `${get.action} takes no ${own}` });
  if (removal && !carriesId(facts, resource, removal))
    mixes.push({ kind: 'no-id', detail: `${removal.action} takes no ${own ?? 'id'}` });
  return mixes;
}

function carriesId(
  facts: ServiceFacts,
  resource: ResourceFacts,
  call: { readonly action: string; readonly id?: string },
): boolean {
  if (call.id !== undefined) return true;
  const { id, create } = resource;
  const input = facts.shapes[facts.actions[call.action]?.input ?? ''] ?? {};
  const parents = id?.parents ?? [];
  const own = ownMember(resource);
  const identity = id?.identity ?? [];
  if (own === undefined && identity.length > 0) {
    // What is one of a kind under its parents is addressed by them; entries of a list are not.
    const takesEntries = Object.entries(input).some(
      ([name, { type }]) => type === 'list' && !identity.includes(name),
    );
    return !takesEntries && identity.every((member) => input[member] !== undefined);
  }
  const names = [own, id?.request, id?.requestList, id?.item, create?.idFromInput];
  return names.some((name) => name !== undefined && input[name] !== undefined && !parents.includes(name));
}
