import { camelName, pluralName } from '../../catalog/names.js';
import type { ServiceFacts } from '../../catalog/types.js';
import { normal } from './find-service.js';

/** A resource type of a service, as a command names it: `ecs instance`, `ecs instances`, `autoscaling ScalingGroup`. */
export function findResourceType(facts: ServiceFacts, word: string): string | undefined {
  const wanted = normal(word);
  return Object.keys(facts.resources).find((resourceType) =>
    [resourceType, pluralName(resourceType)].some((name) => normal(name) === wanted),
  );
}

/** How a resource type is typed: `securityGroup`. */
export function resourceWord(resourceType: string): string {
  return camelName(resourceType);
}
