import { readPath, withPath } from '../catalog/paths.js';
import type { CallOptions } from '../contracts/call.js';
import type { Dispatcher } from '../contracts/dispatcher.js';
import { NotFoundError } from '../errors/not-found-error.js';
import { ResourceError } from '../errors/resource-error.js';
import { addressed, type Identity } from './identity.js';
import { listing } from './listing.js';
import type { ResourcePlan } from './plan.js';
import { readShapes } from './read-shapes.js';

/** An object that was read: its members in wire names. */
export type ReadObject = Record<string, unknown>;

/**
 * Reads one resource, as the facts say it is read: by its own action, by a filtered list, or by going through the list.
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
  const { resource, noun, facts } = plan;
  const byList = resource.list !== undefined && resource.read !== undefined && resource.read !== 'embedded';
  if (resource.get && resource.read === 'get' && !(forStatus && byList && !getTellsStatus(plan))) {
    const { action, id, idIsList, object } = resource.get;
    const request = addressed(
      plan,
      identity,
      action,
      id === undefined ? undefined : { by: id, isList: idIsList === true },
    );
    const answer = await dispatcher.send(action, request, options);
    const found = object === undefined ? answer : readPath(answer, object);
    const one: unknown = Array.isArray(found) ? found[0] : found;
    if (one !== null && typeof one === 'object') return one as ReadObject;
    throw notFound(dispatcher, plan, identity, action);
  }
  if (!byList || !resource.list) {
    throw new ResourceError(`A ${facts.name}.${noun} can't be read by itself: the API has no action for it`);
  }
  return readFromList(dispatcher, plan, identity, resource.list.action, options);
}

async function readFromList(
  dispatcher: Dispatcher,
  plan: ResourcePlan,
  identity: Identity,
  action: string,
  options?: CallOptions,
): Promise<ReadObject> {
  const { list } = plan.resource;
  const own = identity[plan.identity.at(-1) as string];
  let request = addressed(plan, identity, action, undefined);
  if (list?.idFilter !== undefined) {
    delete request[plan.identity.at(-1) as string];
    request = withPath(request, list.idFilter, list.idFilterIsList ? [own] : own);
  }
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
    const told = readPath(item, isOwn ? (plan.itemId ?? member) : member);
    return told === undefined ? !isOwn : String(told) === String(identity[member]);
  });
}

/** Whether the reading action's answer holds the status, which some services tell only in the list. */
function getTellsStatus({ facts, resource }: ResourcePlan): boolean {
  const member = resource.status?.member?.split('.')[0];
  const shape = facts.shapes[readShapes(facts, resource)[0] ?? ''];
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
