import { reachableShapes } from '../catalog/shapes.js';
import { memoize } from '../util/memo.js';
import type { ServiceFacts } from '../catalog/types.js';

const flatShapesOf = memoize((facts: ServiceFacts): ReadonlySet<string> => {
  const actions = Object.values(facts.actions).filter(({ protocol }) => protocol !== 'json');
  return reachableShapes(
    facts,
    actions.map(({ input }) => input),
  );
});

/** Whether a shape belongs to a request that is sent flattened, in a query or form. Lists in such a request hold no null. */
export function isFlat(facts: ServiceFacts, shapeName: string): boolean {
  return flatShapesOf(facts).has(shapeName);
}
