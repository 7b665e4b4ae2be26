import { readPath } from '../../catalog/paths.js';
import { tagKey, tagsIn } from './tags.js';

/** The members of a resource, by wire name. */
export type Data = Record<string, unknown>;

/** One resource as the store keeps it: only the members that are known; the rest is filled in when it is read. */
export interface Entity {
  /** Its position in creation order; never reused. */
  readonly seq: number;
  /** Its own id, as text. */
  readonly id: string;
  /** Change it by {@link Collection.update} alone, which keeps the indexes right. */
  readonly data: Readonly<Data>;
  /** Settings that have a reader and a writer of their own. */
  facets?: Record<string, Data>;
  /** Reads don't find it before: eventual consistency. */
  readonly visibleFromMs?: number;
}

/** The value under which an index keeps an entity. */
type IndexKey = string | number | boolean | bigint;

/**
 * All resources of one noun in one account and region, in creation order.
 *
 * A page of the whole, or of those with one value of one member, costs the page: both are arrays sorted by `seq`.
 */
export class Collection {
  readonly #ordered: Entity[] = [];
  readonly #byId = new Map<string, Entity[]>();
  readonly #indexes = new Map<string, Map<IndexKey, Entity[]>>();
  #nextSeq = 1;
  /** The latest time from which a hidden entity can be seen. */
  hiddenUntilMs = 0;
  /** Whether what exists from the beginning was put in. */
  wasGiven = false;

  get size(): number {
    return this.#ordered.length;
  }

  get nextSeq(): number {
    return this.#nextSeq;
  }

  all(): readonly Entity[] {
    return this.#ordered;
  }

  /** Those with that own id: several where ids are only unique inside a parent. */
  withId(id: string): readonly Entity[] {
    return this.#byId.get(id) ?? [];
  }

  get(id: string): Entity | undefined {
    return this.#byId.get(id)?.[0];
  }

  add(id: string, data: Data, more: Pick<Entity, 'visibleFromMs'> = {}): Entity {
    return this.restore({ seq: this.#nextSeq, id, data, ...more });
  }

  /** Puts an entity back as it was. Entities must come in order of their `seq`. */
  restore(entity: Entity): Entity {
    this.#nextSeq = Math.max(this.#nextSeq, entity.seq + 1);
    if (entity.visibleFromMs !== undefined) {
      this.hiddenUntilMs = Math.max(this.hiddenUntilMs, entity.visibleFromMs);
    }
    this.#ordered.push(entity);
    const same = this.#byId.get(entity.id);
    if (same) same.push(entity);
    else this.#byId.set(entity.id, [entity]);
    for (const [path, index] of this.#indexes) enter(index, keysAt(entity.data, path), entity);
    return entity;
  }

  /** Never gives a number below this one to a new entity. */
  reserve(nextSeq: number): void {
    this.#nextSeq = Math.max(this.#nextSeq, nextSeq);
  }

  update(entity: Entity, changes: Data): void {
    const data = entity.data as Data;
    const moved: [Map<IndexKey, Entity[]>, string][] = [];
    for (const [path, index] of this.#indexes) {
      if (!(topMember(path) in changes)) continue;
      leave(index, keysAt(data, path), entity);
      moved.push([index, path]);
    }
    Object.assign(data, changes);
    for (const [index, path] of moved) enter(index, keysAt(data, path), entity);
  }

  /** Gives an entity another id; its place stays. */
  rename(entity: Entity, id: string): void {
    const same = this.#byId.get(entity.id) ?? [];
    if (!takeOut(same, entity)) return;
    if (same.length === 0) this.#byId.delete(entity.id);
    (entity as { id: string }).id = id;
    const others = this.#byId.get(id);
    if (others) others.splice(positionAfter(others, entity.seq), 0, entity);
    else this.#byId.set(id, [entity]);
  }

  remove(entity: Entity): void {
    if (!takeOut(this.#ordered, entity)) return;
    const same = this.#byId.get(entity.id);
    if (same && same.length > 1) takeOut(same, entity);
    else this.#byId.delete(entity.id);
    for (const [path, index] of this.#indexes) leave(index, keysAt(entity.data, path), entity);
  }

  /** How many there are of each value of a member. */
  counts(path: string): ReadonlyMap<IndexKey, number> {
    this.where(path, '');
    return new Map([...(this.#indexes.get(path) ?? [])].map(([value, { length }]) => [value, length]));
  }

  /**
   * Those whose member at that path is that very value, or a list that has it; of a list of tags, those with that
   * {@link tagKey}. The index is made when it is first asked for.
   */
  where(path: string, value: IndexKey): readonly Entity[] {
    let index = this.#indexes.get(path);
    if (!index) {
      index = new Map();
      for (const entity of this.#ordered) enter(index, keysAt(entity.data, path), entity);
      this.#indexes.set(path, index);
    }
    return index.get(value) ?? [];
  }
}

/** All collections of one account in one region (or of its global services). */
export class Space {
  readonly #collections = new Map<string, Collection>();

  constructor(
    readonly account: string,
    readonly region: string,
  ) {}

  /** @param name - service module and noun: `ecs.Instance` */
  collection(name: string): Collection {
    let collection = this.#collections.get(name);
    if (!collection) this.#collections.set(name, (collection = new Collection()));
    return collection;
  }

  collections(): ReadonlyMap<string, Collection> {
    return this.#collections;
  }
}

/** The first position in an array sorted by `seq` whose entity comes after that one. */
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
  if (isKey(value)) return [value];
  if (value === undefined || value === null) return noKeys;
  const items = Array.isArray(value) ? value.filter(isKey) : [];
  const tags = tagsIn(value).flatMap(({ Key, Value }) => [tagKey(Key), tagKey(Key, Value)]);
  return [...new Set([...items, ...tags])];
}

function isKey(value: unknown): value is IndexKey {
  return value !== undefined && value !== null && typeof value !== 'object';
}

function enter(index: Map<IndexKey, Entity[]>, keys: readonly IndexKey[], entity: Entity): void {
  for (const key of keys) {
    const same = index.get(key);
    if (!same) index.set(key, [entity]);
    else if ((same.at(-1)?.seq ?? 0) < entity.seq) same.push(entity);
    else same.splice(positionAfter(same, entity.seq), 0, entity);
  }
}

function leave(index: Map<IndexKey, Entity[]>, keys: readonly IndexKey[], entity: Entity): void {
  for (const key of keys) {
    const same = index.get(key);
    if (!same) continue;
    takeOut(same, entity);
    if (same.length === 0) index.delete(key);
  }
}

function takeOut(entities: Entity[], entity: Entity): boolean {
  const at = positionAfter(entities, entity.seq) - 1;
  if (entities[at] !== entity) return false;
  entities.splice(at, 1);
  return true;
}
