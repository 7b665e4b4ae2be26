import { reachableShapes } from '../catalog/shapes.js';
import type { ServiceFacts } from '../catalog/types.js';

const known = new WeakMap<ServiceFacts, ReadonlySet<string>>();

/** Whether a shape is part of a request that is flattened into a query or form; lists of such a request hold no null. */
export function isFlat(facts: ServiceFacts, shapeName: string): boolean {
  let flat = known.get(facts);
  if (!flat) {
    const actions = Object.values(facts.actions).filter(({ protocol }) => protocol !== 'json');
    flat = reachableShapes(
      facts,
      actions.map(({ input }) => input),
    );
    known.set(facts, flat);
  }
  return flat.has(shapeName);
}
