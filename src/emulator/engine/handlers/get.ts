import type { Call } from '../call.js';
import type { NounPlan } from '../../model/resource-type.js';
import { putPath } from '../paths.js';
import type { Data, Entity } from '../../state/store.js';
import { findOne } from './find.js';

/** Reads one resource. */
export function answerGet(call: Call): Data {
  const noun = call.action.noun as NounPlan;
  const known = presented(call, noun, findOne(call, noun));
  const object = call.action.isAlternative ? undefined : noun.facts.get?.object;
  if (object === undefined) return call.result(known);
  const result: Data = {};
  putPath(result, object, known);
  return call.result(result);
}

/** What is known of a resource, with what its behaviour works out. */
export function presented(call: Call, noun: NounPlan, entity: Entity): Readonly<Data> {
  const { present } = call.hooks(noun);
  const more = present?.(call, entity);
  // Copied only where there is something to add: lists show thousands.
  return more && Object.keys(more).length > 0 ? { ...entity.data, ...more } : entity.data;
}
