import { loadService } from '../catalog/load.js';
import { ConfigError } from '../errors/config-error.js';
import { resourcePlan } from './plan.js';
import { resourceClass, type ResourceConstructor } from './resource-class.js';

/** The class of one noun of a service, for a service's module to export. */
export function nounClass(service: string, noun: string): ResourceConstructor {
  const plan = resourcePlan(loadService(service), noun);
  if (!plan) throw new ConfigError(`${service} has no resource ${noun}`);
  return resourceClass(plan);
}
