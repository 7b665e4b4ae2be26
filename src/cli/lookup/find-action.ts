import type { ServiceFacts } from '../../catalog/types.js';

/** An action of a service as a command names it: `DescribeInstances`, `describe-instances`. */
export function findAction(facts: ServiceFacts, word: string): string | undefined {
  if (Object.hasOwn(facts.actions, word)) return word;
  const wanted = word.replace(/[-_]/g, '').toLowerCase();
  const found = Object.keys(facts.actions).filter((action) => action.toLowerCase() === wanted);
  // Two actions that differ in case only are told apart by their exact names.
  return found.length === 1 ? found[0] : undefined;
}
