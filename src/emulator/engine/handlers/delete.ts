import type { Call } from '../call.js';
import { passingStates, removeEntity, statusOf } from '../lifecycle.js';
import type { NounPlan } from '../../model/resource-type.js';
import type { Data } from '../../state/store.js';
import { batchResult } from './batch.js';
import { findAll } from './find.js';

/** Deletes the resources that a request addresses. */
export function answerDelete(call: Call): Data {
  const noun = call.action.noun as NounPlan;
  const hooks = call.hooks(noun);
  return batchResult(call, noun, findAll(call, noun), {
    check: (entity) => hooks.beforeDelete?.(call, entity),
    act: (entity) => {
      // On its way already: deleting it again changes nothing.
      const { deleting } = passingStates(noun);
      if (deleting !== undefined && statusOf(noun, entity) === deleting) return;
      removeEntity(call.world, call.space, noun, entity);
      hooks.afterDelete?.(call, entity);
    },
  });
}
