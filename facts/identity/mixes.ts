import type { ResourceFacts, ServiceFacts } from '../../src/catalog/types.js';
import { resourceModelOf } from '../../src/resources/model/resource-model.js';
import { unaddressedActions } from './unaddressed.js';
import { fitsSubject, memberKind } from '../../src/catalog/member-kind.js';
import { chainOf, ownMember, type Link } from './chain.js';

/** A place where the chain of a resource takes one thing for another. */
export interface Mix {
  /** `ecs.KeyPair`. */
  readonly resource: string;
  /**
   * `name-id`: some members carry a name, others an id. `type-type`: they carry ids of different things.
   * `no-id`: an action about one does not say which. `parent-id`: its id is that of another type, of which it may have several.
   */
  readonly kind: 'name-id' | 'type-type' | 'no-id' | 'parent-id';
  readonly detail: string;
}

/** The mixes in the resource types of a service, found by the names of their members alone. */
export function findMixes(facts: ServiceFacts): readonly Mix[] {
  return Object.entries(facts.resources).flatMap(([name, resource]) => {
    const own = resourceModelOf(facts, name)?.identity.at(-1);
    const found = [
      ...chainMixes(resource, own),
      ...parentMixes(resource, own),
      ...addressMixes(facts, resource),
      ...unaddressedMixes(facts, name),
    ];
    return found.map((mix) => ({ resource: `${facts.name}.${name}`, ...mix }));
  });
}

type Found = Omit<Mix, 'resource'>;

function chainMixes(resource: ResourceFacts, own: string | undefined): readonly Found[] {
  const mixes: Found[] = [];
  const { id: deletedBy, idFrom } = resource.delete ?? {};
  const chains = [chainOf(resource, own)];
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
    else if (kinds.some((one) => kinds.some((other) => !fitsSubject(one, other))))
      mixes.push({ kind: 'type-type', detail });
  }
  return mixes;
}

/** An own id that is the id of another type, and ids of parents that are sent as its own. */
function parentMixes(
  { id, parents = {}, get, list, read, delete: removal }: ResourceFacts,
  own: string | undefined,
): readonly Found[] {
  if (own === undefined) return [];
  const mixes: Found[] = [];
  // What several ids address together is an attachment, and its last part another resource.
  const parent = (id?.identity?.length ?? 0) > 1 ? undefined : parents[own]?.resource;
  if (parent !== undefined) mixes.push({ kind: 'parent-id', detail: `${own} is the id of ${parent}` });
  const sent = [
    read === 'get' ? get?.id : undefined,
    read === 'listFilter' ? list?.idFilter : undefined,
    removal?.idFrom === undefined ? removal?.id : undefined,
  ];
  for (const member of sent) {
    if (member !== undefined && member !== own && id?.parents?.includes(member))
      mixes.push({ kind: 'type-type', detail: `${member} is a parent's and takes its own id` });
  }
  return mixes;
}

function unaddressedMixes(facts: ServiceFacts, name: string): readonly Found[] {
  return unaddressedActions(facts, name)
    .filter(({ as }) => as !== 'delete')
    .map(({ as, action }) => ({ kind: 'no-id', detail: `${as} ${action} takes no id` }));
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
