import { readPath } from '../../catalog/paths.js';
import { singularName } from '../../catalog/names.js';
import type { MemberFacts, PaginationFacts, ShapeFacts } from '../../catalog/types.js';
import type { Call } from './call.js';
import { hasTag, tagFilter } from './handlers/tag.js';
import { valuesAt, type NounPlan } from '../model/resource-type.js';
import type { Collection, Data, Entity } from '../state/store.js';
import { tagKey } from '../state/tags.js';

type Check = (entity: Entity) => boolean;

/** Which resources a list may hold: the fewest that an index gives, and what each of them still has to pass. */
export interface Filters {
  readonly candidates: readonly Entity[];
  readonly checks: readonly Check[];
}

/** What the members of a list's request say of the resources that it lists. */
export function filtersOf(call: Call, noun: NounPlan, collection: Collection): Filters {
  const { list } = noun.facts;
  const idFilter = call.action.isAlternative ? noun.facts.id?.requestList : list?.idFilter;
  const ids = valuesAt(call.input, idFilter).filter((id) => typeof id !== 'object');
  const collected = new Collected(call, noun, collection, idFilter);
  if (ids.length > 0) collected.byIds(ids.map(String));
  const shape = call.service.facts.shapes[call.action.facts.input] ?? {};
  collected.byMembers(call.input, shape);
  return collected.result();
}

/** Members that steer the list and aren't about its items. */
function steering(paging: PaginationFacts | undefined, idFilter: string | undefined): Set<string> {
  const { token, page, offset } = paging ?? {};
  const own = [token?.token, token?.size, page?.page, page?.size, offset?.offset, offset?.size, idFilter];
  return new Set([...own.filter((member) => member !== undefined), 'DryRun', 'ClientToken']);
}

class Collected {
  #fewest: { readonly entities: readonly Entity[]; readonly check: Check } | undefined;
  readonly #checks: Check[] = [];
  readonly #steering: ReadonlySet<string>;
  readonly #scope: ReadonlySet<string>;

  constructor(
    private readonly call: Call,
    private readonly noun: NounPlan,
    private readonly collection: Collection,
    idFilter: string | undefined,
  ) {
    this.#steering = steering(call.action.facts.pagination, idFilter);
    this.#scope = new Set([...noun.parentMembers, ...(noun.facts.scopedBy ?? [])]);
  }

  result(): Filters {
    return { candidates: this.#fewest?.entities ?? this.collection.all(), checks: this.#checks };
  }

  byIds(ids: readonly string[]): void {
    const found = new Set(ids.flatMap((id) => this.collection.withId(id)));
    this.#narrow(
      [...found].sort((a, b) => a.seq - b.seq),
      (entity) => found.has(entity),
    );
  }

  byMembers(values: Readonly<Data>, shape: ShapeFacts, prefix = ''): void {
    const { tags, status } = this.noun.facts;
    const hooks = this.call.hooks(this.noun);
    for (const [member, value] of Object.entries(values)) {
      const facts = shape[member];
      if (!facts || value === undefined || value === null || this.#steering.has(prefix + member)) continue;
      const special = hooks.filters?.[prefix + member];
      if (special) this.#checks.push((entity) => special(entity, value, this.call));
      else if (member === (tags?.listFilter ?? 'TagFilters')) this.#byTags(value);
      else if (member === status?.filter && this.noun.status)
        this.#byValue(this.noun.status.path, value, facts);
      else if (facts.ref !== undefined) this.#inside(value as Data, facts.ref, `${prefix}${member}.`);
      else if (facts.items?.ref !== undefined) this.#byNamedValues(value);
      else this.#byMember(member, value, facts);
    }
  }

  #inside(value: Data, ref: string, prefix: string): void {
    this.byMembers(value, this.call.service.facts.shapes[ref] ?? {}, prefix);
  }

  #byTags(value: unknown): void {
    const member = this.noun.facts.tags?.inItem ?? 'Tags';
    for (const filter of filtersIn(value)) {
      const { key, values } = tagFilter(filter);
      const keys = values.length === 0 ? [tagKey(key)] : values.map((one) => tagKey(key, one));
      this.#narrow(this.#having(member, keys), (entity) => hasTag(this.noun, entity, filter));
    }
  }

  /** Filters of the form `{ Name | Key, Values }`. */
  #byNamedValues(value: unknown): void {
    for (const filter of Array.isArray(value) ? (value as Data[]) : []) {
      const name = filter['Name'] ?? filter['Key'];
      const wanted = filter['Values'] ?? filter['Value'];
      if (typeof name !== 'string' || wanted === undefined) continue;
      const type = Array.isArray(wanted) ? 'list' : 'string';
      this.#byMember(name, wanted, { type });
    }
  }

  #byMember(member: string, value: unknown, facts: MemberFacts): void {
    const target = this.#target(member);
    if (target !== undefined) this.#byValue(target, value, facts);
  }

  /** The member of the resource that a filter is about: of the same name, or of its singular. */
  #target(member: string): string | undefined {
    const { noun } = this;
    const created = noun.facts.create && noun.service.actions[noun.facts.create.action]?.input;
    const input = created === undefined ? undefined : noun.service.shapes[created];
    for (const name of [member, singularName(member)]) {
      if (name !== undefined && (noun.readMember(name) || input?.[name])) return name;
    }
    return undefined;
  }

  #byValue(path: string, value: unknown, facts: MemberFacts): void {
    const wanted = Array.isArray(value) ? (value as unknown[]) : [value];
    if (wanted.length === 0) return;
    // What has to be said, or says where to look, only rules out what is known to be elsewhere.
    const isLenient = facts.required === true || this.#scope.has(path);
    const check: Check = (entity) => isAmong(readPath(entity.data, path), wanted, isLenient);
    if (wanted.every((one) => typeof one === 'string' && one !== '') && this.#isText(path)) {
      const having = this.#having(path, wanted as string[]);
      // Where none has it, those of which it isn't known may still be meant.
      if (!isLenient || having.length > 0) {
        this.#narrow(having, check);
        return;
      }
    }
    this.#checks.push(check);
  }

  /** Those that have any of these values, in creation order, by the index. */
  #having(path: string, values: readonly string[]): readonly Entity[] {
    const lists = values
      .map((value) => this.collection.where(path, value))
      .filter(({ length }) => length > 0);
    const [only = []] = lists;
    return lists.length <= 1 ? only : [...new Set(lists.flat())].sort((a, b) => a.seq - b.seq);
  }

  /** Whether that member is always text or a list of texts, so that an index finds it. */
  #isText(path: string): boolean {
    const { noun } = this;
    if (path === noun.status?.path) return !noun.status.isInteger;
    const facts = noun.readMember(path);
    return (facts?.items ?? facts)?.type === 'string';
  }

  /** Takes the smaller of two sets as the candidates; those of it still have to be in the other. */
  #narrow(entities: readonly Entity[], check: Check): void {
    if (entities.length === this.collection.size) return;
    const found = { entities, check };
    const [best, other] =
      this.#fewest && this.#fewest.entities.length <= entities.length
        ? [this.#fewest, found]
        : [found, this.#fewest];
    this.#fewest = best;
    if (other) this.#checks.push(other.check);
  }
}

/** Filters by tags: a list of them, a single one, or a map of keys and values. */
function filtersIn(value: unknown): readonly Data[] {
  if (Array.isArray(value)) return value as Data[];
  if (value === null || typeof value !== 'object') return [];
  if ('Key' in value || 'key' in value) return [value as Data];
  // Some services put the list into an object of its own.
  const inner = Object.values(value).find((one) => Array.isArray(one) && typeof one[0] === 'object');
  if (inner !== undefined) return inner as Data[];
  return Object.entries(value).map(([Key, Values]) => ({ Key, Values: Values as unknown }));
}

function isAmong(value: unknown, wanted: readonly unknown[], isLenient: boolean): boolean {
  if (value === undefined || value === null) {
    return isLenient || wanted.some((one) => one === '' || one === false || one === 0);
  }
  const has = Array.isArray(value) ? (value as unknown[]) : [value];
  return has.some((one) => wanted.some((other) => one === other || String(one) === String(other)));
}
