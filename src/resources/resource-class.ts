import { curatedOf, extendOnce } from './curated.js';
import type { Identity } from './identity.js';
import { optionalMethods } from './optional-methods.js';
import type { ResourcePlan } from './model/resource-model.js';
import type { ReadObject } from './read.js';
import { related } from './relations.js';
import { Resource, type ResourceContext } from './resource.js';
import type { WaitedOptions } from './waiting/wait-option.js';

/** Makes resources of one noun. */
export type ResourceConstructor = new (
  context: ResourceContext,
  identity: Identity,
  data?: ReadObject,
  created?: { readonly taskIds: readonly string[] },
) => Resource;

const classes = new WeakMap<ResourcePlan, ResourceConstructor>();

/** The class of one noun, made on first use: its getters, methods and relations are put on the prototype from the facts. */
export function resourceClass(plan: ResourcePlan): ResourceConstructor {
  let Class = classes.get(plan);
  if (!Class) classes.set(plan, (Class = makeClass(plan)));
  const added = curatedOf(plan);
  if (added) extendOnce(Class, added.methods, added.shortNames);
  return Class;
}

function makeClass(plan: ResourcePlan): ResourceConstructor {
  const Class = { [plan.noun]: class extends Resource {} }[plan.noun] as ResourceConstructor;
  const prototype = Class.prototype as Resource;
  for (const { name, wire } of plan.getters) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: Resource) {
        return (this.data[wire] ?? this.member(wire)) as unknown;
      },
    });
  }
  for (const { name, action } of plan.methods) {
    define(
      prototype,
      name,
      async function (this: Resource, request?: Record<string, unknown>, options?: WaitedOptions) {
        return this.perform(action, request, options);
      },
    );
  }
  for (const relation of plan.relations) {
    define(prototype, relation.name, function (this: Resource) {
      return related(this, relation);
    });
  }
  for (const [name, method] of Object.entries(optionalMethods(plan))) define(prototype, name, method);
  return Class;
}

function define(prototype: object, name: string, value: (this: Resource, ...args: never[]) => unknown): void {
  Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
}
