import { pluralName } from '../catalog/names.js';
import { readPath } from '../catalog/paths.js';
import type { CallOptions } from '../types/call.js';
import type { Dispatcher } from '../types/dispatcher.js';
import { ResourceError } from '../errors/resource.js';
import { listing } from './lists/list.js';
import type { ResourcePlan } from './model/resource-model.js';

/** Tags as people think of them. */
export type Tags = Readonly<Record<string, string>>;

/** The tags of a read object; empty where it has none. */
export function tagsOf({ resource }: ResourcePlan, data: unknown): Tags {
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

/** Whether the facts know how this noun's tags are listed by themselves. */
export function canListTags(plan: ResourcePlan): boolean {
  return plan.facts.tagging.list?.items !== undefined && canTag(plan);
}

/** Reads the tags of one resource by the service's tag action. */
export async function listTags(
  dispatcher: Dispatcher,
  plan: ResourcePlan,
  id: unknown,
  options: CallOptions = {},
): Promise<Tags> {
  const { add, list } = plan.facts.tagging;
  if (list?.items === undefined) throw untaggable(plan);
  const { action, items } = list;
  const input = plan.facts.shapes[plan.facts.actions[action]?.input ?? ''] ?? {};
  // Where tags are listed, a member called Type may be the kind of the tag.
  const type = [add?.type, list.type].find((member) => member !== undefined && input[member]);
  const request = tagged(plan, { ids: list.ids, ...(type !== undefined && { type }) }, id);
  return asTags(await listing({ dispatcher, action, items }, request).options(options).toArray());
}

/** Whether the facts know how this noun is tagged. */
export function canTag(plan: ResourcePlan): boolean {
  const { facts, resource } = plan;
  const { add } = facts.tagging;
  return (
    resource.tags !== undefined &&
    add?.tags !== undefined &&
    (add.type === undefined || tagType(plan) !== undefined)
  );
}

/** What the service's tag actions call this noun: what the facts say, else the one of the service's kinds that has its name. */
function tagType({ facts, noun, resource }: ResourcePlan): string | undefined {
  const { types = [] } = facts.tagging.add ?? {};
  const names = [noun, pluralName(noun)].map((name) => name.toLowerCase());
  return (
    resource.tags?.resourceType ??
    types.find((type) => names.includes(type.toLowerCase())) ??
    (types.length === 1 && resource.create ? types[0] : undefined)
  );
}

/** Sets tags on one resource; others stay. */
export async function addTags(
  dispatcher: Dispatcher,
  plan: ResourcePlan,
  id: unknown,
  tags: Tags,
  options?: CallOptions,
): Promise<void> {
  const { add } = plan.facts.tagging;
  if (!canTag(plan) || add?.tags === undefined) throw untaggable(plan);
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  if (list.length === 0) return;
  const request = { ...tagged(plan, add, id), [add.tags]: list };
  await dispatcher.send(add.action, request, options);
}

/** Takes tags from one resource, by their keys. */
export async function removeTags(
  dispatcher: Dispatcher,
  plan: ResourcePlan,
  id: unknown,
  keys: readonly string[],
  options?: CallOptions,
): Promise<void> {
  const { remove } = plan.facts.tagging;
  if (!canTag(plan) || remove?.keys === undefined) throw untaggable(plan);
  if (keys.length === 0) return;
  await dispatcher.send(remove.action, { ...tagged(plan, remove, id), [remove.keys]: keys }, options);
}

function tagged(
  plan: ResourcePlan,
  facts: { ids: string; type?: string },
  id: unknown,
): Record<string, unknown> {
  const type = facts.type === undefined ? {} : { [facts.type]: tagType(plan) };
  return { [facts.ids]: [id], ...type };
}

function untaggable({ facts, noun }: ResourcePlan): ResourceError {
  return new ResourceError(`A ${facts.name}.${noun} can't be tagged by itself: the API has no action for it`);
}
