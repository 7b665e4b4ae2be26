import type { ResourceFacts } from '../../catalog/types.js';

/** All states that the facts name for a resource type, in any of their lists. */
export function deriveStates({ status }: ResourceFacts): readonly string[] {
  const { values = [], ready = [], failed = [], waits = {} } = status ?? {};
  const waited = Object.values(waits).flatMap((actions) =>
    Object.values(actions).flatMap(({ states }) => states),
  );
  return [...new Set([...values, ...ready, ...failed, ...waited].map(String))];
}
