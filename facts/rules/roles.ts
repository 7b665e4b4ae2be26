import { isPlural, resourceTypeOf, singular, splitAction, type ActionWords } from './action-words.js';
import { findItems } from './items.js';
import type { ServiceModel } from './service-model.js';

/** The actions of one resource type, by what they do to it. */
export interface TypeActions {
  readonly name: string;
  readonly create: string[];
  readonly list: string[];
  readonly get: string[];
  readonly update: string[];
  readonly delete: string[];
}

/** Actions that belong to tags, projects or the service itself, never to a type. */
const notOfTypes =
  /^(?:(?:Un)?[Tt]ag\w*Resources?|(?:List|Describe)Tags?(?:For|By)?\w*Resources?|(?:Create|Delete|Describe|Add|Remove)(?:Resource)?Tags)$/;

/** Groups a service's creating, reading, updating and deleting actions by the type that their nouns name. */
export function groupByType(service: ServiceModel): Map<string, TypeActions> {
  const actions = Object.keys(service.actions)
    .filter((action) => !notOfTypes.test(action))
    .map((action) => ({ action, ...splitAction(action) }));
  const known = new Set(
    actions
      .filter(({ role, noun }) => (role === 'create' || role === 'delete') && !noun.endsWith('ByIds'))
      .map(({ noun }) => singular(noun)),
  );
  const types = new Map<string, TypeActions>();
  const scalarLists: [type: string, action: string][] = [];
  for (const { action, ...words } of actions) {
    const name = resourceTypeOf(words.noun, known);
    if (words.role === 'other' || name === '' || name === 'Batch') continue;
    const type = types.get(name) ?? { name, create: [], list: [], get: [], update: [], delete: [] };
    types.set(name, type);
    const role = words.role === 'read' ? readRole(service, action, words, known) : words.role;
    if (role === 'none') scalarLists.push([name, action]);
    else type[role].push(action);
  }
  for (const [name, action] of scalarLists) {
    const type = types.get(name);
    if (type && type.list.length === 0 && type.create.length > 0) type.list.push(action);
  }
  for (const [name, type] of types) {
    for (const ordered of [type.create, type.list, type.get, type.update, type.delete])
      ordered.sort(byPlainness);
    if (!isType(type)) types.delete(name);
  }
  return types;
}

/** A reader of several objects is a list; one of a single object is not, whatever lists that object holds. */
function readRole(
  service: ServiceModel,
  action: string,
  { verb, noun }: ActionWords,
  known: ReadonlySet<string>,
): 'list' | 'get' | 'none' {
  const { items, scalarItems } = findItems(service, action);
  const listsObjects = items !== null && scalarItems !== true;
  if (verb === 'List' || verb === 'Search' || verb === 'Lookup') return listsObjects ? 'list' : 'none';
  if (!listsObjects) return 'get';
  if (service.actions[action]?.pagination) return 'list';
  if (/(?:Attributes?|Details?|Info)$/.test(noun)) return 'get';
  const name = noun.replace(/(?:API|V\d)$/, '');
  return isPlural(noun) && !(known.has(name) && !name.endsWith('s')) ? 'list' : 'get';
}

const verbOrder = ['Create', 'Add', 'List', 'Describe', 'Delete', 'Update', 'Modify'];

/** `Create` before `Run`, then the shortest name first: `ListBill` before `ListBillDetail`. */
function byPlainness(a: string, b: string): number {
  const cost = (action: string): number => {
    const at = verbOrder.indexOf(splitAction(action).verb);
    return action.length + (action.startsWith('Batch') ? 100 : 0) + (at < 0 ? 50 : 0);
  };
  return cost(a) - cost(b) || (a < b ? -1 : 1);
}

/** One that can be listed, or that is created or deleted and can be deleted or read. */
function isType({ create, list, get, delete: remove }: TypeActions): boolean {
  if (list.length > 0) return true;
  return [create, remove, get].filter((actions) => actions.length > 0).length >= 2;
}
