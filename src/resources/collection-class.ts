import { defineMethod } from '../util/define-method.js';
import { Collection, type Scope } from './collection.js';
import { curatedOf, extendOnce } from './curated.js';
import type { ResourceModel } from './model/resource-model.js';
import type { ResourceContext } from './resource.js';

type CollectionConstructor = new (context: ResourceContext, scope?: Scope) => Collection;

const classes = new WeakMap<ResourceModel, CollectionConstructor>();

/** The collection class of one resource type, made on first use: batch actions and actions without an id are its methods. */
export function collectionClass(model: ResourceModel): CollectionConstructor {
  let Class = classes.get(model);
  if (!Class) {
    Class = makeClass(model);
    classes.set(model, Class);
  }
  const added = curatedOf(model);
  if (added) extendOnce(Class, added.collectionMethods);
  return Class;
}

function makeClass(model: ResourceModel): CollectionConstructor {
  const name = `${model.resourceType}Collection`;
  const Class = { [name]: class extends Collection {} }[name] as CollectionConstructor;
  for (const method of model.collectionMethods) {
    defineMethod(
      Class.prototype as Collection,
      method.name,
      async function (this: Collection, ...args: unknown[]) {
        return this.perform(method, args);
      },
    );
  }
  return Class;
}
