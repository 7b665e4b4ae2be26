import { Collection, type Scope } from './collection.js';
import { curatedOf, extendOnce } from './curated.js';
import type { ResourcePlan } from './model/resource-model.js';
import type { ResourceContext } from './resource.js';

type CollectionConstructor = new (context: ResourceContext, scope?: Scope) => Collection;

const classes = new WeakMap<ResourcePlan, CollectionConstructor>();

/** The collection class of one noun, made on first use: batch forms and actions without an id are its methods. */
export function collectionClass(plan: ResourcePlan): CollectionConstructor {
  let Class = classes.get(plan);
  if (!Class) classes.set(plan, (Class = makeClass(plan)));
  const added = curatedOf(plan);
  if (added) extendOnce(Class, added.collectionMethods);
  return Class;
}

function makeClass(plan: ResourcePlan): CollectionConstructor {
  const name = `${plan.noun}Collection`;
  const Class = { [name]: class extends Collection {} }[name] as CollectionConstructor;
  for (const method of plan.collectionMethods) {
    Object.defineProperty(Class.prototype, method.name, {
      configurable: true,
      writable: true,
      value: async function (this: Collection, ...args: unknown[]) {
        return this.perform(method, args);
      },
    });
  }
  return Class;
}
