import { readPath } from '../catalog/paths.js';
import { ResourceError } from '../errors/resource-error.js';
import { collectionClass } from './collection-class.js';
import type { Collection } from './collection.js';
import { toIdentity, type IdentityInput } from './identity.js';
import { resourcePlan } from './plan.js';
import type { Relation } from './plan-relations.js';
import { resourceClass } from './resource-class.js';
import type { Resource } from './resource.js';

/** What a relation of a resource leads to: a handle, several, or a collection scoped to the resource. Makes no call. */
export function related(resource: Resource, relation: Relation): Resource | readonly Resource[] | Collection {
  const { dispatcher } = resource.context;
  const other =
    dispatcher.facts.name === relation.service ? dispatcher : dispatcher.sibling(relation.service);
  const plan = resourcePlan(other.facts, relation.noun);
  if (!plan) throw new ResourceError(`There is no ${relation.service}.${relation.noun}`);
  if (relation.kind === 'children') {
    const scope = { ...resource.identity, [relation.member]: resource.id };
    return new (collectionClass(plan))({ dispatcher: other, plan }, { identity: scope, relation });
  }
  const Class = resourceClass(plan);
  const handle = (id: unknown) =>
    new Class({ dispatcher: other, plan }, toIdentity(plan, id as IdentityInput, resource.identity));
  const told = readPath(resource.data, relation.member);
  if (relation.kind === 'several') return Array.isArray(told) ? told.map(handle) : [];
  return handle(told ?? resource.member(relation.member));
}
