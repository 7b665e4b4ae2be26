import { isReadAction, isReadingName } from '../../catalog/action-kinds.js';
import { camelName, pluralName } from '../../catalog/names.js';
import { inputShape } from '../../catalog/shapes.js';
import type { ResourceFacts, ServiceFacts } from '../../catalog/types.js';

/** An action of the resource type as a method of its resources, with the id filled in. */
export interface ResourceMethod {
  readonly name: string;
  readonly action: string;
  /** The member path that carries the id. */
  readonly by: string;
  /** Whether that member is a list of ids. */
  readonly isList: boolean;
}

/** An action of the resource type as a method of its collection: on a list of ids, or on none. */
export interface CollectionMethod {
  readonly name: string;
  readonly action: string;
  /** The member that takes the ids; unset: the action takes none. */
  readonly by: string | undefined;
  /** Whether it changes the resources of the ids, so that it reports the outcome of each. */
  readonly reports: boolean;
}

/** What resources and collections have of their own; no action, relation or getter takes these names. */
export const resourceMembers: ReadonlySet<string> = new Set([
  'constructor',
  'then',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'toJSON',
  '$resource',
  'data',
  'isLoaded',
  'identity',
  'id',
  'name',
  'status',
  'tags',
  'createdAt',
  'region',
  'project',
  'reload',
  'update',
  'delete',
  'waitUntil',
  'waitUntilGone',
  'tag',
  'untag',
  'action',
  'taskIds',
  'created',
  'updated',
  'readTags',
  'trn',
  'moveToProject',
  'unsubscribe',
]);
export const collectionMembers: ReadonlySet<string> = new Set([
  'constructor',
  'then',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'toJSON',
  'create',
  'createMany',
  'get',
  'find',
  'list',
  'exists',
  'handle',
  'action',
]);

/** The methods that a resource type's other actions become, named by what is left of the action without the resource type. */
export function deriveMethods(
  facts: ServiceFacts,
  resourceType: string,
  resource: ResourceFacts,
  identity: readonly string[],
): { readonly onResource: readonly ResourceMethod[]; readonly onCollection: readonly CollectionMethod[] } {
  const onResource = new Map<string, ResourceMethod>();
  const onCollection = new Map<string, CollectionMethod>();
  const known = (resource.methods ?? []).filter(({ action }) => facts.actions[action]);
  // Single forms come first: `stop()` is StopInstance, not StopInstances.
  for (const { action, by, list } of [...known].sort(
    (a, b) => Number(a.list ?? false) - Number(b.list ?? false),
  )) {
    const isList = list === true;
    const name = methodName(resource, action, resourceType, resourceMembers, onResource);
    if (name !== undefined && !(isList && onResource.has(shortName(action, resourceType)))) {
      onResource.set(name, { name, action, by, isList });
    }
    if (!isList) continue;
    const short = `${shortName(action, resourceType)}All`;
    const batch = onCollection.has(short) ? camelName(action) : short;
    if (!collectionMembers.has(batch))
      onCollection.set(batch, { name: batch, action, by, reports: !isReadAction(facts, action) });
  }
  const own = identity.at(-1) ?? '';
  for (const action of alternatives(facts, resource)) {
    const input = inputShape(facts, action);
    const ids = [resource.id?.requestList, `${own}s`].find(
      (member) => member !== undefined && input[member]?.type === 'list',
    );
    if (input[own] && input[own].type !== 'list') {
      const name = methodName(resource, action, resourceType, resourceMembers, onResource);
      if (name !== undefined) onResource.set(name, { name, action, by: own, isList: false });
      continue;
    }
    const short = shortName(action, resourceType);
    const saysMany = short === camelName(action) || short.startsWith('batch') || isReadingName(action);
    const batch = ids === undefined || saysMany ? short : `${short}All`;
    const deletes = ids !== undefined && resource.delete?.alternatives?.includes(action);
    const name = [...(deletes ? ['deleteAll'] : []), batch, camelName(action)].find(
      (each) => !collectionMembers.has(each) && !onCollection.has(each),
    );
    const reports = ids !== undefined && !isReadAction(facts, action);
    if (name !== undefined) onCollection.set(name, { name, action, by: ids, reports });
  }
  for (const action of resource.collectionMethods ?? []) {
    if (!facts.actions[action]) continue;
    const name = methodName(resource, action, resourceType, collectionMembers, onCollection);
    if (name !== undefined) onCollection.set(name, { name, action, by: undefined, reports: false });
  }
  return { onResource: [...onResource.values()], onCollection: [...onCollection.values()] };
}

/** Other ways to create, read, list and delete a resource type: the facts' second choices, and the read that is not used as one. */
function alternatives(facts: ServiceFacts, resource: ResourceFacts): readonly string[] {
  const { create, get, list, delete: remove, read } = resource;
  const all = [create, get, list, remove].flatMap((each) => each?.alternatives ?? []);
  if (get && read !== 'get') all.push(get.action);
  return [...new Set(all)].filter((action) => facts.actions[action]);
}

function methodName(
  resource: ResourceFacts,
  action: string,
  resourceType: string,
  reserved: ReadonlySet<string>,
  taken: ReadonlyMap<string, unknown>,
): string | undefined {
  const whole = camelName(action);
  const short = shortName(action, resourceType);
  // Another action of the resource type may be called what is left of this one.
  const isOthers = resource.methods?.some(
    (each) => each.action !== action && camelName(each.action) === short,
  );
  const names = isOthers ? [whole] : [short, whole];
  return names.find((name) => !reserved.has(name) && !taken.has(name));
}

/** `StopInstance` of Instance → `stop`; the whole action where nothing but a bare reading verb would be left. */
function shortName(action: string, resourceType: string): string {
  for (const form of [pluralName(resourceType), resourceType]) {
    const at = action.toLowerCase().indexOf(form.toLowerCase());
    const next = action.charAt(at + form.length);
    if (at <= 0 || /[a-z]/.test(next)) continue;
    const rest = action.slice(0, at) + action.slice(at + form.length);
    if (!/^(Get|Describe|List|Query|Set|Modify|Update|Create)$/.test(rest)) return camelName(rest);
  }
  return camelName(action);
}
