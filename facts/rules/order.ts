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
    'action id idIsList required optional alternatives notFoundIsSuccess retryMinutes waitGoneMinutes precededBy'.split(
      ' ',
    ),
  status:
    'member in filter type values failed timeoutMinutes delaySeconds notFoundWhileCreating ready waits filterValues'.split(
      ' ',
    ),
  tags: ['onCreate', 'inItem', 'listFilter', 'resourceType'],
};

/** A type's facts with their keys in the catalog's order, so that the same facts are the same bytes. */
export function ordered(facts: ResourceFacts): ResourceFacts {
  const sorted = pick(facts, order as readonly string[]);
  for (const [part, keys] of Object.entries(orderOfParts)) {
    const value = sorted[part];
    if (typeof value === 'object' && value !== null) sorted[part] = pick(value, keys);
  }
  return sorted as unknown as ResourceFacts;
}

/** @throws Error when a key has no place in the order */
function pick(value: object, keys: readonly string[]): Record<string, unknown> {
  const entries = Object.entries(value);
  const unknown = entries.find(([key]) => !keys.includes(key));
  if (unknown) throw new Error(`The order of facts has no place for "${unknown[0]}"`);
  return Object.fromEntries(entries.sort(([a], [b]) => keys.indexOf(a) - keys.indexOf(b)));
}
