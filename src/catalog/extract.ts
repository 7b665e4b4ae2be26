import { reachableShapes } from './shapes.js';
import type { ServiceFacts } from './types.js';

/** The facts of some actions of a service and of the shapes that these need. */
export function extractFacts(facts: ServiceFacts, actions: readonly string[]): ServiceFacts {
  const kept = Object.fromEntries(
    actions.map((action) => {
      const known = facts.actions[action];
      if (known === undefined) throw new Error(`${facts.name} has no action ${action}`);
      return [action, known];
    }),
  );
  const shapes = [
    ...reachableShapes(
      facts,
      Object.values(kept).flatMap(({ input, output }) => [input, output]),
    ),
  ];
  return {
    ...{ name: facts.name, service: facts.service, version: facts.version },
    actions: kept,
    shapes: Object.fromEntries(shapes.sort().map((shape) => [shape, facts.shapes[shape] ?? {}])),
    ...{ resources: {}, tagging: {}, operations: [] },
  };
}
