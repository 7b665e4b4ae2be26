import { readPath } from '../catalog/paths.js';
import { ConfigError } from '../errors/config.js';
import type { Dispatcher } from '../types/dispatcher.js';
import type { Collection, Scope } from './collection.js';
import { collectionClass } from './collection-class.js';
import { toIdentity, type Identity, type IdentityInput } from './identity.js';
import type { Relation } from './model/relations-model.js';
import { resourceModelOf, type ResourceModel } from './model/resource-model.js';
import { resourceClass } from './resource-class.js';
import type { Resource, ResourceContext } from './resource.js';

/** The collection of a resource type, over one dispatcher. Makes no call. */
export function makeCollection(dispatcher: Dispatcher, resourceType: string, scope?: Scope): Collection {
  const context = makeContext(dispatcher, resourceType, scope?.identity);
  return new (collectionClass(context.model))(context, scope);
}

/**
 * Where resources of one type live, and how they are made there.
 *
 * @throws {@link ConfigError} when the service has no such resource type
 */
function makeContext(dispatcher: Dispatcher, resourceType: string, parent?: Identity): ResourceContext {
  const model = resourceModelOf(dispatcher.facts, resourceType);
  if (!model) throw new ConfigError(`${dispatcher.facts.name} has no resource type ${resourceType}`);
  return contextOf(dispatcher, model, parent);
}

function contextOf(dispatcher: Dispatcher, model: ResourceModel, parent: Identity = {}): ResourceContext {
  const context: ResourceContext = {
    dispatcher,
    model,
    parent,
    make: (...parts) => new (resourceClass(model))(context, ...parts),
    at: (options) => {
      const there = dispatcher.at(options);
      return there === dispatcher ? context : contextOf(there, model, parent);
    },
    relate,
  };
  return context;
}

/** What a relation of a resource leads to: a handle, several of them, or a collection scoped to the resource. */
function relate(resource: Resource, relation: Relation): Resource | readonly Resource[] | Collection {
  const dispatcher = dispatcherOf(resource, relation.service);
  if (relation.kind === 'children') {
    resource.requireIdentity();
    const identity = { ...resource.identity, [relation.member]: resource.id };
    return makeCollection(dispatcher, relation.resourceType, { identity, relation });
  }
  const context = makeContext(dispatcher, relation.resourceType);
  // A child has less of its parents' identity than the parent below which it was found.
  const known = { ...resource.context.parent, ...resource.knownData, ...resource.identity };
  const handle = (id: unknown) => context.make(toIdentity(context.model, id as IdentityInput, known));
  const id = readPath(resource.knownData, relation.member);
  if (relation.kind === 'several') {
    const ids = id ?? (resource.isLoaded ? [] : resource.member(relation.member));
    return Array.isArray(ids) ? ids.map(handle) : [];
  }
  return handle(id ?? resource.member(relation.member));
}

/** The dispatcher of another service over the session of a resource. */
export function dispatcherOf(resource: Resource, service: string): Dispatcher {
  const { dispatcher } = resource.context;
  return dispatcher.facts.name === service ? dispatcher : dispatcher.sibling(service);
}
