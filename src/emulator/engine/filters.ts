import { readPath } from '../../catalog/paths.js';
import { singularName } from '../../catalog/names.js';
import type { MemberFacts, PaginationFacts, ShapeFacts } from '../../catalog/types.js';
import type { Data } from '../model/data.js';
import { valuesAt, type ResourceType } from '../model/resource-type.js';
import type { Entity } from '../state/entity.js';
import type { Collection } from '../state/store.js';
import { tagKey } from '../state/tags.js';
import type { Call } from './call.js';
import { hasTag, readTagFilter } from './tags.js';

type Check = (entity: Entity) => boolean;

/** Which resources a list may contain: candidates from an index, and the checks that each of them must still pass. */
export interface Filters {
  readonly candidates: readonly Entity[];
  readonly checks: readonly Check[];
}

/** The filters in the request of a list action. */
export function filtersOf(call: Call, resourceType: ResourceType, collection: Collection): Filters {
  const { list, id } = resourceType.facts;
  const named = call.action.isAlternative ? id?.requestList : list?.idFilter;
  const idFilter = named !== undefined && resourceType.carriesOwnId(named) ? named : undefined;
  const ids = valuesAt(call.input, idFilter).filter((value) => typeof value !== 'object');
  const builder = new FilterBuilder(call, resourceType, collection, idFilter);
  if (ids.length > 0) builder.addIds(ids.map(String));
  builder.addMembers(call.input, call.service.facts.shapes[call.action.facts.input] ?? {});
  return builder.build();
}

/** Request members that control the list and do not filter it. */
function controlMembers(paging: PaginationFacts | undefined, idFilter: string | undefined): Set<string> {
  const { token, page, offset } = paging ?? {};
  const members = [
    token?.token,
    token?.size,
    page?.page,
    page?.size,
    offset?.offset,
    offset?.size,
    idFilter,
    'DryRun',
    'ClientToken',
  ];
  return new Set(members.filter((member) => member !== undefined));
}

class FilterBuilder {
  /** The smallest set of candidates so far, with the check that an entity is in it. */
  #smallest: { readonly entities: readonly Entity[]; readonly check: Check } | undefined;
  readonly #checks: Check[] = [];
  readonly #controlMembers: ReadonlySet<string>;
  readonly #scopeMembers: ReadonlySet<string>;

  constructor(
    private readonly call: Call,
    private readonly resourceType: ResourceType,
    private readonly collection: Collection,
    idFilter: string | undefined,
  ) {
    this.#controlMembers = controlMembers(call.action.facts.pagination, idFilter);
    const { scopedBy = [], parents = {} } = resourceType.facts;
    const unseen = Object.keys(parents).filter((member) => !resourceType.readMember(member));
    this.#scopeMembers = new Set([...resourceType.parentMembers, ...scopedBy, ...unseen]);
  }

  build(): Filters {
    return { candidates: this.#smallest?.entities ?? this.collection.all(), checks: this.#checks };
  }

  addIds(ids: readonly string[]): void {
    const found = new Set(ids.flatMap((id) => this.collection.withId(id)));
    const ordered = [...found].sort((a, b) => a.seq - b.seq);
    this.#narrow(ordered, (entity) => found.has(entity));
  }

  addMembers(values: Readonly<Data>, shape: ShapeFacts, prefix = ''): void {
    const { tags, status } = this.resourceType.facts;
    const { filters } = this.call.hooks(this.resourceType);
    for (const [member, value] of Object.entries(values)) {
      const facts = shape[member];
      if (!facts || value === undefined || value === null) continue;
      if (this.#controlMembers.has(prefix + member)) continue;
      const hook = filters?.[prefix + member];
      if (hook) this.#checks.push((entity) => hook(entity, value, this.call));
      else if (member === (tags?.listFilter ?? 'TagFilters')) this.#addTags(value);
      else if (member === status?.filter && this.resourceType.status) {
        this.#addValue(this.resourceType.status.path, value, facts);
      } else if (facts.ref !== undefined) {
        const inner = this.call.service.facts.shapes[facts.ref] ?? {};
        this.addMembers(value as Data, inner, `${prefix}${member}.`);
      } else if (facts.items?.ref !== undefined) this.#addNamedValues(value);
      else this.#addMember(member, value, facts);
    }
  }

  #addTags(value: unknown): void {
    const member = this.resourceType.facts.tags?.inItem ?? 'Tags';
    for (const filter of tagFiltersIn(value)) {
      const { key, values } = readTagFilter(filter);
      const keys = values.length === 0 ? [tagKey(key)] : values.map((one) => tagKey(key, one));
      this.#narrow(this.#withAny(member, keys), (entity) => hasTag(this.resourceType, entity, filter));
    }
  }

  /** Filters of the form `{ Name | Key, Values }`. */
  #addNamedValues(value: unknown): void {
    for (const filter of Array.isArray(value) ? (value as Data[]) : []) {
      const name = filter['Name'] ?? filter['Key'];
      const accepted = filter['Values'] ?? filter['Value'];
      if (typeof name !== 'string' || accepted === undefined) continue;
      this.#addMember(name, accepted, {});
    }
  }

  #addMember(member: string, value: unknown, facts: MemberFacts): void {
    const target = this.#targetMember(member);
    if (target !== undefined) this.#addValue(target, value, facts);
  }

  /** The resource member that a filter applies to: the one of the same name, or of its singular. */
  #targetMember(member: string): string | undefined {
    const { facts, service } = this.resourceType;
    const createInput = facts.create && service.actions[facts.create.action]?.input;
    const createMembers = createInput === undefined ? undefined : service.shapes[createInput];
    for (const name of [member, singularName(member)]) {
      if (name === undefined) continue;
      // What a resource belongs to is stored with it, also where no response shows it.
      if (this.resourceType.readMember(name) || createMembers?.[name] || facts.parents?.[name]) return name;
    }
    return undefined;
  }

  #addValue(path: string, value: unknown, facts: MemberFacts): void {
    const accepted = Array.isArray(value) ? (value as unknown[]) : [value];
    if (accepted.length === 0) return;
    // Required and scoping filters are lenient: an entity without the member still matches.
    const isLenient = facts.required === true || this.#scopeMembers.has(path);
    const check: Check = (entity) => isAccepted(readPath(entity.data, path), accepted, isLenient);
    if (accepted.every((one) => typeof one === 'string' && one !== '') && this.#isText(path)) {
      const matching = this.#withAny(path, accepted as string[]);
      // When no entity has the value, a lenient filter still matches those without the member.
      if (!isLenient || matching.length > 0) {
        this.#narrow(matching, check);
        return;
      }
    }
    this.#checks.push(check);
  }

  /** The entities with any of these values, in creation order, from the index. */
  #withAny(path: string, values: readonly string[]): readonly Entity[] {
    const lists = values
      .map((value) => this.collection.where(path, value))
      .filter(({ length }) => length > 0);
    const [first = []] = lists;
    return lists.length <= 1 ? first : [...new Set(lists.flat())].sort((a, b) => a.seq - b.seq);
  }

  /** Whether a member is always text or a list of texts, so that the index can find its values. */
  #isText(path: string): boolean {
    const { status } = this.resourceType;
    if (path === status?.path) return !status.isInteger;
    const facts = this.resourceType.readMember(path);
    return (facts?.items ?? facts)?.type === 'string';
  }

  /** Keeps the smaller of two sets as candidates; the other set becomes a check. */
  #narrow(entities: readonly Entity[], check: Check): void {
    if (entities.length === this.collection.size) return;
    const current = this.#smallest;
    if (current && current.entities.length <= entities.length) {
      this.#checks.push(check);
      return;
    }
    if (current) this.#checks.push(current.check);
    this.#smallest = { entities, check };
  }
}

/** Tag filters in any of their forms: a list, a single filter, a map of keys and values, or an object with a list. */
function tagFiltersIn(value: unknown): readonly Data[] {
  if (Array.isArray(value)) return value as Data[];
  if (value === null || typeof value !== 'object') return [];
  if ('Key' in value || 'key' in value) return [value as Data];
  const list = Object.values(value).find((one) => Array.isArray(one) && typeof one[0] === 'object');
  if (list !== undefined) return list as Data[];
  return Object.entries(value).map(([Key, Values]) => ({ Key, Values: Values as unknown }));
}

function isAccepted(value: unknown, accepted: readonly unknown[], isLenient: boolean): boolean {
  if (value === undefined || value === null) {
    return isLenient || accepted.some((one) => one === '' || one === false || one === 0);
  }
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  return values.some((one) => accepted.some((other) => one === other || String(one) === String(other)));
}
