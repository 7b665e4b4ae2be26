import type { ServiceFacts } from '../src/catalog/types.js';
import { resourcePlan, type ResourcePlan } from '../src/resources/model/resource-model.js';
import { canListTags, canTag } from '../src/resources/tags.js';

/** By which part of a resource or its collection an action is called. */
export type Way = 'create' | 'read' | 'list' | 'update' | 'delete' | 'method' | 'facet' | 'tag';

/** The actions of a service that its resources and collections call, each with the first way found. */
export function reachOf(facts: ServiceFacts): ReadonlyMap<string, Way> {
  const reached = new Map<string, Way>();
  for (const noun of Object.keys(facts.resources)) {
    const plan = resourcePlan(facts, noun) as ResourcePlan;
    for (const [way, actions] of Object.entries(actionsOf(plan))) {
      for (const action of actions) {
        if (facts.actions[action] && !reached.has(action)) reached.set(action, way as Way);
      }
    }
  }
  return reached;
}

/** The actions that belong to no noun, for which `client.action(…)` is the way. */
export function unreachedOf(facts: ServiceFacts): readonly string[] {
  const reached = reachOf(facts);
  return Object.keys(facts.actions)
    .filter((action) => !reached.has(action))
    .sort();
}

function actionsOf(plan: ResourcePlan): Readonly<Record<Way, readonly string[]>> {
  const { resource, facts, creates, updates, methods, collectionMethods, facets, embedded } = plan;
  const { get, list, delete: remove, read } = resource;
  const { add, remove: untag, list: tags } = facts.tagging;
  return {
    create: creates.map(({ action }) => action),
    read: present(read === 'get' ? get?.action : undefined, embedded?.action),
    list: present(list?.action),
    update: updates,
    delete: [...present(remove?.action), ...(remove?.precededBy ?? [])],
    method: [...methods, ...collectionMethods].map(({ action }) => action),
    facet: facets.flatMap((facet) => present(facet.get, facet.update, facet.enable, facet.disable)),
    tag: [
      ...(canTag(plan) ? present(add?.action, untag?.action) : []),
      ...(canListTags(plan) ? present(tags?.action) : []),
    ],
  };
}

function present(...actions: readonly (string | undefined)[]): readonly string[] {
  return actions.filter((action) => action !== undefined);
}
