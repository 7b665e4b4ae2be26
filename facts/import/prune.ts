import type { ResourceFacts, ServiceFacts } from '../../src/catalog/types.js';
import { actionsOf } from '../rules/derive-services.js';

/**
 * Takes actions that the service no longer has out of its types, in place: curated facts outlive what they name. A type
 * that can no longer be created, read or deleted goes.
 *
 * @returns the places, as `Instance: RebootInstances`
 */
export function prune(
  facts: Pick<ServiceFacts, 'actions'> & { resources: Record<string, ResourceFacts> },
): string[] {
  const gone: string[] = [];
  for (const [name, resource] of Object.entries(facts.resources)) {
    const missing = new Set(actionsOf(resource).filter((action) => !facts.actions[action]));
    if (missing.size === 0) continue;
    gone.push(...[...missing].map((action) => `${name}: ${action}`));
    const pruned = without(resource, missing);
    if (pruned.create || pruned.get || pruned.list || pruned.delete) facts.resources[name] = pruned;
    else delete facts.resources[name];
  }
  return gone;
}

function without(resource: ResourceFacts, missing: ReadonlySet<string>): ResourceFacts {
  const copy = structuredClone(resource) as Record<string, unknown> & {
    -readonly [K in keyof ResourceFacts]: ResourceFacts[K];
  };
  const has = (action: string): boolean => !missing.has(action);
  for (const part of ['create', 'get', 'list', 'delete'] as const) {
    const facts = copy[part];
    if (!facts) continue;
    if (!has(facts.action)) delete copy[part];
    else if (facts.alternatives) Object.assign(facts, { alternatives: facts.alternatives.filter(has) });
  }
  keep(copy, 'update', has);
  keep(copy, 'collectionMethods', has);
  keep(copy, 'methods', ({ action }) => has(action));
  keep(copy, 'pairs', (pair) => pair.every(has));
  keep(copy, 'associations', (each) => [...each.create, ...each.delete].every(has));
  if (copy.facets) {
    const facets = Object.entries(copy.facets).filter(([, facet]) => Object.values(facet).every(has));
    if (facets.length > 0) copy.facets = Object.fromEntries(facets);
    else delete copy.facets;
  }
  return copy as unknown as ResourceFacts;
}

type Lists = Required<
  Pick<ResourceFacts, 'update' | 'collectionMethods' | 'methods' | 'pairs' | 'associations'>
>;

function keep<K extends keyof Lists>(
  resource: { [P in keyof Lists]?: Lists[P] },
  key: K,
  test: (entry: Lists[K][number]) => boolean,
): void {
  const list = resource[key] as readonly Lists[K][number][] | undefined;
  if (!list) return;
  const kept = list.filter(test);
  if (kept.length > 0) resource[key] = kept as unknown as Lists[K];
  else delete resource[key];
}
