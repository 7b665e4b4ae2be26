import type { Call } from '../call.js';
import type { NounPlan } from '../../model/resource-type.js';
import type { Data } from '../../state/store.js';
import { findEvery } from './find.js';
import { changesOf } from './update.js';

/** Reads or writes a setting of a resource that has a reader and a writer of its own. */
export function answerFacet(call: Call): Data {
  const noun = call.action.noun as NounPlan;
  const facet = call.action.facet as string;
  const entities = findEvery(call, noun);
  if (call.action.isRead) {
    const [entity] = entities;
    return call.sampledResult({ ...entity?.data, ...entity?.facets?.[facet] });
  }
  if (!call.isDryRun) {
    for (const entity of entities) {
      entity.facets = { ...entity.facets, [facet]: { ...entity.facets?.[facet], ...changesOf(call, noun) } };
    }
  }
  return call.result({});
}
