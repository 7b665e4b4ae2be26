import { inputName, memberAt } from '../../src/catalog/shapes.js';
import type { ServiceFacts } from '../../src/catalog/types.js';
import { ownIdPath } from '../../src/resources/identity.js';
import { resourceModelOf, type ResourceModel } from '../../src/resources/model/resource-model.js';

/** An action about one resource whose request has no member for the id of that one. */
export interface Unaddressed {
  /** What the facts take the action for: `update`, `delete`, `method`, `facet`. */
  readonly as: string;
  readonly action: string;
}

/** The actions that the facts take to be about one resource of a type, and that could not say which. */
export function unaddressedActions(facts: ServiceFacts, name: string): readonly Unaddressed[] {
  const model = resourceModelOf(facts, name);
  if (!model || model.isSingle) return [];
  return actionsOnOne(model).filter(({ action, by }) => {
    const path = ownIdPath(model, action, by);
    return path === undefined || memberAt(facts, inputName(facts, action), path) === undefined;
  });
}

function actionsOnOne({ resource, updates, facets }: ResourceModel): readonly (Unaddressed & {
  readonly by: string | undefined;
})[] {
  const { delete: removal, methods = [] } = resource;
  const pathOf = (action: string): string | undefined => methods.find((each) => each.action === action)?.by;
  const inFacets = facets.flatMap(({ get, update, enable, disable }) =>
    [get, update, enable, disable].filter((action) => action !== undefined),
  );
  return [
    ...updates.map((action) => ({ as: 'update', action, by: pathOf(action) })),
    ...(removal ? [{ as: 'delete', action: removal.action, by: removal.id }] : []),
    ...methods.map(({ action, by }) => ({ as: 'method', action, by })),
    ...inFacets.map((action) => ({ as: 'facet', action, by: pathOf(action) })),
  ];
}
