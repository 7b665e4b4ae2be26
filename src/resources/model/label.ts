import { withArticle, withCapitalArticle } from '../../catalog/names.js';
import type { ResourceModel } from './resource-model.js';

type Named = Pick<ResourceModel, 'facts' | 'resourceType'>;

/** The resource type with its service, as errors and `$resource` name it: `ecs.Instance`. */
export function labelOf({ facts, resourceType }: Named): string {
  return `${facts.name}.${resourceType}`;
}

/** Any resource of the type, in a sentence: `an ecs.Instance`. */
export function anyOf(model: Named): string {
  return withArticle(labelOf(model));
}

/** Any resource of the type, at the start of a sentence: `An ecs.Instance`. */
export function anyOfCapital(model: Named): string {
  return withCapitalArticle(labelOf(model));
}
