import type { ResourceFacts } from '../../src/catalog/types.js';

/** A member that carries a resource's own id on its way from creation to deletion. */
export interface Link {
  /** Where: `create`, `request`, `requests`, `item`, `get`, `list`, `delete`, or the action of a method. */
  readonly at: string;
  /** Path of the member in the request or in the answer. */
  readonly member: string;
}

/** The last of the members that address a resource, where the facts name one. */
export function ownMember({ id, create }: ResourceFacts): string | undefined {
  const own = id?.identity?.filter((member) => !id.parents?.includes(member)).at(-1);
  const made = create?.idPath
    ?.split('.')
    .at(-1)
    ?.replace(/\[\d+\]$/, '');
  const isParent = made !== undefined && id?.parents?.includes(made);
  return own ?? id?.request ?? id?.item ?? (isParent ? undefined : made);
}

/**
 * The chain create → id → read → delete of a resource, and its methods.
 *
 * @param own - the member that the engine takes for its own id
 */
export function chainOf(resource: ResourceFacts, own: string | undefined): readonly Link[] {
  const { id, create, get, list, read, delete: removal, methods } = resource;
  const links: [string, string | undefined][] = [
    ['create', create?.idPath ?? create?.idFromInput],
    ['request', id?.request],
    ['requests', id?.requestList],
    ['identity', own],
    ['item', id?.item],
    ['get', read === 'get' ? get?.id : undefined],
    ['list', read === 'listFilter' ? list?.idFilter : undefined],
    // Where the deletion takes another member of the object, that one has to fit.
    ['delete', removal?.idFrom === undefined ? removal?.id : undefined],
    ...(methods ?? []).map(({ action, by }): [string, string] => [action, by]),
  ];
  return links.flatMap(([at, member]) => (member === undefined ? [] : [{ at, member }]));
}
