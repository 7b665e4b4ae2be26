import { camelName, pascalName, singularName } from '../catalog/names.js';
import type { MemberFacts, ServiceFacts } from '../catalog/types.js';
import { memoizeByName } from '../util/memo.js';
import { aliasTargets } from './aliases.js';
import { refOf } from './member-refs.js';

/** One setter of a shape's builder. Both the run time and the generated types come from these. */
export interface Setter {
  readonly name: string;
  /** The member it sets, in wire names. */
  readonly wire: string;
  /** `append` adds one item to a list, `put` one entry to a map. */
  readonly how: 'set' | 'append' | 'put';
  /** The facts of the argument: the member itself, an item of the list, or a value of the map. */
  readonly value: MemberFacts;
  readonly required: boolean;
  /** The resource type whose id it takes: a resource may be given in its place. */
  readonly refersTo: string | undefined;
  /** The canonical setter that an alias stands for; also the name that `missing` uses. */
  readonly canonical: string;
}

/**
 * What a builder itself can do. Members of these names get no setter: they are set by `from({ … })`.
 * Only `DryRun` is one so far, which `dryRun()` sets.
 */
const builderMethods: ReadonlySet<string> = new Set([
  'constructor',
  'missing',
  'toJSON',
  'validate',
  'with',
  'from',
  'run',
  'dryRun',
  'presign',
  'then',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
]);

/** The setters of one shape: one per member, one that appends for each list and map, then the short aliases. */
export const settersOf: (facts: ServiceFacts, shapeName: string) => readonly Setter[] =
  memoizeByName(deriveSetters);

function deriveSetters(facts: ServiceFacts, shapeName: string): readonly Setter[] {
  const shape = facts.shapes[shapeName] ?? {};
  const setters = new Map<string, Setter>();
  const add = (name: string, setter: Omit<Setter, 'name'>): boolean => {
    if (setters.has(name) || builderMethods.has(name)) return false;
    setters.set(name, { ...setter, name });
    return true;
  };
  for (const [wire, member] of Object.entries(shape)) {
    const name = camelName(wire);
    const required = member.required === true;
    add(name, {
      wire,
      how: 'set',
      value: member,
      required,
      refersTo: refOf(facts, shapeName, wire),
      canonical: name,
    });
  }
  for (const [wire, member] of Object.entries(shape)) {
    const value = member.type === 'list' ? member.items : member.type === 'map' ? member.values : undefined;
    if (!value) continue;
    const one = singularName(wire);
    const how = member.type === 'list' ? 'append' : 'put';
    const setter = {
      wire,
      how,
      value,
      required: member.required === true,
      refersTo: how === 'append' ? refOf(facts, shapeName, wire) : undefined,
      canonical: camelName(wire),
    } as const;
    const names = one === undefined ? [] : [camelName(one), `add${pascalName(one)}`];
    // The first free name is taken.
    [...names, `add${pascalName(wire)}`].some((name) => add(name, setter));
  }
  const aliases = Object.entries(aliasTargets);
  for (const [alias, targets] of [...aliases, ['name', nameMembers(facts, shapeName)] as const]) {
    const target = targets.find((each) => shape[each.replace('+', '')]);
    if (target === undefined) continue;
    const wire = target.replace('+', '');
    const of = [...setters.values()].find(
      (s) => s.wire === wire && (s.how !== 'set') === target.startsWith('+'),
    );
    if (of) add(alias, of);
  }
  return [...setters.values()];
}

/** The display-name members of the resources that a request shape creates, updates or lists. */
function nameMembers(facts: ServiceFacts, shapeName: string): readonly string[] {
  const members: string[] = [];
  for (const { create, update, list, name } of Object.values(facts.resources)) {
    if (name === undefined) continue;
    const actions = [create?.action, ...(update ?? []), list?.action];
    if (actions.some((action) => action !== undefined && facts.actions[action]?.input === shapeName))
      members.push(name);
  }
  return members;
}
