import type { Behaviour } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { mergeTags, setTags, tagsOf } from '../../engine/tags.js';
import { valuesAt, type ResourceType } from '../../model/resource-type.js';
import { renderPage } from '../../engine/paging.js';
import { objectsOf, textsOf } from '../../engine/references.js';
import { findResourceType } from '../../model/load-models.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';
import type { Tag } from '../../state/tags.js';

/** A resource of any service with its TRN. */
interface TaggedResource {
  readonly trn: string;
  readonly resourceType: ResourceType;
  readonly entity: Entity;
  readonly region: string;
}

/** All resources of the caller's account that can have tags. */
function* taggableResources(call: Call): Iterable<TaggedResource> {
  for (const partition of call.cloud.partitions()) {
    if (partition.account !== call.caller.account) continue;
    for (const [key, collection] of partition.collections()) {
      const resourceType = findResourceType(key);
      if (!resourceType?.facts.tags) continue;
      const { service, type } = resourceType.facts.projectTrn ?? {
        service: resourceType.service.service,
        type: resourceType.name.toLowerCase(),
      };
      const region = partition.region === 'global' ? '' : partition.region;
      for (const entity of collection.all()) {
        const trn = `trn:${service}:${region}:${partition.account}:${type}/${entity.id}`;
        yield { trn, resourceType, entity, region };
      }
    }
  }
}

/** Changes the tags of the resources that a request names by TRN. */
function changeTags(call: Call, change: (tags: readonly Tag[]) => readonly Tag[]): Data {
  const remaining = new Set(textsOf(call.input, 'ResourceTrnList'));
  for (const { trn, resourceType, entity } of taggableResources(call)) {
    if (remaining.delete(trn)) setTags(call, resourceType, entity, change(tagsOf(resourceType, entity)));
  }
  const failed = [...remaining].map((ResourceTrn) => ({
    ResourceTrn,
    Code: 'ResourceNotFound',
    Message: 'There is no such resource.',
  }));
  return call.result({ FailedResources: failed });
}

/** Whether tags match all filters; a filter without values matches any value. */
function matchesFilters(tags: readonly Tag[], filters: readonly Data[]): boolean {
  return filters.every(({ Key, Values }) =>
    tags.some(
      (tag) =>
        tag.Key === Key && (!Array.isArray(Values) || Values.length === 0 || Values.includes(tag.Value)),
    ),
  );
}

/** Each tag of any resource, with the number of resources that have it. */
function tagCounts(call: Call): Map<string, Tag & { count: number }> {
  const counts = new Map<string, Tag & { count: number }>();
  for (const { resourceType, entity } of taggableResources(call)) {
    for (const tag of tagsOf(resourceType, entity)) {
      const name = JSON.stringify([tag.Key, tag.Value]);
      counts.set(name, { ...tag, count: (counts.get(name)?.count ?? 0) + 1 });
    }
  }
  return counts;
}

/** Tags of the resources of all services, by TRN. */
export const tag: Behaviour = {
  module: 'tag',
  actions: {
    TagResources: (call) => {
      const added = objectsOf(call.input, 'Tags') as unknown as readonly Tag[];
      return changeTags(call, (tags) => mergeTags(tags, added));
    },
    UntagResources: (call) => {
      const keys = textsOf(call.input, 'TagKeys');
      return changeTags(call, (tags) => tags.filter(({ Key }) => !keys.includes(Key)));
    },
    GetResources: (call) => {
      const types = textsOf(call.input, 'ResourceTypeFilters');
      const trns = textsOf(call.input, 'ResourceTrnList');
      const filters = objectsOf(call.input, 'TagFilters');
      const found: Data[] = [];
      for (const { trn, resourceType, entity, region } of taggableResources(call)) {
        const tags = tagsOf(resourceType, entity);
        const type = `${resourceType.service.service}:${resourceType.facts.projectTrn?.type ?? resourceType.name.toLowerCase()}`;
        if (types.length > 0 && !types.some((one) => one === type || one === resourceType.service.service))
          continue;
        if (trns.length > 0 ? !trns.includes(trn) : tags.length === 0) continue;
        if (!matchesFilters(tags, filters)) continue;
        const [ServiceName, ResourceType] = type.split(':');
        found.push({
          ResourceTrn: trn,
          ResourceID: entity.id,
          Region: region,
          ServiceName,
          ResourceType,
          Tags: tags,
        });
      }
      return call.result(renderPage(call, found, 'ResourceTagMappingList'));
    },
    GetTags: (call) => {
      const keys = textsOf(call.input, 'TagKeys');
      const tags = [...tagCounts(call).values()].filter(({ Key }) => keys.length === 0 || keys.includes(Key));
      const items = tags.map(({ Key, Value, count }) => ({
        Key,
        Value,
        Type: 'CUSTOM',
        ResourcesNum: count,
      }));
      return call.result(renderPage(call, items, 'Tags'));
    },
    GetTagKeys: (call) => {
      const keys = [...new Set([...tagCounts(call).values()].map(({ Key }) => Key))];
      const items = keys.map((TagKey) => ({ TagKey, Category: 'CUSTOM' }));
      return call.result(renderPage(call, items, 'TagKeys'));
    },
    GetTagValues: (call) => {
      const keys = valuesAt(call.input, 'TagKeys');
      const tags = [...tagCounts(call).values()].filter(({ Key }) => keys.length === 0 || keys.includes(Key));
      const items = tags.map(({ Key, Value }) => ({ Key, Value, Type: 'CUSTOM' }));
      return call.result(renderPage(call, items, 'Tags'));
    },
  },
};
