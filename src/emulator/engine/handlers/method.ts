import type { Call } from '../call.js';
import { moveStatus, stampChange } from '../lifecycle.js';
import type { NounPlan } from '../../model/resource-type.js';
import type { Data, Entity } from '../../state/store.js';
import { batchResult } from './batch.js';
import { findAll, findEvery } from './find.js';
import { presented } from './get.js';
import { changesOf } from './update.js';

// What follows these verbs are settings; after others, members say how it is done.
const settingVerb =
  /^(batch)?(modify|update|set|change|rename|renew|resize|reset|edit|replace|alter|config)/i;

/** Answers another action of a resource: reads about it, moves its status by the action's verb, or sets members. */
export function answerMethod(call: Call): Data {
  const noun = call.action.noun as NounPlan;
  if (call.action.isRead) {
    const [entity] = findEvery(call, noun);
    return call.sampledResult(entity ? presented(call, noun, entity) : {});
  }
  return batchResult(call, noun, findAll(call, noun), {
    check: () => undefined,
    act: (entity) => act(call, noun, entity),
  });
}

function act(call: Call, noun: NounPlan, entity: Entity): void {
  const transition = noun.status?.transition(call.action.name);
  if (transition) moveStatus(call.world, call.space, noun, entity, transition);
  const changes = settingVerb.test(call.action.name) ? settings(call, noun) : {};
  call.space.collection(noun.key).update(entity, { ...changes, ...stampChange(noun, call.now) });
}

function settings(call: Call, noun: NounPlan): Data {
  return Object.fromEntries(
    Object.entries(changesOf(call, noun)).filter(([member]) => noun.readMember(member)),
  );
}
