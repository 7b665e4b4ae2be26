import { withCapitalArticle } from '../catalog/names.js';
import type { ServiceFacts } from '../catalog/types.js';
import { nearestHint } from '../util/nearest.js';
import { UsageError } from './usage-error.js';

/**
 * A state as the service spells it: `running` → `RUNNING`.
 *
 * @throws {@link UsageError} for one that the facts do not have, where they list all of them
 */
export function knownState(facts: ServiceFacts, resourceType: string, typed: string): string {
  const states = statesOf(facts, resourceType);
  const known =
    states.find((state) => state === typed) ??
    states.find((state) => state.toLowerCase() === typed.toLowerCase());
  const isListed = (facts.resources[resourceType]?.status?.values ?? []).length > 0;
  if (known === undefined && isListed) {
    const hint = nearestHint(typed, states) || `; there is ${states.join(', ')}`;
    throw new UsageError(
      `${withCapitalArticle(`${facts.name}.${resourceType}`)} has no state ${JSON.stringify(typed)}${hint}`,
    );
  }
  return known ?? typed;
}

/** The states that the facts know of a resource type, those that it rests in first. */
export function statesOf(facts: ServiceFacts, resourceType: string): readonly string[] {
  const { ready = [], values = [], failed = [], waits = {} } = facts.resources[resourceType]?.status ?? {};
  const waited = Object.values(waits).flatMap((actions) =>
    Object.values(actions).flatMap(({ states }) => states),
  );
  return [...new Set([...ready, ...waited, ...values, ...failed].map(String))];
}
