import type { Call } from '../call.js';
import { stampChange } from '../lifecycle.js';
import type { NounPlan } from '../../model/resource-type.js';
import { notFound } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';
import { conformKnown } from './add.js';
import { findEvery } from './find.js';

/** Changes what a request says of the resources that it addresses. */
export function answerUpdate(call: Call): Data {
  const noun = call.action.noun as NounPlan;
  const parent = noun.isGiven ? parentOf(call, noun) : undefined;
  if (parent) return updateParent(call, parent);
  const hooks = call.hooks(noun);
  const entities = findEvery(call, noun);
  const changed = entities.map((entity) => {
    const changes = changesOf(call, noun);
    hooks.beforeUpdate?.(call, entity, changes);
    return { entity, changes };
  });
  if (call.isDryRun) return call.result({});
  for (const { entity, changes } of changed) {
    const collection = call.space.collection(noun.key);
    collection.update(entity, { ...changes, ...stampChange(noun, call.now) });
    const id = String(noun.idOf(entity));
    if (id !== entity.id) collection.rename(entity, id);
    hooks.afterUpdate?.(call, entity);
  }
  return call.result(entities[0]?.data ?? {});
}

interface Parent {
  readonly noun: NounPlan;
  readonly entity: Entity;
}

/** Of what nobody creates, an update may be meant for the resource that it belongs to: the spec of an instance. */
function parentOf(call: Call, noun: NounPlan): Parent | undefined {
  const { idMember } = noun;
  if (idMember !== undefined && call.input[idMember] !== undefined) return undefined;
  for (const other of call.service.nouns.values()) {
    const id = other.idMember === undefined ? undefined : call.input[other.idMember];
    if (other.isGiven || other.parentMembers.length > 0 || typeof id !== 'string') continue;
    const entity = call.space.collection(other.key).get(id);
    if (!entity) throw notFound(call.service.facts.service, other.name, id);
    return { noun: other, entity };
  }
  return undefined;
}

function updateParent(call: Call, { noun, entity }: Parent): Data {
  const changes = Object.entries(changesOf(call, noun)).filter(([member]) => noun.readMember(member));
  if (!call.isDryRun) {
    const changed = { ...Object.fromEntries(changes), ...stampChange(noun, call.now) };
    call.space.collection(noun.key).update(entity, changed);
  }
  return call.result(entity.data);
}

/** The members that a request sets: not those that say which resource is meant. */
export function changesOf(call: Call, noun: NounPlan): Data {
  const { facts } = noun;
  const which = new Set([
    call.action.idMember,
    noun.idMember,
    noun.itemId,
    facts.id?.requestList,
    ...noun.parentMembers,
    'ClientToken',
    'DryRun',
  ]);
  const changes: Data = {};
  for (const [member, value] of Object.entries(call.input)) {
    // `NewUserName` sets `UserName`.
    const old = member.replace(/^New(?=[A-Z])/, '');
    if (old !== member && noun.readMember(old)) changes[old] = value;
    else if (!which.has(member)) changes[member] = value;
  }
  conformKnown(noun, changes);
  return changes;
}
