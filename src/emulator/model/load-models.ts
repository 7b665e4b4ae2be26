import { anyService } from '../../catalog/any-service.js';
import type { ResourceType } from './resource-type.js';
import { ServiceModel } from './service-model.js';

// Derived from the catalog alone, which never changes while a process runs: safe to share between emulators.
const models = new Map<string, ServiceModel>();

/**
 * The model of one catalog module, built on first use.
 *
 * @throws `ConfigError` when the catalog has no such module
 */
export function serviceModel(module: string): ServiceModel {
  let model = models.get(module);
  if (model === undefined) {
    model = new ServiceModel(anyService(module));
    models.set(module, model);
  }
  return model;
}

/** The resource type with a key such as `vpc.Subnet`, or undefined when its service has no such type. */
export function findResourceType(key: string): ResourceType | undefined {
  const [module = '', name = ''] = key.split('.');
  return serviceModel(module).resourceTypes.get(name);
}

/** The resource type with a key such as `vpc.Subnet`. Throws for an unknown key. */
export function resourceTypeOf(key: string): ResourceType {
  const resourceType = findResourceType(key);
  if (!resourceType) throw new Error(`The catalog has no resource type ${key}`);
  return resourceType;
}
