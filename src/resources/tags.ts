import { pluralName } from '../catalog/names.js';
import { readPath } from '../catalog/paths.js';
import { inputShape } from '../catalog/shapes.js';
import type { CallOptions } from '../types/call.js';
import type { Dispatcher } from '../types/dispatcher.js';
import { ResourceError } from '../errors/resource.js';
import { sendForOne } from './identified-call.js';
import { makeList } from './lists/list.js';
import { anyOfCapital } from './model/label.js';
import type { ResourceModel } from './model/resource-model.js';

/** Tags by key. */
export type Tags = Readonly<Record<string, string>>;

/** The tags in the data of a resource; empty when it has none. */
export function tagsOf({ resource }: ResourceModel, data: unknown): Tags {
  const path = resource.tags?.inItem;
  return asTags(path === undefined ? undefined : readPath(data, path));
}

function asTags(list: unknown): Tags {
  if (!Array.isArray(list)) return {};
  return Object.fromEntries(
    list.map((tag: Record<string, unknown>) => [
      String(tag['Key'] ?? tag['TagKey'] ?? ''),
      String(tag['Value'] ?? tag['TagValue'] ?? ''),
    ]),
  );
}

/** Whether the service has an action that lists the tags of this resource type. */
export function canListTags(model: ResourceModel): boolean {
  return model.facts.tagging.list?.items !== undefined && canTag(model);
}

/** Reads the tags of one resource by the service's tag action. */
export async function listTags(
  dispatcher: Dispatcher,
  model: ResourceModel,
  id: unknown,
  options: CallOptions = {},
): Promise<Tags> {
  const { add, list } = model.facts.tagging;
  if (list?.items === undefined) throw untaggable(model);
  const { action, items } = list;
  const input = inputShape(model.facts, action);
  // In a list of tags, a member called Type may be the kind of the tag.
  const type = [add?.type, list.type].find((member) => member !== undefined && input[member]);
  const request = tagged(model, { ids: list.ids, ...(type !== undefined && { type }) }, id);
  return asTags(await makeList({ dispatcher, action, itemsPath: items }, request).options(options).toArray());
}

/** Whether the service has an action that tags this resource type. */
export function canTag(model: ResourceModel): boolean {
  const { facts, resource } = model;
  const { add } = facts.tagging;
  return (
    resource.tags !== undefined &&
    add?.tags !== undefined &&
    (add.type === undefined || tagType(model) !== undefined)
  );
}

/** The name of this resource type in the service's tag actions: by the facts, else the one of the service's kinds with its name. */
function tagType({ facts, resourceType, resource }: ResourceModel): string | undefined {
  const { types = [] } = facts.tagging.add ?? {};
  const names = [resourceType, pluralName(resourceType)].map((name) => name.toLowerCase());
  return (
    resource.tags?.resourceType ??
    types.find((type) => names.includes(type.toLowerCase())) ??
    (types.length === 1 && resource.create ? types[0] : undefined)
  );
}

/** Sets tags on one resource; others stay. */
export async function addTags(
  dispatcher: Dispatcher,
  model: ResourceModel,
  id: unknown,
  tags: Tags,
  options?: CallOptions,
): Promise<void> {
  const { add } = model.facts.tagging;
  if (!canTag(model) || add?.tags === undefined) throw untaggable(model);
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  if (list.length === 0) return;
  const request = { ...tagged(model, add, id), [add.tags]: list };
  await sendForOne(dispatcher, add.action, request, options);
}

/** Removes tags from a resource, by their keys. */
export async function removeTags(
  dispatcher: Dispatcher,
  model: ResourceModel,
  id: unknown,
  keys: readonly string[],
  options?: CallOptions,
): Promise<void> {
  const { remove } = model.facts.tagging;
  if (!canTag(model) || remove?.keys === undefined) throw untaggable(model);
  if (keys.length === 0) return;
  const request = { ...tagged(model, remove, id), [remove.keys]: keys };
  await sendForOne(dispatcher, remove.action, request, options);
}

function tagged(
  model: ResourceModel,
  facts: { ids: string; type?: string },
  id: unknown,
): Record<string, unknown> {
  const type = facts.type === undefined ? {} : { [facts.type]: tagType(model) };
  return { [facts.ids]: [id], ...type };
}

function untaggable(model: ResourceModel): ResourceError {
  return new ResourceError(`${anyOfCapital(model)} can't be tagged by itself: the API has no action for it`);
}
