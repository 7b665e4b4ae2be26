import { isGlobalModule } from '../catalog/global-services.js';
import { withArticle, withCapitalArticle } from '../catalog/names.js';
import { ResourceError } from '../errors/resource.js';
import type { Dispatcher } from '../types/dispatcher.js';
import type { Setter } from './setters.js';

/** Where a request will be sent. */
export type Place = Pick<Dispatcher, 'facts' | 'region'>;

/** A resource as a setter takes it in the place of its id. */
export interface ReferredResource {
  readonly $resource: string;
  readonly id: unknown;
  readonly region: string;
  /** Throws when it was deleted, or its identity is not whole. */
  requireWhole?(): void;
}

function isResource(value: unknown): value is ReferredResource {
  return (
    value !== null && typeof value === 'object' && '$resource' in value && typeof value.$resource === 'string'
  );
}

/**
 * Returns the id of a resource that was given to a setter.
 *
 * @throws {@link ResourceError} when the member takes another type or no resource, when the resource was deleted, or when
 * it is in another region
 */
function referredId(
  { name, refersTo }: Pick<Setter, 'name' | 'refersTo'>,
  resource: ReferredResource,
  place: Place | undefined,
): unknown {
  const { $resource: type } = resource;
  if (refersTo === undefined)
    throw new ResourceError(`${name}() takes no resource: pass a value, such as its id`);
  if (type !== refersTo)
    throw new ResourceError(`${name}() takes ${withArticle(refersTo)}, not ${withArticle(type)}`);
  resource.requireWhole?.();
  const { id, region } = resource;
  if (id === undefined || id === null || id === '')
    throw new ResourceError(`${withCapitalArticle(type)} without an id can't be given to ${name}()`);
  if (
    place &&
    region !== place.region &&
    !isGlobalModule(place.facts.name) &&
    !isGlobalModule(moduleOf(type))
  ) {
    throw new ResourceError(
      `${type} ${String(id)} is in ${region}, and this request goes to ${place.region}: its id means nothing there`,
    );
  }
  return id;
}

/** A setter's argument, with ids in the place of resources. */
export function withIds(
  setter: Pick<Setter, 'name' | 'refersTo'>,
  value: unknown,
  place: Place | undefined,
): unknown {
  if (isResource(value)) return referredId(setter, value, place);
  if (!Array.isArray(value) || !value.some(isResource)) return value;
  return value.map((each: unknown) => withIds(setter, each, place));
}

function moduleOf(type: string): string {
  return type.slice(0, type.indexOf('.'));
}
