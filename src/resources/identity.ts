import { readPath, withPath } from '../catalog/paths.js';
import { inputName, inputShape, memberAt } from '../catalog/shapes.js';
import { ResourceError } from '../errors/resource.js';
import { coerceId } from './coerce-id.js';
import type { ResourceModel } from './model/resource-model.js';

/** The values that together address one resource, by request member. */
export type Identity = Readonly<Record<string, unknown>>;

/** What a caller may give for one: the bare id where that is enough, or all members by name. */
export type IdentityInput = string | number | bigint | Identity;

/**
 * The identity that a caller means.
 *
 * @param scope - what is known already: the parents of a scoped collection
 * @throws {@link ResourceError} when a part is missing, empty or not an id at all
 */
export function toIdentity(
  model: ResourceModel,
  given: IdentityInput | undefined,
  scope: Identity = {},
): Identity {
  const own = model.identity.at(-1);
  const label = `${model.facts.name}.${model.resourceType}`;
  if (own === undefined) {
    if (model.isSingle) return {};
    throw new ResourceError(`A ${label} has no id of its own: take it from its list`);
  }
  const parts = given !== null && typeof given === 'object' ? given : { [own]: given };
  const identity: Record<string, unknown> = {};
  for (const member of model.identity) {
    const value = parts[member] ?? scope[member];
    if (value === undefined || value === null) {
      throw new ResourceError(
        `A ${label} is addressed by ${model.identity.join(' and ')}: give them as an object; ${member} is missing`,
      );
    }
    if (!isId(value)) throw new ResourceError(`The ${member} of a ${label} is empty or not an id`);
    identity[member] = value;
  }
  return withNeeds(model, identity, parts, scope);
}

/** An identity with what reading and deleting need besides, as far as it is known: the first that tells it wins. */
export function withNeeds(
  model: ResourceModel,
  identity: Identity,
  ...known: readonly (Readonly<Record<string, unknown>> | undefined)[]
): Identity {
  const all: Record<string, unknown> = { ...identity };
  for (const member of model.needs) {
    const value = known.map((each) => each?.[member]).find((each) => each !== undefined && each !== null);
    if (value !== undefined && (typeof value !== 'object' || Array.isArray(value))) all[member] = value;
  }
  return all;
}

/** The own id that a read object tells. */
export function toldId(model: ResourceModel, data: Readonly<Record<string, unknown>>): unknown {
  return model.itemIds.map((path) => readPath(data, path)).find((id) => id !== undefined && id !== null);
}

/** The identity of a listed item: what it tells of itself, and what the list was asked for. */
export function identityOfItem(
  model: ResourceModel,
  data: Readonly<Record<string, unknown>>,
  known: Readonly<Record<string, unknown>>,
): Identity {
  const { idFilter } = model.resource.list ?? {};
  const identity: Record<string, unknown> = {};
  for (const [index, member] of model.identity.entries()) {
    const isOwn = index === model.identity.length - 1;
    const told = isOwn ? toldId(model, data) : readPath(data, member);
    // Where an item tells no id, a list asked for one id is known to be of it.
    const asked = isOwn ? (idFilter === undefined ? undefined : readPath(known, idFilter)) : known[member];
    const value = told ?? (Array.isArray(asked) ? asked[0] : asked);
    if (value !== undefined) identity[member] = value;
  }
  return withNeeds(model, identity, known, data);
}

function isId(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && value === value.trim();
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value));
}

/**
 * A request that addresses the resource for an action: each part of its identity that the action's request has, and
 * what the action requires besides, as far as it is known.
 *
 * @param ownBy - the path of the member that carries the own id, where the facts name one
 */
export function addressed(
  model: ResourceModel,
  identity: Identity,
  action: string,
  ownBy?: string,
): Record<string, unknown> {
  const { facts, resource, needs } = model;
  const input = inputShape(facts, action);
  const ownMember = model.identity.at(-1);
  const request: Record<string, unknown> = {};
  for (const member of [...model.identity, ...needs.filter((each) => input[each]?.required)]) {
    const value = identity[member];
    if (member === ownMember || !input[member] || value === undefined) continue;
    request[member] = coerceId(value, input[member]);
  }
  if (ownMember === undefined) return request;
  // Some actions call the id as it is called where it is read, or take a list of ids.
  const asRead = model.itemIds.filter((name) => input[name]?.required);
  const names = [ownMember, resource.id?.request, ...asRead, resource.id?.requestList];
  const by = ownBy ?? names.find((name) => name !== undefined && input[name] && !(name in request));
  const id = identity[ownMember];
  if (by === undefined || id === undefined) return request;
  const fitted = coerceId(id, memberAt(facts, inputName(facts, action), by));
  return withPath(request, by, fitted);
}
