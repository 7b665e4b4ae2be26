import type { CallOptions } from '../types/call.js';
import type { Collection } from './collection.js';
import { dispatcherOf, makeCollection } from './context.js';
import type { IdentityInput } from './identity.js';
import type { Resource } from './resource.js';

/** All resources of another type, over the session of a resource. */
export function collectionOf(parent: Resource, service: string, resourceType: string): Collection {
  return makeCollection(dispatcherOf(parent, service), resourceType);
}

/** The handle of a resource of another type, over the session of a resource. */
export function handleOf(parent: Resource, service: string, resourceType: string, id: unknown): Resource {
  return collectionOf(parent, service, resourceType).handle(id as IdentityInput);
}

/**
 * Creates a resource of another type over the session of a resource, from a request in wire names; members that are
 * undefined are left out. Resolves to the resource, for types whose creation returns an id.
 */
export async function createOf(
  parent: Resource,
  service: string,
  resourceType: string,
  request: Readonly<Record<string, unknown>>,
  options?: CallOptions,
): Promise<Resource> {
  return createIn(collectionOf(parent, service, resourceType), request, options);
}

/** Creates a resource of a collection from a request in wire names, as {@link createOf} does. */
export async function createIn(
  collection: Collection,
  request: Readonly<Record<string, unknown>>,
  options?: CallOptions,
): Promise<Resource> {
  return (await collection.create().from(request).run(options)) as Resource;
}
