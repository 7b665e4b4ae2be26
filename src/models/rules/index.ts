import type { ServiceFacts } from '../../catalog/types.js';
import type { Rule } from './rule.js';

/** Hand-written rules by the service's module name. */
const rulesByService: Readonly<Record<string, readonly Rule[]>> = {};

/** The hand-written rules of one shape; mostly none. */
export function rulesOf(facts: ServiceFacts, shapeName: string): readonly Rule[] {
  return (rulesByService[facts.name] ?? []).filter((rule) => rule.shape === shapeName);
}
