import { readPath } from '../../catalog/paths.js';
import type { ServiceFacts } from '../../catalog/types.js';
import type { CallOptions } from '../../types/call.js';
import type { Dispatcher } from '../../types/dispatcher.js';
import { NotFoundError } from '../../errors/service.js';
import { ResourceError } from '../../errors/resource.js';
import { addressed, idIn, type Identity } from '../identity.js';
import { makeList } from '../lists/list.js';
import { inputShape, pagingMembers } from '../../catalog/shapes.js';
import { firstCursor, pageSizeOf } from '../lists/page-cursor.js';
import { anyOf, anyOfCapital } from '../model/label.js';
import type { ResourceModel } from '../model/resource-model.js';
import { readEmbedded } from './read-embedded.js';
import type { ReadObject } from './read-object.js';

/**
 * Reads a resource in the way that the facts name: by its own action, by a filtered list, by iterating over the list,
 * or from the data of its parent.
 *
 * @param forStatus - whether the status is needed, which some services return only in the list
 * @throws {@link NotFoundError} when there is no such resource
 */
export async function readOne(
  dispatcher: Dispatcher,
  model: ResourceModel,
  identity: Identity,
  options?: CallOptions,
  forStatus = false,
): Promise<ReadObject> {
  const { resource, facts, embedded } = model;
  if (embedded) {
    const found = await readEmbedded(dispatcher, model, embedded, identity, options);
    if (found) return found;
    throw notFound(dispatcher, model, identity, embedded.action);
  }
  const byList = resource.list !== undefined && resource.read !== undefined && resource.read !== 'embedded';
  if (resource.get && resource.read === 'get' && !(forStatus && byList && !getTellsStatus(model))) {
    const { action, id, object } = resource.get;
    const request = onFirstPage(facts, action, addressed(model, identity, action, id));
    requireNeeds(model, action, request);
    const response = await dispatcher.send(action, request, options);
    // Some responses have all resources of a parent: the one with this identity is picked.
    const found = object === undefined ? response : readPath(response, object.replace(/\[0\]$/, ''));
    const one: unknown = Array.isArray(found) ? found.find((item) => isItem(model, identity, item)) : found;
    if (one !== null && typeof one === 'object') return one as ReadObject;
    throw notFound(dispatcher, model, identity, action);
  }
  if (!byList || !resource.list) {
    throw new ResourceError(`${anyOfCapital(model)} can't be read by itself: the API has no action for it`);
  }
  return readFromList(dispatcher, model, identity, resource.list.action, options);
}

/** Names what is missing in words of the resource; the service would only name a parameter. */
function requireNeeds(model: ResourceModel, action: string, request: Record<string, unknown>): void {
  const { facts, needs } = model;
  const missing = needs.filter((member) => {
    const isRequired = inputShape(facts, action)[member]?.required;
    return isRequired && request[member] === undefined;
  });
  if (missing.length === 0) return;
  throw new ResourceError(
    `Reading ${anyOf(model)} needs ${missing.join(' and ')} besides its id: pass both as an object`,
  );
}

/** Some reading actions return pages of what the object contains, and require a page number. */
function onFirstPage(
  facts: ServiceFacts,
  action: string,
  request: Record<string, unknown>,
): Record<string, unknown> {
  const { pagination } = facts.actions[action] ?? {};
  const input = inputShape(facts, action);
  const isAsked = pagingMembers(pagination).some((member) => input[member]?.required);
  if (!pagination || !isAsked) return request;
  return firstCursor(pagination, pageSizeOf(pagination, request), request).request(request);
}

async function readFromList(
  dispatcher: Dispatcher,
  model: ResourceModel,
  identity: Identity,
  action: string,
  options?: CallOptions,
): Promise<ReadObject> {
  const request = addressed(model, identity, action, model.resource.list?.idFilter);
  requireNeeds(model, action, request);
  const all = makeList({ dispatcher, action, itemsPath: itemsPath(model) }, request).options(options ?? {});
  for await (const item of all) if (isItem(model, identity, item)) return item as ReadObject;
  throw notFound(dispatcher, model, identity, action);
}

/** The path of the list in the response of a resource type's list action. */
export function itemsPath({ resource, facts }: ResourceModel): string {
  const { action = '', items } = resource.list ?? {};
  return items ?? facts.actions[action]?.pagination?.items ?? '';
}

/** Whether an item of the list is the resource: each part of the identity that the item has is the same. */
function isItem(model: ResourceModel, identity: Identity, item: unknown): boolean {
  if (item === null || typeof item !== 'object')
    return String(item) === String(identity[model.identity.at(-1) as string]);
  return model.identity.every((member, index) => {
    const isOwn = index === model.identity.length - 1;
    const value = isOwn ? idIn(model, item as ReadObject) : readPath(item, member);
    if (value !== undefined) return String(value) === String(identity[member]);
    return !isOwn || model.resource.list?.idFilter !== undefined || model.resource.get?.id !== undefined;
  });
}

/** Whether the response of the read action has the status, which some services return only in the list. */
function getTellsStatus({ facts, resource, shapes }: ResourceModel): boolean {
  const member = resource.status?.member?.split('.')[0];
  const shape = facts.shapes[shapes[0] ?? ''];
  return member === undefined || shape?.[member] !== undefined;
}

function notFound(
  dispatcher: Dispatcher,
  model: ResourceModel,
  identity: Identity,
  action: string,
): NotFoundError {
  const { facts, resourceType } = model;
  const id = model.identity.map((member) => String(identity[member])).join('/');
  return new NotFoundError({
    code: `${resourceType}.NotFound`,
    serviceMessage: `the response has no ${resourceType} ${id}`,
    status: 404,
    isConcluded: true,
    service: facts.service,
    action,
    region: dispatcher.region,
    attempts: 1,
    retryable: false,
  });
}
