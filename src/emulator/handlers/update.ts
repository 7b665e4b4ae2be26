import type { Call } from '../call.js';
import { stampChange } from '../lifecycle.js';
import type { NounPlan } from '../noun.js';
import type { Data } from '../store.js';
import { conformKnown } from './add.js';
import { findEvery } from './find.js';

/** Changes what a request says of the resources that it addresses. */
export function answerUpdate(call: Call): Data {
  const noun = call.action.noun as NounPlan;
  const hooks = call.hooks(noun);
  const entities = findEvery(call, noun);
  const changed = entities.map((entity) => {
    const changes = changesOf(call, noun);
    hooks.beforeUpdate?.(call, entity, changes);
    return { entity, changes };
  });
  if (call.isDryRun) return call.result({});
  for (const { entity, changes } of changed) {
    call.space.collection(noun.key).update(entity, { ...changes, ...stampChange(noun, call.now) });
    hooks.afterUpdate?.(call, entity);
  }
  return call.result(entities[0]?.data ?? {});
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
    if (!which.has(member)) changes[member] = value;
  }
  conformKnown(noun, changes);
  return changes;
}
