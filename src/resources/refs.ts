import { ResourceError } from '../errors/resource.js';
import type { Resource } from './resource.js';

/** A resource as curated methods take it: its id, or the object itself. */
export type Ref<Kind extends string> =
  string | { readonly $resource: Kind; readonly id: string; readonly region: string };

/**
 * The id of what a curated method is given.
 *
 * @param resource - the resource that the method belongs to
 * @throws {@link ResourceError} when the other one lives in another region: an id leads nowhere there
 */
export function idOf(resource: Pick<Resource, '$resource' | 'id' | 'region'>, given: Ref<string>): string {
  if (typeof given === 'string') return given;
  if (given.region !== resource.region) {
    throw new ResourceError(
      `${given.$resource} ${given.id} is in ${given.region}, ${resource.$resource} ${String(resource.id)} in ${resource.region}: they can't be joined`,
    );
  }
  return given.id;
}

/** The id of what belongs to no region, such as a user: that of its client only says where calls go. */
export function globalIdOf(given: Ref<string>): string {
  return typeof given === 'string' ? given : given.id;
}

/** The ids of several. */
export function idsOf(resource: Resource, given: Ref<string> | readonly Ref<string>[]): string[] {
  return (Array.isArray(given) ? (given as readonly Ref<string>[]) : [given as Ref<string>]).map((each) =>
    idOf(resource, each),
  );
}

/**
 * What the API calls the kind of a related resource, by a table of resource types.
 *
 * @throws {@link ResourceError} when the table doesn't have the resource type; the message names those that it has
 */
export function kindOf(
  given: { readonly $resource: string },
  kinds: Readonly<Record<string, string>>,
): string {
  const kind = kinds[given.$resource];
  if (kind !== undefined) return kind;
  throw new ResourceError(
    `A ${given.$resource} can't be used here: give one of ${Object.keys(kinds).join(', ')}`,
  );
}
