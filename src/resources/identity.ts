import { readPath, withPath } from '../catalog/paths.js';
import { inputName, inputShape, memberAt } from '../catalog/shapes.js';
import type { ShapeFacts } from '../catalog/types.js';
import { ResourceError } from '../errors/resource.js';
import { coerceId } from './coerce-id.js';
import { anyOf, anyOfCapital } from './model/label.js';
import type { ResourceModel } from './model/resource-model.js';

/** The values that together identify a resource, by request member. */
export type Identity = Readonly<Record<string, unknown>>;

/** An identity as callers pass it: the bare id when that is enough, or all members by name. */
export type IdentityInput = string | number | bigint | Identity;

/**
 * Turns what a caller passed into an identity.
 *
 * @param scope - what is known already: the parents of a scoped collection
 * @throws {@link ResourceError} when a part is missing, empty or not an id at all
 */
export function toIdentity(
  model: ResourceModel,
  input: IdentityInput | undefined,
  scope: Identity = {},
): Identity {
  const own = model.identity.at(-1);
  if (own === undefined) {
    if (model.isSingle) return {};
    throw new ResourceError(`${anyOfCapital(model)} has no id of its own: take it from its list`);
  }
  const parts = input !== null && typeof input === 'object' ? input : { [own]: input };
  const identity: Record<string, unknown> = {};
  for (const member of model.identity) {
    const value = parts[member] ?? scope[member];
    if (value === undefined || value === null) {
      throw new ResourceError(
        `${anyOfCapital(model)} is identified by ${model.identity.join(' and ')}: pass them as an object; ${member} is missing`,
      );
    }
    if (!isId(value)) throw new ResourceError(`The ${member} of ${anyOf(model)} is empty or not an id`);
    identity[member] = value;
  }
  return withNeeds(model, identity, parts, scope);
}

/** Adds to an identity what reading and deleting need besides, and whose it is; of several known values the first wins. */
export function withNeeds(
  model: ResourceModel,
  identity: Identity,
  ...known: readonly (Readonly<Record<string, unknown>> | undefined)[]
): Identity {
  const all: Record<string, unknown> = { ...identity };
  for (const member of [...model.needs, ...model.owners]) {
    const value = known.map((each) => each?.[member]).find((each) => each !== undefined && each !== null);
    if (value !== undefined && (typeof value !== 'object' || Array.isArray(value))) all[member] = value;
  }
  return all;
}

/** The id that the data of a resource has. */
export function idIn(model: ResourceModel, data: Readonly<Record<string, unknown>>): unknown {
  return model.itemIds.map((path) => readPath(data, path)).find((id) => id !== undefined && id !== null);
}

/** The identity of a listed item, from its data and from the request of the list. */
export function identityOfItem(
  model: ResourceModel,
  data: Readonly<Record<string, unknown>>,
  known: Readonly<Record<string, unknown>>,
): Identity {
  const { idFilter } = model.resource.list ?? {};
  const identity: Record<string, unknown> = {};
  for (const [index, member] of model.identity.entries()) {
    const isOwn = index === model.identity.length - 1;
    const found = isOwn ? idIn(model, data) : readPath(data, member);
    // An item without an id belongs to the id that the list was filtered by.
    const asked = isOwn ? (idFilter === undefined ? undefined : readPath(known, idFilter)) : known[member];
    const value = found ?? (Array.isArray(asked) ? asked[0] : asked);
    if (value !== undefined) identity[member] = value;
  }
  return withNeeds(model, identity, known, data);
}

/** Whether a caller may pass it as an id. */
export function isId(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && value === value.trim();
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value));
}

/**
 * Lets only a whole identity pass: with a part of it missing, a call could read or delete something else.
 *
 * @throws {@link ResourceError} when a part is missing, empty or not an id
 */
export function requireIdentity(model: ResourceModel, identity: Identity): void {
  if (model.identity.length === 0 && !model.isSingle) {
    throw new ResourceError(`${anyOfCapital(model)} has no id of its own: no call can be about one alone`);
  }
  const missing = missingParts(model, identity);
  if (missing.length === 0) return;
  throw new ResourceError(
    `Nothing was sent: ${anyOf(model)} is identified by ${model.identity.join(' and ')}, and this one lacks ${missing.join(' and ')}`,
  );
}

/** The parts of an identity that are missing or empty. */
export function missingParts(model: ResourceModel, identity: Identity): readonly string[] {
  return model.identity.filter((member) => !isPresent(identity[member]));
}

/** Whether a service could have given this as a part of an identity; looser than what a caller may pass. */
function isPresent(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value === 'number') return !Number.isNaN(value);
  if (Array.isArray(value)) return value.length > 0 && value.every(isPresent);
  return typeof value === 'bigint' || typeof value === 'boolean';
}

/**
 * A request that addresses the resource for an action: each part of its identity that the action's request has, and
 * what the action requires besides, as far as it is known.
 *
 * @param ownBy - the path of the member that carries the own id, where the facts name one
 * @throws {@link ResourceError} when the identity is not whole
 */
export function addressed(
  model: ResourceModel,
  identity: Identity,
  action: string,
  ownBy?: string,
): Record<string, unknown> {
  requireIdentity(model, identity);
  const { facts, needs, owners } = model;
  const input = inputShape(facts, action);
  const ownMember = model.identity.at(-1);
  const request: Record<string, unknown> = {};
  const required = needs.filter((each) => input[each]?.required);
  for (const member of [...model.identity, ...required, ...owners]) {
    const value = identity[member];
    if (member === ownMember || value === undefined) continue;
    const name = spelledIn(input, member);
    if (name !== undefined) request[name] = coerceId(value, input[name]);
  }
  if (ownMember === undefined) return request;
  const by = ownIdPath(model, action, ownBy);
  if (by === undefined) return request;
  const fitted = coerceId(identity[ownMember], memberAt(facts, inputName(facts, action), by));
  return withPath(request, by, fitted);
}

/** The member of a request that is called so, or spelled otherwise and required: `UserPoolUID` for `UserPoolUid`. */
function spelledIn(input: ShapeFacts, member: string): string | undefined {
  if (input[member]) return member;
  return Object.keys(input).find(
    (name) => input[name]?.required && name.toLowerCase() === member.toLowerCase(),
  );
}

/**
 * The path of the member of an action's request that takes the own id; undefined when it has none.
 *
 * @param ownBy - the path that the facts name for this action
 */
export function ownIdPath(model: ResourceModel, action: string, ownBy?: string): string | undefined {
  const { facts, resource, identity, itemIds, needs } = model;
  const own = identity.at(-1);
  const named = ownBy ?? resource.updateBy?.[action];
  if (own === undefined || named !== undefined) return named;
  const input = inputShape(facts, action);
  // Some actions call the id as it is called where it is read, or take a list of ids.
  const asRead = itemIds.filter((name) => input[name]?.required);
  const names = [own, resource.id?.request, ...asRead, resource.id?.requestList];
  const others = [...identity.slice(0, -1), ...needs.filter((each) => input[each]?.required)];
  return names.find((name) => name !== undefined && input[name] && !others.includes(name));
}

/**
 * Puts the id back where an action takes it inside of an object or of a list's first item, which the caller may have set as
 * a whole. Changes `request` itself, and no value of it.
 */
export function putInnerId(
  model: ResourceModel,
  identity: Identity,
  action: string,
  request: Record<string, unknown>,
  ownBy?: string,
): Record<string, unknown> {
  const path = ownIdPath(model, action, ownBy) ?? '';
  const id = identity[model.identity.at(-1) ?? ''];
  const [head] = path.split(/[.[]/);
  if (head === undefined || head === path || id === undefined) return request;
  const { facts } = model;
  request[head] = withPath(request, path, coerceId(id, memberAt(facts, inputName(facts, action), path)))[
    head
  ];
  return request;
}

/** A request with further members; those that are undefined take nothing away. */
export function withFurther(
  request: Readonly<Record<string, unknown>>,
  further: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
  const given = Object.entries(further ?? {}).filter(([, value]) => value !== undefined);
  return { ...request, ...Object.fromEntries(given) };
}
