import { loadService } from '../catalog/load.js';
import { ConfigError } from '../errors/config.js';
import { resourcePlan } from './model/resource-model.js';
import { resourceClass, type ResourceConstructor } from './resource-class.js';

/** What a service's module exports under a noun's name: for `instanceof`, since resources come from their collection. */
export interface NounClass {
  readonly prototype: object;
  [Symbol.hasInstance](value: unknown): boolean;
}

/**
 * Stands for the class of one noun of a service, which is made when it is first asked for: importing a service makes
 * none of its many classes.
 */
export function nounClass(service: string, noun: string): NounClass {
  const stand = () => {
    throw new ConfigError(`${noun} is made by its collection: there is no new ${noun}()`);
  };
  return Object.defineProperties(stand, {
    name: { value: noun },
    prototype: { get: () => classOf(service, noun).prototype as object },
    [Symbol.hasInstance]: { value: (value: unknown) => value instanceof classOf(service, noun) },
  }) as unknown as NounClass;
}

function classOf(service: string, noun: string): ResourceConstructor {
  const plan = resourcePlan(loadService(service), noun);
  if (!plan) throw new ConfigError(`${service} has no resource ${noun}`);
  return resourceClass(plan);
}
