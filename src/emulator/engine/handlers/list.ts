import { readPath } from '../../../catalog/paths.js';
import type { Data } from '../../model/data.js';
import type { ResourceType } from '../../model/resource-type.js';
import { isVisible, type Entity } from '../../state/entity.js';
import type { Call } from '../call.js';
import { filtersOf } from '../filters.js';
import { renderPage } from '../paging.js';
import { addPredefined } from '../predefined.js';
import { knownMembers } from './get.js';

/** Lists one page of the resources that match the filters of a request. */
export function handleList(call: Call): Data {
  const resourceType = call.action.resourceType as ResourceType;
  const path = itemsPath(call, resourceType);
  if (path === undefined) return call.sampledResult({});
  addPredefined(call, call.service.storedAs(resourceType));
  const scope = scopeOf(call, resourceType);
  const hasScope = Object.keys(scope).length > 0;
  const page = renderPage(call, matchingEntities(call, resourceType), path, (entity) => {
    if (resourceType.facts.list?.scalarItems) return resourceType.idOf(entity);
    const known = knownMembers(call, call.service.storedAs(resourceType), entity);
    return hasScope ? { ...scope, ...known } : known;
  });
  return call.result(page);
}

/** The resources that match the filters of a request, in creation order. */
function matchingEntities(call: Call, resourceType: ResourceType): readonly Entity[] {
  const collection = call.partition.collection(call.service.storedAs(resourceType).key);
  const filters = filtersOf(call, resourceType, collection);
  const { candidates } = filters;
  const checks = [...filters.checks, ...parentChecks(call, resourceType)];
  const hasHidden = collection.hiddenUntilMs > call.now;
  // Without checks, the cost depends on the size of the page only.
  if (checks.length === 0 && !hasHidden) return candidates;
  return candidates.filter(
    (entity) => (!hasHidden || isVisible(entity, call.now)) && checks.every((check) => check(entity)),
  );
}

/**
 * For a type of which samples exist: inside a resource that someone created there is what was put there, and no sample.
 */
function parentChecks(call: Call, resourceType: ResourceType): readonly ((entity: Entity) => boolean)[] {
  const { input, service } = call;
  const hasSamples = resourceType.isPredefined && call.hooks(resourceType).predefined === undefined;
  if (!hasSamples || service.storedAs(resourceType) !== resourceType) return [];
  return [...service.resourceTypes.values()].flatMap(({ isPredefined, idMember, key }) => {
    const id = idMember === undefined || isPredefined ? undefined : input[idMember];
    const isMade = typeof id === 'string' && call.partition.collection(key).get(id) !== undefined;
    return isMade ? [(entity: Entity) => readPath(entity.data, idMember as string) === id] : [];
  });
}

/** The path of the items in the response; undefined when it has no list. */
function itemsPath({ action, service }: Call, resourceType: ResourceType): string | undefined {
  const listed = action.isAlternative ? undefined : resourceType.facts.list?.items;
  if (listed !== undefined) return listed;
  const paged = action.facts.pagination?.items;
  if (paged !== undefined && paged !== null) return paged;
  const members = Object.entries(service.facts.shapes[action.facts.output] ?? {});
  return members.find(([, { type }]) => type === 'list')?.[0];
}

/** The members by which a request names the parents; items that do not store them show them too. */
function scopeOf({ input, service, action }: Call, resourceType: ResourceType): Data {
  const scope: Data = {};
  const members = service.facts.shapes[action.facts.input] ?? {};
  for (const member of [...resourceType.parentMembers, ...(resourceType.facts.scopedBy ?? [])]) {
    const value = input[member];
    if (members[member] && value !== undefined && typeof value !== 'object') scope[member] = value;
  }
  return scope;
}
