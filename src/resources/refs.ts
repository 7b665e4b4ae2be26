import { withCapitalArticle } from '../catalog/names.js';
import { ResourceError } from '../errors/resource.js';
import type { Resource } from './resource.js';

/** A resource as curated methods take it: its id, or the object. */
export type Ref<Kind extends string> =
  string | { readonly $resource: Kind; readonly id: string; readonly region: string };

/**
 * Returns the id of a resource that a curated method takes.
 *
 * @param resource - the resource that the method belongs to
 * @throws {@link ResourceError} when the other resource is in another region, where its id means nothing
 */
export function idOf(resource: Pick<Resource, '$resource' | 'id' | 'region'>, input: Ref<string>): string {
  if (typeof input === 'string') return input;
  if (input.region !== resource.region) {
    throw new ResourceError(
      `${input.$resource} ${input.id} is in ${input.region}, ${resource.$resource} ${String(resource.id)} in ${resource.region}: they can't be joined`,
    );
  }
  return input.id;
}

/** Returns the id of a resource that belongs to no region, such as a user. */
export function globalIdOf(input: Ref<string>): string {
  return typeof input === 'string' ? input : input.id;
}

/** The ids of several. */
export function idsOf(resource: Resource, input: Ref<string> | readonly Ref<string>[]): string[] {
  return (Array.isArray(input) ? (input as readonly Ref<string>[]) : [input as Ref<string>]).map((each) =>
    idOf(resource, each),
  );
}

/**
 * Returns the API's name for the kind of a related resource, from a table by resource type.
 *
 * @throws {@link ResourceError} when the table doesn't have the resource type; the message names those that it has
 */
export function kindOf(
  input: { readonly $resource: string },
  kinds: Readonly<Record<string, string>>,
): string {
  const kind = kinds[input.$resource];
  if (kind !== undefined) return kind;
  throw new ResourceError(
    `${withCapitalArticle(input.$resource)} can't be used here: pass one of ${Object.keys(kinds).join(', ')}`,
  );
}
