import type { ServiceFacts } from '../src/catalog/types.js';
import { resourceModelOf, type ResourceModel } from '../src/resources/model/resource-model.js';
import { canListTags, canTag } from '../src/resources/tags.js';

/** The part of a resource or its collection that calls an action. */
export type Way = 'create' | 'read' | 'list' | 'update' | 'delete' | 'method' | 'facet' | 'tag';

/** The actions of a service that its resources and collections call, each with the first part that does. */
export function coveredActions(facts: ServiceFacts): ReadonlyMap<string, Way> {
  const covered = new Map<string, Way>();
  for (const resourceType of Object.keys(facts.resources)) {
    const model = resourceModelOf(facts, resourceType) as ResourceModel;
    for (const [way, actions] of Object.entries(actionsOf(model))) {
      for (const action of actions) {
        if (facts.actions[action] && !covered.has(action)) covered.set(action, way as Way);
      }
    }
  }
  return covered;
}

/** The actions of a service that no resource type calls: `client.action(…)` does. */
export function uncoveredActions(facts: ServiceFacts): readonly string[] {
  const covered = coveredActions(facts);
  return Object.keys(facts.actions)
    .filter((action) => !covered.has(action))
    .sort();
}

function actionsOf(model: ResourceModel): Readonly<Record<Way, readonly string[]>> {
  const { resource, facts, creations, updates, methods, collectionMethods, facets, embedded } = model;
  const { get, list, delete: remove, read } = resource;
  const { add, remove: untag, list: tags } = facts.tagging;
  return {
    create: creations.map(({ action }) => action),
    read: present(read === 'get' ? get?.action : undefined, embedded?.action),
    list: present(list?.action),
    update: updates,
    delete: [...present(remove?.action), ...(remove?.precededBy ?? [])],
    method: [...methods, ...collectionMethods].map(({ action }) => action),
    facet: facets.flatMap((facet) => present(facet.get, facet.update, facet.enable, facet.disable)),
    tag: [
      ...(canTag(model) ? present(add?.action, untag?.action) : []),
      ...(canListTags(model) ? present(tags?.action) : []),
    ],
  };
}

function present(...actions: readonly (string | undefined)[]): readonly string[] {
  return actions.filter((action) => action !== undefined);
}
