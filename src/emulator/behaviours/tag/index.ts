import type { Behaviour } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { setTags, tagsOf } from '../../engine/handlers/tag.js';
import { valuesAt, type NounPlan } from '../../model/resource-type.js';
import { onePage } from '../../engine/paging.js';
import { objectsOf, textsOf } from '../../engine/references.js';
import { servicePlan } from '../../model/services.js';
import type { Data, Entity } from '../../state/store.js';
import type { Tag } from '../../state/tags.js';

/** A resource of whatever service, as its TRN names it. */
interface Named {
  readonly trn: string;
  readonly noun: NounPlan;
  readonly entity: Entity;
  readonly region: string;
}

/** Everything of the caller's account that can have tags and has a TRN. */
function* all(call: Call): Iterable<Named> {
  for (const space of call.world.spaces()) {
    if (space.account !== call.caller.account) continue;
    for (const [key, collection] of space.collections()) {
      const [module = '', name = ''] = key.split('.');
      const noun = servicePlan(module).nouns.get(name);
      if (!noun?.facts.tags) continue;
      const { service, type } = noun.facts.projectTrn ?? {
        service: noun.service.service,
        type: noun.name.toLowerCase(),
      };
      const region = space.region === 'global' ? '' : space.region;
      for (const entity of collection.all()) {
        const trn = `trn:${service}:${region}:${space.account}:${type}/${entity.id}`;
        yield { trn, noun, entity, region };
      }
    }
  }
}

function tagAll(call: Call, change: (tags: readonly Tag[]) => readonly Tag[]): Data {
  const wanted = new Set(textsOf(call.input, 'ResourceTrnList'));
  for (const { trn, noun, entity } of all(call)) {
    if (wanted.delete(trn)) setTags(call, noun, entity, change(tagsOf(noun, entity)));
  }
  const failed = [...wanted].map((ResourceTrn) => ({
    ResourceTrn,
    Code: 'ResourceNotFound',
    Message: 'There is no such resource.',
  }));
  return call.result({ FailedResources: failed });
}

function isWanted(tags: readonly Tag[], filters: readonly Data[]): boolean {
  return filters.every(({ Key, Values }) =>
    tags.some(
      (tag) =>
        tag.Key === Key && (!Array.isArray(Values) || Values.length === 0 || Values.includes(tag.Value)),
    ),
  );
}

/** Every tag that any resource has, once, with how many have it. */
function tagCounts(call: Call): Map<string, Tag & { count: number }> {
  const counts = new Map<string, Tag & { count: number }>();
  for (const { noun, entity } of all(call)) {
    for (const tag of tagsOf(noun, entity)) {
      const name = JSON.stringify([tag.Key, tag.Value]);
      counts.set(name, { ...tag, count: (counts.get(name)?.count ?? 0) + 1 });
    }
  }
  return counts;
}

/** Tags over all services, by TRN. */
export const tag: Behaviour = {
  module: 'tag',
  actions: {
    TagResources: (call) => {
      const added = objectsOf(call.input, 'Tags') as unknown as readonly Tag[];
      return tagAll(call, (tags) => [
        ...tags.filter(({ Key }) => !added.some((one) => one.Key === Key)),
        ...added,
      ]);
    },
    UntagResources: (call) => {
      const keys = textsOf(call.input, 'TagKeys');
      return tagAll(call, (tags) => tags.filter(({ Key }) => !keys.includes(Key)));
    },
    GetResources: (call) => {
      const types = textsOf(call.input, 'ResourceTypeFilters');
      const trns = textsOf(call.input, 'ResourceTrnList');
      const filters = objectsOf(call.input, 'TagFilters');
      const found: Data[] = [];
      for (const { trn, noun, entity, region } of all(call)) {
        const tags = tagsOf(noun, entity);
        const type = `${noun.service.service}:${noun.facts.projectTrn?.type ?? noun.name.toLowerCase()}`;
        if (types.length > 0 && !types.some((one) => one === type || one === noun.service.service)) continue;
        if (trns.length > 0 ? !trns.includes(trn) : tags.length === 0) continue;
        if (!isWanted(tags, filters)) continue;
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
      return call.result(onePage(call, found, 'ResourceTagMappingList'));
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
      return call.result(onePage(call, items, 'Tags'));
    },
    GetTagKeys: (call) => {
      const keys = [...new Set([...tagCounts(call).values()].map(({ Key }) => Key))];
      const items = keys.map((TagKey) => ({ TagKey, Category: 'CUSTOM' }));
      return call.result(onePage(call, items, 'TagKeys'));
    },
    GetTagValues: (call) => {
      const keys = valuesAt(call.input, 'TagKeys');
      const tags = [...tagCounts(call).values()].filter(({ Key }) => keys.length === 0 || keys.includes(Key));
      return call.result(
        onePage(
          call,
          tags.map(({ Key, Value }) => ({ Key, Value, Type: 'CUSTOM' })),
          'Tags',
        ),
      );
    },
  },
};
