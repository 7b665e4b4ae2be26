import { readPath } from '../../../catalog/paths.js';
import type { Call } from '../call.js';
import { valuesAt, type NounPlan } from '../../model/resource-type.js';
import { notFound } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';
import { onePage } from '../paging.js';
import { tagOf, tagsIn, type Tag } from '../../state/tags.js';

interface Tagged {
  readonly noun: NounPlan;
  readonly entity: Entity;
}

export function answerTagAdd(call: Call): Data {
  const facts = call.service.facts.tagging.add;
  const added = valuesAt(call.input, facts?.tags ?? 'Tags').flatMap(tagOf);
  return changeTags(call, facts?.ids, facts?.type, (tags) => [
    ...tags.filter(({ Key }) => !added.some((tag) => tag.Key === Key)),
    ...added,
  ]);
}

export function answerTagRemove(call: Call): Data {
  const facts = call.service.facts.tagging.remove;
  const keys = valuesAt(call.input, facts?.keys ?? 'TagKeys').map(String);
  return changeTags(call, facts?.ids, facts?.type, (tags) => tags.filter(({ Key }) => !keys.includes(Key)));
}

export function answerTagList(call: Call): Data {
  const facts = call.service.facts.tagging.list;
  const type = facts?.type === undefined ? undefined : call.input[facts.type];
  const ids = valuesAt(call.input, facts?.ids ?? 'ResourceIds').map(String);
  const filters = valuesAt(call.input, facts?.filters ?? 'TagFilters');
  const items: Data[] = [];
  for (const { noun, entity } of taggable(call, type, ids)) {
    if (ids.length > 0 && !ids.includes(entity.id)) continue;
    if (!filters.every((filter) => hasTag(noun, entity, filter as Data))) continue;
    for (const tag of tagsOf(noun, entity)) {
      items.push({
        ResourceId: entity.id,
        ResourceType: noun.facts.tags?.resourceType ?? noun.name.toLowerCase(),
        TagKey: tag.Key,
        TagValue: tag.Value,
        ...tag,
      });
    }
  }
  const path = call.action.facts.pagination?.items ?? facts?.items;
  return path === undefined || path === null ? call.result({}) : call.result(onePage(call, items, path));
}

/** The tags of a resource, where it has them as keys and values. */
export function tagsOf(noun: NounPlan, entity: Entity): readonly Tag[] {
  return tagsIn(readPath(entity.data, noun.facts.tags?.inItem ?? 'Tags'));
}

/** What a filter of the form `{ Key, Values? }` asks for; without values, for any. */
export function tagFilter(filter: Readonly<Data>): {
  readonly key: string;
  readonly values: readonly string[];
} {
  const values = ['Values', 'values', 'Value', 'value'].flatMap((member) => valuesAt(filter, member));
  return { key: String(filter['Key'] ?? filter['key']), values: values.map(String) };
}

/** Whether a resource has the tag that such a filter asks for. */
export function hasTag(noun: NounPlan, entity: Entity, filter: Readonly<Data>): boolean {
  const { key, values } = tagFilter(filter);
  return tagsOf(noun, entity).some(
    (tag) => tag.Key === key && (values.length === 0 || values.includes(tag.Value)),
  );
}

/** Changes the tags of one resource. */
export function setTags(call: Call, noun: NounPlan, entity: Entity, tags: readonly Tag[]): void {
  const member = noun.facts.tags?.inItem ?? 'Tags';
  call.collection(noun.key).update(entity, { [member]: asRead(noun, member, tags) });
}

/** Tags as they are read: a map, or a list, which some services have in lower case. */
function asRead(noun: NounPlan, member: string, tags: readonly Tag[]): unknown {
  const { type, items } = noun.readMember(member) ?? {};
  if (type === 'map') return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
  const isLower = noun.service.shapes[items?.ref ?? '']?.['key'];
  return isLower ? tags.map(({ Key, Value }) => ({ key: Key, value: Value })) : [...tags];
}

function changeTags(
  call: Call,
  idsMember: string | undefined,
  typeMember: string | undefined,
  change: (tags: readonly Tag[]) => readonly Tag[],
): Data {
  const type = typeMember === undefined ? undefined : call.input[typeMember];
  const ids = valuesAt(call.input, idsMember ?? 'ResourceIds').map(String);
  const found = taggable(call, type, ids).filter(({ entity }) => ids.includes(entity.id));
  for (const id of ids) {
    if (!found.some(({ entity }) => entity.id === id)) {
      throw notFound(call.service.facts.service, typeof type === 'string' ? type : 'Resource', id);
    }
  }
  if (!call.isDryRun) {
    for (const { noun, entity } of found) setTags(call, noun, entity, change(tagsOf(noun, entity)));
  }
  return call.result({});
}

/** The resources of that type that can have tags: those with such ids, or all. */
function taggable(call: Call, type: unknown, ids: readonly string[]): Tagged[] {
  const nouns = [...call.service.nouns.values()].filter(({ facts }) => facts.tags);
  const ofType = nouns.filter(({ facts }) => facts.tags?.resourceType === type);
  const found: Tagged[] = [];
  for (const noun of ofType.length > 0 ? ofType : nouns) {
    const collection = call.space.collection(noun.key);
    const entities = ids.length > 0 ? ids.flatMap((id) => collection.withId(id)) : collection.all();
    for (const entity of entities) found.push({ noun, entity });
  }
  return found;
}
