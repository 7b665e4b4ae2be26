import type { ResourceFacts } from '../../src/catalog/types.js';

/** A member that carries a resource's own id on its way from creation to deletion. */
export interface Link {
  /** Where: `create`, `request`, `requests`, `item`, `get`, `list`, `delete`, or the action of a method. */
  readonly at: string;
  /** Path of the member in the request or in the answer. */
  readonly member: string;
}

/** What a member's name says of its value. */
export interface MemberKind {
  readonly role: 'id' | 'name' | 'other';
  /** What it is the id or the name of, in lower case: `keypair`; empty where the name does not say. */
  readonly subject: string;
}

const idEnding = /_?(?:[iI]dentit(?:y|ies)|Ids?|IDs?|ids?)(?:_?[lL]ist)?$/;
const nameEnding = /_?[nN]ames?(?:_?[lL]ist)?$/;

/** Members that carry whatever an action answers; their names say nothing. */
const neutral = new Set(['Data']);

/** What the last part of a path says: `KeyPairNames` is the name of a `keypair`. */
export function memberKind(path: string): MemberKind {
  const leaf = (path.split('.').at(-1) as string).replace(/\[\d+\]$/, '');
  for (const [role, ending] of [
    ['name', nameEnding],
    ['id', idEnding],
  ] as const) {
    if (ending.test(leaf)) return { role, subject: subjectOf(leaf.replace(ending, '')) };
  }
  return { role: 'other', subject: neutral.has(leaf) ? '' : subjectOf(leaf) };
}

function subjectOf(text: string): string {
  return text.replaceAll('_', '').toLowerCase().replace(/ies$/, 'y').replace(/s$/, '');
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

/** The chain create → id → read → delete of a resource, and its methods. */
export function chainOf(resource: ResourceFacts): readonly Link[] {
  const { id, create, get, list, read, delete: removal, methods } = resource;
  const links: [string, string | undefined][] = [
    ['create', create?.idPath ?? create?.idFromInput],
    ['request', id?.request],
    ['requests', id?.requestList],
    ['item', id?.item],
    ['get', read === 'get' ? get?.id : undefined],
    ['list', read === 'listFilter' ? list?.idFilter : undefined],
    // Where the deletion takes another member of the object, that one has to fit.
    ['delete', removal?.idFrom === undefined ? removal?.id : undefined],
    ...(methods ?? []).map(({ action, by }): [string, string] => [action, by]),
  ];
  return links.flatMap(([at, member]) => (member === undefined ? [] : [{ at, member }]));
}
