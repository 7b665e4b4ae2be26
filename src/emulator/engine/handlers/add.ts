import { readPath } from '../../../catalog/paths.js';
import { emptyFiller } from '../renderer.js';
import type { Call } from '../call.js';
import { idPrefix } from '../../state/ids.js';
import { firstStatus, moveStatus, passingStates, stampNew, statusOf } from '../lifecycle.js';
import type { NounPlan } from '../../model/resource-type.js';
import { putPath } from '../paths.js';
import { servicePlan } from '../../model/services.js';
import type { Data, Entity } from '../../state/store.js';

/** A new id of that noun, of the type and length that its requests and answers have it in. */
export function newId(call: Call, noun: NounPlan): string | number {
  const { ids } = call.world;
  const facts = noun.idFacts();
  // One member as a number and one as text: digits are both.
  if (facts.some(({ type }) => type === 'integer' || type === 'number')) return ids.integer();
  if (facts.some(({ minLength }) => minLength !== undefined && minLength > 25)) return ids.uuid();
  const id = ids.resource(call.hooks(noun).idPrefix ?? idPrefix(noun.name));
  const mostLength = Math.min(...facts.map(({ maxLength }) => maxLength ?? Infinity));
  return id.length <= mostLength ? id : id.slice(-mostLength);
}

/** Puts a resource into the store as the cloud completes it: id, times, owner, first status. */
export function addEntity(
  call: Call,
  noun: NounPlan,
  data: Data,
  id: unknown = newId(call, noun),
  hiddenForMs = 0,
): Entity {
  conformKnown(noun, data);
  stampNew(noun, data, id, call.space, call.now);
  for (const path of [noun.itemId, noun.idMember]) {
    if (path !== undefined && readPath(data, path) === undefined) putPath(data, path, id);
  }
  firstStatus(noun, data);
  const entity = call.space.collection(noun.key).add(String(id), data, {
    ...(hiddenForMs > 0 && { visibleFromMs: call.now + hiddenForMs }),
  });
  const { creating } = passingStates(noun);
  if (creating !== undefined && statusOf(noun, entity) === creating) {
    moveStatus(call.world, call.space, noun, entity, { through: creating, to: noun.status?.ready });
  }
  return entity;
}

/** Gives simple members the type that they are read with: a filter compares them as they are. */
export function conformKnown(noun: NounPlan, data: Data): void {
  const { renderer } = servicePlan(noun.service.name);
  for (const [member, value] of Object.entries(data)) {
    const facts = noun.readMember(member);
    if (facts?.type === undefined || facts.type === 'list' || value === undefined) continue;
    data[member] = renderer.conform(value, facts, member, emptyFiller);
  }
}
