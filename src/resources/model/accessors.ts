import { camelName, pluralName } from '../../catalog/names.js';
import type { ServiceFacts } from '../../catalog/types.js';
import { memoize } from '../../util/memo.js';

/** The names under which a client offers one resource type: its collection and its handles. */
export interface Accessors {
  readonly many: string;
  readonly one: string;
}

/**
 * The accessors of each resource type of a service: `instances`, `instance`. When an action or another resource type
 * already has the name, `Resources` or `Resource` is appended.
 */
export const accessorsOf: (facts: ServiceFacts) => ReadonlyMap<string, Accessors> = memoize(deriveAccessors);

function deriveAccessors(facts: ServiceFacts): ReadonlyMap<string, Accessors> {
  const taken = new Set([...Object.keys(facts.actions).map(camelName), ...clientMembers]);
  const accessors = new Map<string, Accessors>();
  for (const resourceType of Object.keys(facts.resources).sort()) {
    const one = takeName(camelName(resourceType), 'Resource', taken);
    const many = takeName(camelName(pluralName(resourceType)), 'Resources', taken);
    accessors.set(resourceType, { many, one });
  }
  return accessors;
}

/** The members that every client has. */
export const clientMembers: readonly string[] = [
  'constructor',
  'session',
  'facts',
  'models',
  'action',
  'paginate',
  'close',
  'send',
  'collection',
];

function takeName(name: string, suffix: string, taken: Set<string>): string {
  const free = taken.has(name) ? `${name}${suffix}` : name;
  taken.add(free);
  return free;
}
