import { defineMethod } from '../util/define-method.js';
import { curatedOf, extendOnce } from './curated.js';
import type { Identity } from './identity.js';
import type { ResourceModel } from './model/resource-model.js';
import { optionalMethods } from './optional-methods.js';
import type { ReadObject } from './reading/read-object.js';
import { Resource, type Creation, type ResourceContext } from './resource.js';
import type { WaitedOptions } from './waiting/wait-option.js';

/** Makes resources of one type. */
export type ResourceConstructor = new (
  context: ResourceContext,
  identity: Identity,
  data?: ReadObject,
  creation?: Creation,
) => Resource;

type AnyMethod = (...args: unknown[]) => unknown;

const classes = new WeakMap<ResourceModel, ResourceConstructor>();

/** The class of one resource type, made on first use: getters, methods and relations of the facts are put on its prototype. */
export function resourceClass(model: ResourceModel): ResourceConstructor {
  let Class = classes.get(model);
  if (!Class) {
    Class = makeClass(model);
    classes.set(model, Class);
  }
  const added = curatedOf(model);
  if (added) extendOnce(Class, added.methods, added.shortNames, guard);
  return Class;
}

/** Lets a curated method run for whole resources only: a list filtered by a missing id would be a list of everything. */
function guard(method: AnyMethod): AnyMethod {
  // An async method rejects, as its callers expect of it.
  if (method.constructor.name === 'AsyncFunction') {
    return async function (this: Resource, ...args) {
      this.requireWhole();
      return method.apply(this, args);
    };
  }
  return function (this: Resource, ...args) {
    this.requireWhole();
    return method.apply(this, args);
  };
}

function makeClass(model: ResourceModel): ResourceConstructor {
  const { resourceType } = model;
  const Class = { [resourceType]: class extends Resource {} }[resourceType] as ResourceConstructor;
  const prototype = Class.prototype as Resource;
  for (const { name, wire } of model.getters) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: Resource) {
        return this.knownData[wire] ?? this.member(wire);
      },
    });
  }
  for (const { name, action } of model.methods) {
    defineMethod(
      prototype,
      name,
      async function (this: Resource, request?: Record<string, unknown>, options?: WaitedOptions) {
        return this.perform(action, request, options);
      },
    );
  }
  for (const relation of model.relations) {
    defineMethod(prototype, relation.name, function (this: Resource) {
      return this.context.relate(this, relation);
    });
  }
  for (const [name, method] of Object.entries(optionalMethods(model))) {
    defineMethod(prototype, name, method);
  }
  return Class;
}
