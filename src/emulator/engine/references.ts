import { nounPlan, type Call } from './call.js';
import { giveFirst } from './predefined.js';
import { moveStatus, setStatus, statusOf } from './lifecycle.js';
import { badStatus, inUse, notFound } from '../model/refusal.js';
import type { Data, Entity } from '../state/store.js';

/** A resource that has to be there for a behaviour to go on. @throws {@link Refusal} when it isn't */
export function existing(call: Call, key: string, id: unknown): Entity {
  const entity = find(call, key, String(id));
  if (!entity) throw notFound(nounPlan(key).service.service, nounPlan(key).name, String(id));
  return entity;
}

/**
 * A resource that a member refers to, where it is known. Whether it has to be is the user's choice
 * (`references`): by default only within one service.
 *
 * @throws {@link Refusal} when it has to exist and doesn't
 */
export function referred(call: Call, key: string, id: unknown): Entity | undefined {
  if (typeof id !== 'string' || id === '') return undefined;
  const { references } = call.world;
  const isOwn = key.startsWith(`${call.service.facts.name}.`);
  if (references === 'all' || (references === 'service' && isOwn)) return existing(call, key, id);
  return find(call, key, id);
}

function find(call: Call, key: string, id: string): Entity | undefined {
  const [module = ''] = key.split('.');
  giveFirst(module === call.service.facts.name ? call : call.as(module), nounPlan(key));
  return call.collection(key).get(id);
}

/** Refuses while other resources refer to this one. */
export function refuseWhileReferred(
  call: Call,
  noun: string,
  id: string,
  by: Readonly<Record<string, string>>,
): void {
  for (const [key, member] of Object.entries(by)) {
    const [first] = call.collection(key).where(member, id);
    if (first) throw inUse(noun, id, `the ${nounPlan(key).name} ${first.id}`);
  }
}

/** Refuses unless the status is one of these. */
export function requireStatus(key: string, entity: Entity, ...allowed: readonly string[]): void {
  const noun = nounPlan(key);
  const status = statusOf(noun, entity);
  if (!allowed.includes(String(status))) throw badStatus(noun.service.service, noun.name, entity.id, status);
}

/** Moves the status of a resource to one that passes, and from there to one that stays. */
export function moveTo(call: Call, key: string, entity: Entity, through: string, to: string): void {
  const { service } = nounPlan(key).service;
  const space = call.world.space(call.caller.account, call.region, service);
  moveStatus(call.world, space, nounPlan(key), entity, { through, to });
}

/** Changes members of a resource of any service. */
export function change(call: Call, key: string, entity: Entity, changes: Data): void {
  call.collection(key).update(entity, changes);
}

/** Sets the status of a resource of any service at once. */
export function changeStatus(call: Call, key: string, entity: Entity, status: string): void {
  setStatus(call.collection(key), nounPlan(key), entity, status);
}

/** A member as text, `''` where it has none. */
export function textOf(data: Readonly<Data>, member: string): string {
  const value = data[member];
  return typeof value === 'string' ? value : '';
}

/** A member as a list of texts. */
export function textsOf(data: Readonly<Data>, member: string): readonly string[] {
  const value = data[member];
  return Array.isArray(value) ? value.map(String) : [];
}

/** A member as a list of objects. */
export function objectsOf(data: Readonly<Data>, member: string): readonly Data[] {
  const value = data[member];
  return Array.isArray(value) ? (value as Data[]) : [];
}
