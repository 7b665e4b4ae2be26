import { camelName, pluralName } from '../../catalog/names.js';
import type { ResourceFacts, ServiceFacts } from '../../catalog/types.js';
import { resourceMembers } from './methods.js';
import { inputShape, readShapes } from '../../catalog/shapes.js';

/** A related resource type as a method of a resource. */
export interface Relation {
  readonly name: string;
  readonly service: string;
  readonly resourceType: string;
  /** `one`: a handle; `several`: handles of a list of ids; `children`: a collection scoped to this resource. */
  readonly kind: 'one' | 'several' | 'children';
  /** `one`, `several`: the member of the read object with the ids. `children`: the child's member for this resource's id. */
  readonly member: string;
  /** `children`: how the child's list is narrowed to this resource; unset: by comparing `member` of each item. */
  readonly filter: { readonly path: string; readonly isList: boolean } | undefined;
}

/** The relations of a resource type: its children by the member that names it, and what its own members refer to. */
export function deriveRelations(
  facts: ServiceFacts,
  resourceType: string,
  resource: ResourceFacts,
  methods: ReadonlySet<string>,
): readonly Relation[] {
  const relations = new Map<string, Relation>();
  const add = (name: string, relation: Omit<Relation, 'name'>): void => {
    if (resourceMembers.has(name) || methods.has(name) || relations.has(name)) return;
    relations.set(name, { name, ...relation });
  };
  for (const child of resource.children ?? []) {
    const childFacts = facts.resources[child];
    const self = `${facts.name}.${resourceType}`;
    const members = Object.entries(childFacts?.parents ?? {}).filter(
      ([, parent]) => parent.resource === self,
    );
    for (const [member] of members) {
      const filter = childFacts && childFilter(facts, childFacts, member);
      if (childFacts?.list && !filter && !itemHas(facts, childFacts, member)) continue;
      const short =
        child.startsWith(resourceType) && child.length > resourceType.length
          ? child.slice(resourceType.length)
          : child;
      const name = camelName(pluralName(short));
      add(relations.has(name) ? `${name}By${member}` : name, {
        service: facts.name,
        resourceType: child,
        kind: 'children',
        member,
        filter,
      });
    }
  }
  for (const [member, target] of Object.entries(resource.refs ?? {})) {
    const type = memberOf(facts, resource, member);
    const [service, related] = target.split('.') as [string, string];
    if (!type || member.includes('.')) continue;
    const isList = type.type === 'list';
    const stem = member.replace(/(Id|ID|Name|Trn)(s?)$/, '') || member;
    // One letter, as of ZID, names nothing.
    const bare = stem.length > 1 ? stem : related;
    const name = camelName(isList ? pluralName(bare) : bare);
    add(name, {
      service,
      resourceType: related,
      kind: isList ? 'several' : 'one',
      member,
      filter: undefined,
    });
  }
  addViewed(facts, resource, add);
  return [...relations.values()];
}

/** What the resource type is a view of, where one id of the view leads to it. */
function addViewed(
  facts: ServiceFacts,
  { viewOf, id }: ResourceFacts,
  add: (name: string, relation: Omit<Relation, 'name'>) => void,
): void {
  const viewed = facts.resources[viewOf ?? ''];
  const member = id?.item;
  const own = viewed?.id?.request ?? viewed?.id?.item;
  if (viewOf === undefined || member === undefined || own !== member) return;
  if ((viewed?.id?.identity ?? [own]).length !== 1) return;
  add(camelName(viewOf), {
    service: facts.name,
    resourceType: viewOf,
    kind: 'one',
    member,
    filter: undefined,
  });
}

function memberOf(facts: ServiceFacts, resource: ResourceFacts, member: string) {
  return readShapes(facts, resource)
    .map((shape) => facts.shapes[shape]?.[member])
    .find((found) => found !== undefined);
}

function itemHas(facts: ServiceFacts, child: ResourceFacts, member: string): boolean {
  return facts.shapes[child.list?.shape ?? '']?.[member] !== undefined;
}

/** The member of a child's list request that narrows it to one parent: of the same name, its plural, or inside `Filter`. */
function childFilter(
  facts: ServiceFacts,
  child: ResourceFacts,
  member: string,
): { path: string; isList: boolean } | undefined {
  const input = inputShape(facts, child.list?.action);
  const filter = facts.shapes[input['Filter']?.ref ?? ''] ?? {};
  for (const name of [member, `${member}s`]) {
    for (const [path, found] of [[name, input[name]] as const, [`Filter.${name}`, filter[name]] as const]) {
      if (found) return { path, isList: found.type === 'list' };
    }
  }
  return undefined;
}
