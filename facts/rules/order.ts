import type { ResourceFacts } from '../../src/catalog/types.js';

/** The order of a type's facts in the catalog. */
const order: readonly (keyof ResourceFacts)[] = [
  'kind',
  'id',
  'create',
  'get',
  'list',
  'read',
  'update',
  'updateBy',
  'delete',
  'status',
  'name',
  'tags',
  'projectTrn',
  'methods',
  'pairs',
  'viewOf',
  'facets',
  'collectionMethods',
  'pairVerbs',
  'scopedBy',
  'parents',
  'refs',
  'readFrom',
  'unsubscribeProducts',
  'createRefs',
  'createOnly',
  'readOnly',
  'confidence',
  'associations',
  'children',
];

/** The order inside of parts that come from several rules. */
const orderOfParts: Readonly<Record<string, readonly string[]>> = {
  id: ['request', 'requestList', 'item', 'identity', 'parents', 'shared'],
  create: ['action', 'idFromInput', 'idPath', 'alternatives', 'clientToken', 'dryRun', 'project', 'task'],
  get: ['action', 'object', 'id', 'alternatives', 'required'],
  list: [
    'action',
    'items',
    'scalarItems',
    'shape',
    'idFilter',
    'idFilterIsList',
    'required',
    'paging',
    'alternatives',
  ],
  delete:
    'action id idFrom idIsList required optional alternatives notFoundIsSuccess retryMinutes waitGoneMinutes precededBy'.split(
      ' ',
    ),
  status:
    'member in filter type values failed timeoutMinutes delaySeconds notFoundWhileCreating ready waits filterValues'.split(
      ' ',
    ),
  tags: ['onCreate', 'inItem', 'listFilter', 'resourceType'],
};

/** A type's facts with their keys in the catalog's order, so that the same facts are the same bytes. */
function ordered(facts: ResourceFacts): ResourceFacts {
  const sorted = pick(facts, order as readonly string[]);
  for (const [part, keys] of Object.entries(orderOfParts)) {
    const value = sorted[part];
    if (typeof value === 'object' && value !== null) sorted[part] = pick(value, keys);
  }
  return sorted as unknown as ResourceFacts;
}

/** Types by name, each with its facts in order. */
export function inOrder(resources: Readonly<Record<string, ResourceFacts>>): Record<string, ResourceFacts> {
  const sorted = Object.entries(resources).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, facts]) => [name, ordered(facts)]));
}

/** Keys that have no place in the order come last, as they stood. */
function pick(value: object, keys: readonly string[]): Record<string, unknown> {
  const place = (key: string): number => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => place(a) - place(b)));
}
