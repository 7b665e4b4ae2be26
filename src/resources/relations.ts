import { readPath } from '../catalog/paths.js';
import { ResourceError } from '../errors/resource.js';
import { collectionClass } from './collection-class.js';
import type { Collection } from './collection.js';
import { toIdentity, type IdentityInput } from './identity.js';
import { resourcePlan } from './model/resource-model.js';
import type { Relation } from './model/relations-model.js';
import { resourceClass } from './resource-class.js';
import type { Resource, ResourceContext } from './resource.js';

/** All resources of another noun, over the same session; for curated methods. */
export function collectionOf(resource: Resource, service: string, noun: string): Collection {
  const context = contextOf(resource, service, noun);
  return new (collectionClass(context.plan))(context);
}

/** The handle of another noun's resource, over the same session; for curated methods. */
export function handleOf(resource: Resource, service: string, noun: string, id: unknown): Resource {
  return collectionOf(resource, service, noun).handle(id as IdentityInput);
}

/** What a relation of a resource leads to: a handle, several, or a collection scoped to the resource. Makes no call. */
export function related(resource: Resource, relation: Relation): Resource | readonly Resource[] | Collection {
  const context = contextOf(resource, relation.service, relation.noun);
  const { plan } = context;
  if (relation.kind === 'children') {
    const scope = { ...resource.identity, [relation.member]: resource.id };
    return new (collectionClass(plan))(context, { identity: scope, relation });
  }
  const Class = resourceClass(plan);
  const handle = (id: unknown) =>
    new Class(context, toIdentity(plan, id as IdentityInput, { ...resource.data, ...resource.identity }));
  const told = readPath(resource.data, relation.member);
  if (relation.kind === 'several') return Array.isArray(told) ? told.map(handle) : [];
  return handle(told ?? resource.member(relation.member));
}

function contextOf(resource: Resource, service: string, noun: string): ResourceContext {
  const { dispatcher } = resource.context;
  const other = dispatcher.facts.name === service ? dispatcher : dispatcher.sibling(service);
  const plan = resourcePlan(other.facts, noun);
  if (!plan) throw new ResourceError(`There is no ${service}.${noun}`);
  return { dispatcher: other, plan };
}
