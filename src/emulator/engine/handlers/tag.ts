import { notFound } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import { valuesAt, type ResourceType } from '../../model/resource-type.js';
import type { Entity } from '../../state/entity.js';
import { tagOf, type Tag } from '../../state/tags.js';
import type { Call } from '../call.js';
import { renderPage } from '../paging.js';
import { hasTag, mergeTags, setTags, tagsOf } from '../tags.js';

interface Taggable {
  readonly resourceType: ResourceType;
  readonly entity: Entity;
}

/** Adds tags to resources of one service. */
export function handleTagAdd(call: Call): Data {
  const facts = call.service.facts.tagging.add;
  const added = valuesAt(call.input, facts?.tags ?? 'Tags').flatMap(tagOf);
  return changeTags(call, facts?.ids, facts?.type, (tags) => mergeTags(tags, added));
}

/** Removes tags from resources of one service, by their keys. */
export function handleTagRemove(call: Call): Data {
  const facts = call.service.facts.tagging.remove;
  const keys = valuesAt(call.input, facts?.keys ?? 'TagKeys').map(String);
  return changeTags(call, facts?.ids, facts?.type, (tags) => tags.filter(({ Key }) => !keys.includes(Key)));
}

/** Lists the tags of resources of one service, one item for each tag of each resource. */
export function handleTagList(call: Call): Data {
  const facts = call.service.facts.tagging.list;
  const type = facts?.type === undefined ? undefined : call.input[facts.type];
  const ids = valuesAt(call.input, facts?.ids ?? 'ResourceIds').map(String);
  const filters = valuesAt(call.input, facts?.filters ?? 'TagFilters');
  const items: Data[] = [];
  for (const { resourceType, entity } of findTaggable(call, type, ids)) {
    if (ids.length > 0 && !ids.includes(entity.id)) continue;
    if (!filters.every((filter) => hasTag(resourceType, entity, filter as Data))) continue;
    for (const tag of tagsOf(resourceType, entity)) {
      items.push({
        ResourceId: entity.id,
        ResourceType: resourceType.facts.tags?.resourceType ?? resourceType.name.toLowerCase(),
        TagKey: tag.Key,
        TagValue: tag.Value,
        ...tag,
      });
    }
  }
  const path = call.action.facts.pagination?.items ?? facts?.items;
  return path === undefined || path === null ? call.result({}) : call.result(renderPage(call, items, path));
}

function changeTags(
  call: Call,
  idsMember: string | undefined,
  typeMember: string | undefined,
  change: (tags: readonly Tag[]) => readonly Tag[],
): Data {
  const type = typeMember === undefined ? undefined : call.input[typeMember];
  const ids = valuesAt(call.input, idsMember ?? 'ResourceIds').map(String);
  const found = findTaggable(call, type, ids).filter(({ entity }) => ids.includes(entity.id));
  for (const id of ids) {
    if (!found.some(({ entity }) => entity.id === id)) {
      throw notFound(call.service.facts.service, typeof type === 'string' ? type : 'Resource', id);
    }
  }
  if (!call.isDryRun) {
    for (const { resourceType, entity } of found) {
      setTags(call, resourceType, entity, change(tagsOf(resourceType, entity)));
    }
  }
  return call.result({});
}

/** The resources with these ids, or all, of the taggable type that a request names, or of every taggable type. */
function findTaggable(call: Call, type: unknown, ids: readonly string[]): Taggable[] {
  const taggable = [...call.service.resourceTypes.values()].filter(({ facts }) => facts.tags);
  const named = taggable.filter(({ facts }) => facts.tags?.resourceType === type);
  return (named.length > 0 ? named : taggable).flatMap((resourceType) => {
    const collection = call.partition.collection(resourceType.key);
    const entities = ids.length > 0 ? ids.flatMap((id) => collection.withId(id)) : collection.all();
    return entities.map((entity) => ({ resourceType, entity }));
  });
}
