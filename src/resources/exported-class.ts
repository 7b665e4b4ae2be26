import { loadService } from '../catalog/load.js';
import { ConfigError } from '../errors/config.js';
import { resourceModelOf } from './model/resource-model.js';
import { resourceClass, type ResourceConstructor } from './resource-class.js';

/** What a service's module exports under a resource type's name: for `instanceof`, since resources come from their collection. */
export interface ExportedClass {
  readonly prototype: object;
  [Symbol.hasInstance](value: unknown): boolean;
}

/**
 * Stands for the class of one resource type of a service, which is made when it is first asked for: importing a service makes
 * none of its many classes.
 */
export function exportedClass(service: string, resourceType: string): ExportedClass {
  const stand = () => {
    throw new ConfigError(`${resourceType} is made by its collection: there is no new ${resourceType}()`);
  };
  return Object.defineProperties(stand, {
    name: { value: resourceType },
    prototype: { get: () => classOf(service, resourceType).prototype as object },
    [Symbol.hasInstance]: { value: (value: unknown) => value instanceof classOf(service, resourceType) },
  }) as unknown as ExportedClass;
}

function classOf(service: string, resourceType: string): ResourceConstructor {
  const model = resourceModelOf(loadService(service), resourceType);
  if (!model) throw new ConfigError(`${service} has no resource ${resourceType}`);
  return resourceClass(model);
}
