import type { ServiceFacts } from '../../catalog/types.js';
import { autoscalingRules } from './autoscaling.js';
import { cidrRules } from './cidr.js';
import { ecsRules } from './ecs.js';
import { conditionalRules } from './required-when.js';
import type { Rule } from './rule.js';

/** Hand-written rules by the service's module name. */
const rulesByService: Readonly<Record<string, readonly Rule[]>> = {
  autoscaling: autoscalingRules,
  ecs: ecsRules,
};

/** The hand-written rules of one shape; few shapes have any. */
export function rulesOf(facts: ServiceFacts, shapeName: string): readonly Rule[] {
  const ofService = [...(rulesByService[facts.name] ?? []), ...conditionalRules(facts.name)];
  return [...ofService.filter((rule) => rule.shape === shapeName), ...cidrRules(facts, shapeName)];
}
