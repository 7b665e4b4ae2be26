import type { ResourceFacts, ShapeFacts } from '../../src/catalog/types.js';
import { findScalar, namesOf } from './identity.js';
import type { TypeActions } from './roles.js';
import { inputOf, plain, type ServiceModel } from './service-model.js';

/** The member that people read as the type's name. */
export function nameOf(noun: string, shape: ShapeFacts): string | undefined {
  const { last } = namesOf(noun);
  return findScalar(shape, [...last.map((name) => `${plain(name)}name`), 'name'])?.path;
}

/** Where a type's tags are given, shown and filtered by. */
export function deriveTags(
  service: ServiceModel,
  { create: [create], list: [list] }: TypeActions,
  item: ShapeFacts | undefined,
): ResourceFacts['tags'] {
  const onCreate = create === undefined ? undefined : findTags(inputOf(service, create));
  const inItem = item && findTags(item);
  const listFilter = list === undefined ? undefined : findTagFilter(inputOf(service, list));
  if (onCreate === undefined && inItem === undefined && listFilter === undefined) return undefined;
  return {
    ...(onCreate !== undefined && { onCreate }),
    ...(inItem !== undefined && { inItem }),
    ...(listFilter !== undefined && { listFilter }),
  };
}

function findTags(shape: ShapeFacts): string | undefined {
  return ['Tags', 'Tag'].find((name) => shape[name]?.items?.ref !== undefined);
}

function findTagFilter(shape: ShapeFacts): string | undefined {
  return ['TagFilters', 'TagFilter', 'Tags'].find((name) => shape[name]?.items?.ref !== undefined);
}
