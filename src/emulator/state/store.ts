import { readPath } from '../../catalog/paths.js';
import type { Data } from '../model/data.js';
import type { Entity } from './entity.js';
import { tagKey, tagsIn } from './tags.js';

/** A value that an index can hold. */
type IndexKey = string | number | boolean | bigint;

type Index = Map<IndexKey, Entity[]>;

/**
 * All resources of one type in one account and region, in creation order.
 *
 * The entities and each index entry are arrays sorted by `seq`, so the cost of reading a page depends on the size of
 * the page only.
 */
export class Collection {
  readonly #ordered: Entity[] = [];
  readonly #byId = new Map<string, Entity[]>();
  readonly #indexes = new Map<string, Index>();
  #nextSeq = 1;
  /** The time from which no entity is hidden any more, in milliseconds since 1970. */
  hiddenUntilMs = 0;
  /** Whether the predefined resources were added. */
  hasPredefined = false;

  get size(): number {
    return this.#ordered.length;
  }

  get nextSeq(): number {
    return this.#nextSeq;
  }

  all(): readonly Entity[] {
    return this.#ordered;
  }

  /** The entities with this id: several when ids are unique within a parent only. */
  withId(id: string): readonly Entity[] {
    return this.#byId.get(id) ?? [];
  }

  get(id: string): Entity | undefined {
    return this.#byId.get(id)?.[0];
  }

  add(id: string, data: Data, options: Pick<Entity, 'visibleFromMs'> = {}): Entity {
    return this.restore({ seq: this.#nextSeq, id, data, ...options });
  }

  /** Adds an entity of a snapshot as it was. Entities must come in the order of their `seq`. */
  restore(entity: Entity): Entity {
    this.#nextSeq = Math.max(this.#nextSeq, entity.seq + 1);
    if (entity.visibleFromMs !== undefined) {
      this.hiddenUntilMs = Math.max(this.hiddenUntilMs, entity.visibleFromMs);
    }
    this.#ordered.push(entity);
    const sameId = this.#byId.get(entity.id);
    if (sameId) sameId.push(entity);
    else this.#byId.set(entity.id, [entity]);
    for (const [path, index] of this.#indexes) addToIndex(index, keysAt(entity.data, path), entity);
    return entity;
  }

  /** Gives new entities this `seq` or a higher one. */
  reserve(nextSeq: number): void {
    this.#nextSeq = Math.max(this.#nextSeq, nextSeq);
  }

  update(entity: Entity, changes: Data): void {
    const data = entity.data as Data;
    const affected: [index: Index, path: string][] = [];
    for (const [path, index] of this.#indexes) {
      if (!(topMember(path) in changes)) continue;
      removeFromIndex(index, keysAt(data, path), entity);
      affected.push([index, path]);
    }
    Object.assign(data, changes);
    for (const [index, path] of affected) addToIndex(index, keysAt(data, path), entity);
  }

  /** Changes the id of an entity; its position stays. */
  rename(entity: Entity, id: string): void {
    const sameId = this.#byId.get(entity.id) ?? [];
    if (!removeSorted(sameId, entity)) return;
    if (sameId.length === 0) this.#byId.delete(entity.id);
    (entity as { id: string }).id = id;
    const others = this.#byId.get(id);
    if (others) others.splice(positionAfter(others, entity.seq), 0, entity);
    else this.#byId.set(id, [entity]);
  }

  remove(entity: Entity): void {
    if (!removeSorted(this.#ordered, entity)) return;
    const sameId = this.#byId.get(entity.id);
    if (sameId && sameId.length > 1) removeSorted(sameId, entity);
    else this.#byId.delete(entity.id);
    for (const [path, index] of this.#indexes) removeFromIndex(index, keysAt(entity.data, path), entity);
  }

  /** The number of entities with each value at a path. */
  counts(path: string): ReadonlyMap<IndexKey, number> {
    return new Map([...this.#indexAt(path)].map(([value, { length }]) => [value, length]));
  }

  /**
   * The entities whose member at a path is the value, or is a list that contains it; for a list of tags, those with
   * the tag of a `tagKey`. Builds the index for the path on first use.
   */
  where(path: string, value: IndexKey): readonly Entity[] {
    return this.#indexAt(path).get(value) ?? [];
  }

  #indexAt(path: string): Index {
    let index = this.#indexes.get(path);
    if (index === undefined) {
      index = new Map();
      for (const entity of this.#ordered) addToIndex(index, keysAt(entity.data, path), entity);
      this.#indexes.set(path, index);
    }
    return index;
  }
}

/** All collections of one account in one region, or of its global services. */
export class Partition {
  readonly #collections = new Map<string, Collection>();

  constructor(
    readonly account: string,
    readonly region: string,
  ) {}

  /** @param key - of the resource type: `ecs.Instance` */
  collection(key: string): Collection {
    let collection = this.#collections.get(key);
    if (collection === undefined) {
      collection = new Collection();
      this.#collections.set(key, collection);
    }
    return collection;
  }

  collections(): ReadonlyMap<string, Collection> {
    return this.#collections;
  }
}

/** The first position in an array sorted by `seq` whose entity comes after this `seq`. */
export function positionAfter(entities: readonly Entity[], seq: number): number {
  let low = 0;
  let high = entities.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entities[middle]?.seq ?? Infinity) <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

function topMember(path: string): string {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(0, dot);
}

const noKeys: readonly IndexKey[] = [];

function keysAt(data: Readonly<Data>, path: string): readonly IndexKey[] {
  const value = readPath(data, path);
  if (isIndexKey(value)) return [value];
  if (value === undefined || value === null) return noKeys;
  const items = Array.isArray(value) ? value.filter(isIndexKey) : [];
  const tags = tagsIn(value).flatMap(({ Key, Value }) => [tagKey(Key), tagKey(Key, Value)]);
  return [...new Set([...items, ...tags])];
}

function isIndexKey(value: unknown): value is IndexKey {
  return value !== undefined && value !== null && typeof value !== 'object';
}

function addToIndex(index: Index, keys: readonly IndexKey[], entity: Entity): void {
  for (const key of keys) {
    const entities = index.get(key);
    if (!entities) index.set(key, [entity]);
    else if ((entities.at(-1)?.seq ?? 0) < entity.seq) entities.push(entity);
    else entities.splice(positionAfter(entities, entity.seq), 0, entity);
  }
}

function removeFromIndex(index: Index, keys: readonly IndexKey[], entity: Entity): void {
  for (const key of keys) {
    const entities = index.get(key);
    if (!entities) continue;
    removeSorted(entities, entity);
    if (entities.length === 0) index.delete(key);
  }
}

/** Removes an entity from an array sorted by `seq`. Returns whether the array contained it. */
function removeSorted(entities: Entity[], entity: Entity): boolean {
  const at = positionAfter(entities, entity.seq) - 1;
  if (entities[at] !== entity) return false;
  entities.splice(at, 1);
  return true;
}
