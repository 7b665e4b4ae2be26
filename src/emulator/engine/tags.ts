import { readPath } from '../../catalog/paths.js';
import type { Data } from '../model/data.js';
import { valuesAt, type ResourceType } from '../model/resource-type.js';
import type { Entity } from '../state/entity.js';
import { tagsIn, type Tag } from '../state/tags.js';
import type { Call } from './call.js';

/** The tags of a resource as keys and values. */
export function tagsOf(resourceType: ResourceType, entity: Entity): readonly Tag[] {
  return tagsIn(readPath(entity.data, resourceType.facts.tags?.inItem ?? 'Tags'));
}

/** Reads a filter of the form `{ Key, Values? }`; without values it matches any value of the tag. */
export function readTagFilter(filter: Readonly<Data>): {
  readonly key: string;
  readonly values: readonly string[];
} {
  const values = ['Values', 'values', 'Value', 'value'].flatMap((member) => valuesAt(filter, member));
  return { key: String(filter['Key'] ?? filter['key']), values: values.map(String) };
}

/** Whether a resource has the tag of such a filter. */
export function hasTag(resourceType: ResourceType, entity: Entity, filter: Readonly<Data>): boolean {
  const { key, values } = readTagFilter(filter);
  return tagsOf(resourceType, entity).some(
    (tag) => tag.Key === key && (values.length === 0 || values.includes(tag.Value)),
  );
}

/** Replaces the tags of a resource. */
export function setTags(call: Call, resourceType: ResourceType, entity: Entity, tags: readonly Tag[]): void {
  const member = resourceType.facts.tags?.inItem ?? 'Tags';
  call.collection(resourceType.key).update(entity, { [member]: storedTags(resourceType, member, tags) });
}

/** Adds tags to a list; a tag with an existing key replaces the old one. */
export function mergeTags(tags: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  return [...tags.filter(({ Key }) => !added.some((tag) => tag.Key === Key)), ...added];
}

/** Tags in the form that reads show: a map, or a list, whose members some services write in lower case. */
function storedTags(resourceType: ResourceType, member: string, tags: readonly Tag[]): unknown {
  const { type, items } = resourceType.readMember(member) ?? {};
  if (type === 'map') return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
  const isLowerCase = resourceType.service.shapes[items?.ref ?? '']?.['key'];
  return isLowerCase ? tags.map(({ Key, Value }) => ({ key: Key, value: Value })) : [...tags];
}
