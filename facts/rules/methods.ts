import type { MethodFacts } from '../../src/catalog/types.js';
import { resourceTypeOf, splitAction, wordsOf } from './action-words.js';
import type { ResourceDraft } from './derive-resources.js';
import { plain, inputOf, type ServiceModel } from './service-model.js';

/** Verbs that undo each other. */
const opposites: readonly (readonly [string, string])[] = [
  ['Start', 'Stop'],
  ['Enable', 'Disable'],
  ['Attach', 'Detach'],
  ['Associate', 'Disassociate'],
  ['Associate', 'Dissociate'],
  ['Bind', 'Unbind'],
  ['Add', 'Remove'],
  ['Grant', 'Revoke'],
  ['Assign', 'Unassign'],
  ['Open', 'Close'],
  ['Pause', 'Resume'],
  ['Suspend', 'Resume'],
  ['Lock', 'Unlock'],
  ['Join', 'Leave'],
  ['Register', 'Deregister'],
  ['Publish', 'Withdraw'],
  ['Mount', 'Umount'],
  ['Create', 'Delete'],
];

/** The actions of a service that are of no type yet, given to the type that they address, and the rest. */
export function deriveMethods(
  service: ServiceModel,
  resources: Readonly<Record<string, ResourceDraft>>,
  taken: ReadonlySet<string>,
): string[] {
  const used = new Set(taken);
  for (const { create, get, list, update, delete: remove } of Object.values(resources)) {
    for (const part of [create, get, list, remove])
      if (part) for (const action of [part.action, ...(part.alternatives ?? [])]) used.add(action);
    for (const action of update ?? []) used.add(action);
  }
  const operations: string[] = [];
  for (const action of Object.keys(service.actions)) {
    if (used.has(action)) continue;
    const found = ownerOf(service, resources, action);
    if (!found) {
      operations.push(action);
      continue;
    }
    const { draft, method } = found;
    if (method) draft.methods = [...(draft.methods ?? []), method];
    else draft.collectionMethods = [...(draft.collectionMethods ?? []), action];
  }
  for (const draft of Object.values(resources)) addPairs(draft);
  for (const draft of Object.values(resources)) addFacets(draft, resources);
  return operations;
}

interface Owner {
  readonly draft: ResourceDraft;
  readonly method: MethodFacts | undefined;
}

/** The type whose name the action's noun begins with, the longest first; then one whose id the request requires. */
function ownerOf(
  service: ServiceModel,
  resources: Readonly<Record<string, ResourceDraft>>,
  action: string,
): Owner | undefined {
  const input = inputOf(service, action);
  const noun = plain(resourceTypeOf(splitAction(action).noun));
  const whole = plain(action);
  const begins = ([name]: readonly [string, unknown]): boolean => noun.startsWith(plain(name));
  const named = Object.entries(resources)
    .filter((entry) => begins(entry) || whole.includes(plain(entry[0])))
    .sort((a, b) => Number(begins(b)) - Number(begins(a)) || b[0].length - a[0].length);
  for (const [, draft] of named) {
    const method = methodBy(input, draft, action);
    if (method) return { draft, method };
  }
  const required = Object.entries(resources)
    .filter(
      ([, { id }]) =>
        id?.request !== undefined && !isGeneric(id.request) && input[id.request]?.required === true,
    )
    .sort(([nameA, a], [nameB, b]) => weight(nameB, b) - weight(nameA, a));
  const first = required[0];
  if (first) return { draft: first[1], method: { action, by: first[1].id?.request ?? '' } };
  const byName = named.find(([name]) => noun.startsWith(plain(name)) && wordsOf(name).length > 0);
  return byName && { draft: byName[1], method: undefined };
}

function weight(name: string, { id, create, delete: remove, get }: ResourceDraft): number {
  const fits = plain(id?.request ?? '').startsWith(plain(name)) ? 16 : 0;
  return fits + (create ? 4 : 0) + (remove ? 2 : 0) + (get ? 1 : 0);
}

function isGeneric(member: string): boolean {
  return /^(?:id|name|uid|uuid)$/i.test(member);
}

function methodBy(
  input: ReturnType<typeof inputOf>,
  { id }: ResourceDraft,
  action: string,
): MethodFacts | undefined {
  if (id?.request !== undefined && input[id.request]) return { action, by: id.request };
  if (id?.requestList !== undefined && input[id.requestList])
    return { action, by: id.requestList, list: true };
  return undefined;
}

function addPairs(draft: ResourceDraft): void {
  const actions = [...(draft.methods ?? []).map(({ action }) => action)];
  const pairs: string[][] = [];
  for (const action of actions) {
    for (const [verb, opposite] of opposites) {
      const at = action.indexOf(verb);
      if (at < 0) continue;
      const other = action.slice(0, at) + opposite + action.slice(at + verb.length);
      const match = actions.find((name) => sameButPreposition(name, other));
      if (match !== undefined && match !== action) pairs.push([action, match]);
    }
  }
  if (pairs.length > 0) draft.pairs = pairs;
}

function sameButPreposition(a: string, b: string): boolean {
  const bare = (name: string): string => name.replace(/(?:To|From)(?=[A-Z])/g, '');
  return bare(a) === bare(b);
}

/** A setting of a resource: something that is read and written, but neither created nor deleted. */
function addFacets(draft: ResourceDraft, resources: Readonly<Record<string, ResourceDraft>>): void {
  const facets = new Map<string, Record<string, string>>();
  for (const { action } of draft.methods ?? []) {
    const { verb, noun, role } = splitAction(action);
    const name = resourceTypeOf(noun);
    if (resources[name]) continue;
    const part =
      role === 'read' ? 'get' : role === 'update' || verb === 'Set' || verb === 'Put' ? 'update' : undefined;
    if (part === undefined) continue;
    const facet = facets.get(name) ?? {};
    facet[part] ??= action;
    facets.set(name, facet);
  }
  const whole = [...facets].filter(
    ([, parts]) => parts['get'] !== undefined && parts['update'] !== undefined,
  );
  if (whole.length > 0)
    draft.facets = Object.fromEntries(
      whole.map(([name, { get, update }]) => [name, { get, update }]),
    ) as never;
}
