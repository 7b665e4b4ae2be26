import { loadService } from '../../../src/catalog/load.js';
import { readPath } from '../../../src/catalog/paths.js';
import { inputShape } from '../../../src/catalog/shapes.js';
import { ResourceError, VolcengineError } from '../../../src/errors/index.js';
import type { Collection } from '../../../src/resources/collection.js';
import type { Relation } from '../../../src/resources/model/relations-model.js';
import type { Resource } from '../../../src/resources/resource.js';
import { leastRequest } from '../../support/least-request.js';
import { computed, idIn, identityIn, knownIn, modelOf, type PlantedCloud } from './planted-cloud.js';

type Related = Readonly<Record<string, () => unknown>>;

/**
 * Walks a relation of a type as a user would, there and back. What a resource tells may not be enough to read what it
 * leads to; found below its parent, it is. Resolves to what went wrong, undefined when nothing did.
 */
export async function walkRelation(
  planted: PlantedCloud,
  key: string,
  relation: Relation,
): Promise<string | undefined> {
  try {
    const start = await find(planted, key, relation);
    try {
      await walkFrom(start, key, relation);
    } catch (error) {
      if (!(error instanceof ResourceError)) throw error;
      const below = await findBelow(planted, key);
      if (!below) throw error;
      await walkFrom(below, key, relation);
    }
    return undefined;
  } catch (error) {
    if (error instanceof VolcengineError || error instanceof Wrong) return error.message;
    throw error;
  }
}

async function walkFrom(start: Resource, key: string, relation: Relation): Promise<void> {
  const reached = (start as unknown as Related)[relation.name]!();
  if (relation.kind === 'children') return walkChildren(start, key, relation, reached as Collection);
  const all = (relation.kind === 'several' ? reached : [reached]) as readonly Resource[];
  must(all.length === 1, `leads to ${all.length}`);
  const [there] = all as [Resource];
  must(sameId(there, `${relation.service}.${relation.resourceType}`), `leads to ${String(there.id)}`);
  await readable(there);
  await walkBack(there, key, start);
}

/** The resource of the first family, found below the first parent whose collection lists its type. */
async function findBelow(planted: PlantedCloud, key: string): Promise<Resource | undefined> {
  const [service = ''] = key.split('.');
  for (const resourceType of Object.keys(loadService(service).resources)) {
    const parentKey = `${service}.${resourceType}`;
    for (const relation of modelOf(parentKey).relations) {
      if (relation.kind !== 'children' || `${relation.service}.${relation.resourceType}` !== key) continue;
      if (!modelOf(key).resource.list) continue;
      const parent = await find(planted, parentKey, relation);
      const [child] = await listed(
        parent,
        relation,
        (parent as unknown as Related)[relation.name]!() as Collection,
      );
      if (child) return child;
    }
  }
  return undefined;
}

class Wrong extends Error {}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Wrong(otherwise);
}

/** The resource of the first family: read, else found in its list, else a handle that is told what it would have read. */
async function find(planted: PlantedCloud, key: string, relation: Relation): Promise<Resource> {
  const model = modelOf(key);
  const client = planted.client(model.facts.name) as unknown as Record<string, () => Collection>;
  const collection = client[model.many]!();
  // Some services tell a member in the list alone.
  const isWanted = (resource: Resource) => relation.kind === 'children' || leadsTo(resource, relation);
  if (model.isReadable && model.identity.length > 0 && !computed.has(key)) {
    const read = await collection.get(identityIn(key, 1));
    if (isWanted(read) || !model.resource.list) return read;
  }
  if (model.resource.list) {
    const found = (await collection.list(requiredBy(key, {})).toArray()) as readonly Resource[];
    const [first] = found.filter(isWanted);
    must(first !== undefined, `its list of ${found.length} has none`);
    return first as Resource;
  }
  const data = planted.cloud.resources(key)[0];
  must(data !== undefined, `no ${key} is planted`);
  return collection.context.make(identityIn(key, 1), data as Record<string, unknown>);
}

function leadsTo(resource: Resource, { member, service, resourceType }: Relation): boolean {
  const value = readPath(resource.knownData, member);
  const wanted = String(idIn(`${service}.${resourceType}`, 1));
  return (Array.isArray(value) ? value : [value]).some((each) => String(each) === wanted);
}

/** What the list of a type requires besides what its scope gives. */
function requiredBy(key: string, scope: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { facts, resource } = modelOf(key);
  const action = resource.list?.action ?? '';
  const least = leastRequest(facts, action, knownIn(key, 1));
  const input = inputShape(facts, action);
  return Object.fromEntries(
    Object.entries(least).filter(([member]) => input[member]?.required && !(member in scope)),
  );
}

function sameId(resource: Resource, key: string): boolean {
  return computed.has(key) || String(resource.id) === String(idIn(key, 1));
}

/** A handle that a relation gave has all that reading it needs. */
async function readable(resource: Resource): Promise<void> {
  if (!modelOf(resource.$resource).isReadable) return;
  await resource.reload();
}

async function walkChildren(
  parent: Resource,
  key: string,
  relation: Relation,
  children: Collection,
): Promise<void> {
  const target = `${relation.service}.${relation.resourceType}`;
  const model = modelOf(target);
  if (!model.resource.list) {
    // Without a list, a child is addressed below its parent by its own id alone.
    const own = model.identity.filter((member) => !(member in parent.identity) && member !== relation.member);
    const { id } = children.handle(
      Object.fromEntries(own.map((each) => [each, identityIn(target, 1)[each]])),
    );
    must(id !== undefined, 'the child has no id');
    return;
  }
  const found = await listed(parent, relation, children);
  must(found.length === 1, `lists ${found.length}`);
  const [child] = found as [Resource];
  if (model.identity.length > 0) {
    must(sameId(child, target), `lists ${String(child.id)}`);
    await readable(child);
  }
  const named = child.identity[relation.member] ?? readPath(child.knownData, relation.member);
  must(
    named === undefined || String(named) === String(parent.id),
    `the child names ${String(named)} as its ${relation.member}`,
  );
  await walkBack(child, key, parent);
}

/** The resources of a collection below a parent. */
async function listed(
  parent: Resource,
  relation: Relation,
  children: Collection,
): Promise<readonly Resource[]> {
  const scope = { ...parent.identity, [relation.filter?.path ?? relation.member]: parent.id };
  const target = `${relation.service}.${relation.resourceType}`;
  return (await children.list(requiredBy(target, scope)).toArray()) as readonly Resource[];
}

/** Follows each relation that leads back to the type of the start. */
async function walkBack(there: Resource, key: string, start: Resource): Promise<void> {
  for (const back of modelOf(there.$resource).relations) {
    if (`${back.service}.${back.resourceType}` !== key) continue;
    const reached = (there as unknown as Related)[back.name]!();
    if (back.kind === 'children' && !modelOf(key).resource.list) continue;
    const all = back.kind === 'one' ? [reached] : back.kind === 'several' ? reached : undefined;
    const resources = (all ?? (await listed(there, back, reached as Collection))) as readonly Resource[];
    if (back.kind === 'one') await readable(resources[0] as Resource);
    must(
      resources.some((each) => modelOf(key).identity.length === 0 || String(each.id) === String(start.id)),
      `${back.name}() does not lead back`,
    );
  }
}
