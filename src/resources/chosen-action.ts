import { nearestHint } from '../util/nearest.js';
import { ResourceError } from '../errors/resource.js';
import { anyOfCapital } from './model/label.js';
import type { ResourceModel } from './model/resource-model.js';

/**
 * Chooses the way that the caller named, else the first.
 *
 * @throws {@link ResourceError} when there is no way, or none of that name
 */
export function chosenAction<Way>(
  model: ResourceModel,
  what: 'created' | 'updated',
  ways: readonly Way[],
  nameOf: (way: Way) => string,
  wanted: string | undefined,
): Way {
  const label = anyOfCapital(model);
  const [usual] = ways;
  if (usual === undefined) throw new ResourceError(`${label} can't be ${what}: the API has no action for it`);
  if (wanted === undefined) return usual;
  const found = ways.find((way) => nameOf(way) === wanted);
  if (found !== undefined) return found;
  const names = ways.map(nameOf);
  throw new ResourceError(
    `${label} is not ${what} by "${wanted}"${nearestHint(wanted, names) || '.'} Known: ${names.join(', ')}`,
  );
}
