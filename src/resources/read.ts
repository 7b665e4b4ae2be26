import { readPath } from '../catalog/paths.js';
import type { ServiceFacts } from '../catalog/types.js';
import type { CallOptions } from '../types/call.js';
import type { Dispatcher } from '../types/dispatcher.js';
import { NotFoundError } from '../errors/service.js';
import { ResourceError } from '../errors/resource.js';
import { addressed, toldId, type Identity } from './identity.js';
import { listing } from './lists/list.js';
import { pagingMembers } from '../catalog/paging-members.js';
import { firstCursor, pageSizeOf } from './lists/page-cursor.js';
import type { ResourcePlan } from './model/resource-model.js';
import { readEmbedded } from './read-embedded.js';

/** An object that was read: its members in wire names. */
export type ReadObject = Record<string, unknown>;

/**
 * Reads one resource, as the facts say it is read: by its own action, by a filtered list,
 * by going through the list, or from what is read of its parent.
 *
 * @param forStatus - the status is wanted, which some services tell only in the list
 * @throws {@link NotFoundError} when there is no such resource
 */
export async function readOne(
  dispatcher: Dispatcher,
  plan: ResourcePlan,
  identity: Identity,
  options?: CallOptions,
  forStatus = false,
): Promise<ReadObject> {
  const { resource, noun, facts, embedded } = plan;
  if (embedded) {
    const found = await readEmbedded(dispatcher, plan, embedded, identity, options);
    if (found) return found;
    throw notFound(dispatcher, plan, identity, embedded.action);
  }
  const byList = resource.list !== undefined && resource.read !== undefined && resource.read !== 'embedded';
  if (resource.get && resource.read === 'get' && !(forStatus && byList && !getTellsStatus(plan))) {
    const { action, id, object } = resource.get;
    const request = onFirstPage(facts, action, addressed(plan, identity, action, id));
    mustBeComplete(plan, action, request);
    const answer = await dispatcher.send(action, request, options);
    // Some answers hold all of a parent: which of them it is, is looked for.
    const found = object === undefined ? answer : readPath(answer, object.replace(/\[0\]$/, ''));
    const one: unknown = Array.isArray(found) ? found.find((item) => isItem(plan, identity, item)) : found;
    if (one !== null && typeof one === 'object') return one as ReadObject;
    throw notFound(dispatcher, plan, identity, action);
  }
  if (!byList || !resource.list) {
    throw new ResourceError(`A ${facts.name}.${noun} can't be read by itself: the API has no action for it`);
  }
  return readFromList(dispatcher, plan, identity, resource.list.action, options);
}

/** What a service would only call a missing parameter is said in words of the resource. */
function mustBeComplete(plan: ResourcePlan, action: string, request: Record<string, unknown>): void {
  const { facts, noun, needs } = plan;
  const missing = needs.filter((member) => {
    const isRequired = facts.shapes[facts.actions[action]?.input ?? '']?.[member]?.required;
    return isRequired && request[member] === undefined;
  });
  if (missing.length === 0) return;
  throw new ResourceError(
    `Reading a ${facts.name}.${noun} needs ${missing.join(' and ')} besides its id: give both, as an object`,
  );
}

/** Some reading actions page over what is inside the object, and require to be told which page. */
function onFirstPage(
  facts: ServiceFacts,
  action: string,
  request: Record<string, unknown>,
): Record<string, unknown> {
  const { pagination, input = '' } = facts.actions[action] ?? {};
  const isAsked = pagingMembers(pagination).some((member) => facts.shapes[input]?.[member]?.required);
  if (!pagination || !isAsked) return request;
  return firstCursor(pagination, pageSizeOf(pagination, request), request).request(request);
}

async function readFromList(
  dispatcher: Dispatcher,
  plan: ResourcePlan,
  identity: Identity,
  action: string,
  options?: CallOptions,
): Promise<ReadObject> {
  const request = addressed(plan, identity, action, plan.resource.list?.idFilter);
  mustBeComplete(plan, action, request);
  const all = listing({ dispatcher, action, items: itemsPath(plan) }, request).options(options ?? {});
  for await (const item of all) if (isItem(plan, identity, item)) return item as ReadObject;
  throw notFound(dispatcher, plan, identity, action);
}

/** The path of the list in the answer of a noun's list action. */
export function itemsPath({ resource, facts }: ResourcePlan): string {
  const { action = '', items } = resource.list ?? {};
  return items ?? facts.actions[action]?.pagination?.items ?? '';
}

/** Whether an item of the list is the resource: each part of the identity that the item tells is the same. */
function isItem(plan: ResourcePlan, identity: Identity, item: unknown): boolean {
  if (item === null || typeof item !== 'object')
    return String(item) === String(identity[plan.identity.at(-1) as string]);
  return plan.identity.every((member, index) => {
    const isOwn = index === plan.identity.length - 1;
    const told = isOwn ? toldId(plan, item as ReadObject) : readPath(item, member);
    if (told !== undefined) return String(told) === String(identity[member]);
    return !isOwn || plan.resource.list?.idFilter !== undefined || plan.resource.get?.id !== undefined;
  });
}

/** Whether the reading action's answer holds the status, which some services tell only in the list. */
function getTellsStatus({ facts, resource, shapes }: ResourcePlan): boolean {
  const member = resource.status?.member?.split('.')[0];
  const shape = facts.shapes[shapes[0] ?? ''];
  return member === undefined || shape?.[member] !== undefined;
}

function notFound(
  dispatcher: Dispatcher,
  plan: ResourcePlan,
  identity: Identity,
  action: string,
): NotFoundError {
  const { facts, noun } = plan;
  const id = plan.identity.map((member) => String(identity[member])).join('/');
  return new NotFoundError({
    code: `${noun}.NotFound`,
    serviceMessage: `the answer has no ${noun} ${id}`,
    status: 200,
    service: facts.service,
    action,
    region: dispatcher.region,
    attempts: 1,
    retryable: false,
  });
}
