import { readPath } from '../catalog/paths.js';
import type { CallOptions } from '../contracts/call.js';
import type { Dispatcher } from '../contracts/dispatcher.js';
import { ResourceError } from '../errors/resource-error.js';
import type { ResourcePlan } from './plan.js';

/** Tags as people think of them. */
export type Tags = Readonly<Record<string, string>>;

/** The tags of a read object; empty where it has none. */
export function tagsOf({ resource }: ResourcePlan, data: unknown): Tags {
  const path = resource.tags?.inItem;
  const list = path === undefined ? undefined : readPath(data, path);
  if (!Array.isArray(list)) return {};
  return Object.fromEntries(
    list.map((tag: Record<string, unknown>) => [
      String(tag['Key'] ?? tag['TagKey'] ?? ''),
      String(tag['Value'] ?? tag['TagValue'] ?? ''),
    ]),
  );
}

/** Whether the facts know how this noun is tagged. */
export function canTag({ facts, resource }: ResourcePlan): boolean {
  const { add } = facts.tagging;
  return (
    resource.tags !== undefined &&
    add?.tags !== undefined &&
    (add.type === undefined || resource.tags.resourceType !== undefined)
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
  const type = facts.type === undefined ? {} : { [facts.type]: plan.resource.tags?.resourceType };
  return { [facts.ids]: [id], ...type };
}

function untaggable({ facts, noun }: ResourcePlan): ResourceError {
  return new ResourceError(`A ${facts.name}.${noun} can't be tagged by itself: the API has no action for it`);
}
