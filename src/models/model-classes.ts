import type { ServiceFacts, ShapeFacts } from '../catalog/types.js';
import { memoize, memoizeByName } from '../util/memo.js';
import { classTransformer, classValidator, withStore } from './class-validator.js';
import { isFlat } from './flat-shapes.js';
import type { BoundConstraint } from './constraints.js';
import { holdsShape, memberConstraints } from './member-constraints.js';
import { modelStore } from './model-store.js';
import { rulesOf } from './rules/index.js';

/** A class for one shape. Its instances are requests, or parts of a request. */
export type ModelClass = new () => object;

/** The service and shape that a model stands for. */
export interface ModelOrigin {
  readonly facts: ServiceFacts;
  readonly shapeName: string;
}

type Models = Readonly<Record<string, ModelClass>>;

const origins = new WeakMap<object, ModelOrigin>();
const published = new WeakSet<ModelClass>();

/**
 * The model classes of a service by shape name, each made on first access: `models.RunInstancesRequest`.
 *
 * class-validator and class-transformer know a class, with decorators for all facts and hand-written rules, as soon as the
 * first instance of it or of a subclass is made.
 */
export const modelsOf: (facts: ServiceFacts) => Models = memoize((facts) => {
  const getters = Object.keys(facts.shapes).map(
    (shapeName) => [shapeName, { enumerable: true, get: () => modelOf(facts, shapeName) }] as const,
  );
  return Object.create(null, Object.fromEntries(getters)) as Models;
});

/** The model class of one shape; every call returns the same class. */
export const modelOf: (facts: ServiceFacts, shapeName: string) => ModelClass = memoizeByName(makeModel);

function makeModel(facts: ServiceFacts, shapeName: string): ModelClass {
  const made = {
    [shapeName]: class {
      constructor() {
        publishModel(model);
      }
    },
  };
  const model = made[shapeName] as ModelClass;
  origins.set(model, { facts, shapeName });
  return model;
}

/** The shape that a class is the model of; undefined for other classes, subclasses of a model included. */
export function originOf(modelClass: unknown): ModelOrigin | undefined {
  return typeof modelClass === 'function' ? origins.get(modelClass) : undefined;
}

/** The model that an instance belongs to, directly or through its class's ancestors. */
export function modelOfInstance(instance: object): ModelClass | undefined {
  for (let at: unknown = instance; at; at = Object.getPrototypeOf(at)) {
    const held = Object.getOwnPropertyDescriptor(at, 'constructor')?.value as unknown;
    if (originOf(held)) return held as ModelClass;
  }
  return undefined;
}

/**
 * Decorates a model for class-validator, in our own store, on first use.
 *
 * @returns the constraints of each member
 */
export const decorateModel: (model: ModelClass) => ReadonlyMap<string, readonly BoundConstraint[]> = memoize(
  (model) => withStore(modelStore(), () => decorate(model, origins.get(model)!)),
);

function decorate(model: ModelClass, { facts, shapeName }: ModelOrigin): Map<string, BoundConstraint[]> {
  const cv = classValidator();
  const store = modelStore();
  const flat = isFlat(facts, shapeName);
  const rules = rulesOf(facts, shapeName);
  const all = new Map<string, BoundConstraint[]>();
  for (const [name, member] of Object.entries(shapeOf(facts, shapeName))) {
    const constraints = memberConstraints(member, flat).map((constraint) => ({ ...constraint, flat }));
    const register = (
      validator: ReturnType<typeof store.constraintClass>,
      constraint: string,
      args: unknown[],
    ) =>
      cv.registerDecorator({
        target: model,
        propertyName: name,
        name: constraint,
        validator,
        constraints: args,
      });
    for (const constraint of constraints) {
      register(store.constraintClass(constraint.name), constraint.name, [constraint]);
    }
    const ruled = rules.filter((rule) => rule.member === name);
    for (const rule of ruled) register(store.constraintClass(rule), rule.constraint, []);
    if (holdsShape(member)) cv.ValidateNested()(model.prototype as object, name);
    if (!member.required && ruled.length === 0) {
      const applies = (object: object, value: unknown) =>
        (value !== undefined && value !== null) || addedMembersOf(object.constructor).has(name);
      cv.ValidateIf(applies)(model.prototype as object, name);
    }
    all.set(name, constraints);
  }
  return all;
}

/**
 * The members that a subclass of a model decorates itself. Such decorators also apply to an absent value, as in any
 * class, so `@IsDefined()` makes an optional member required.
 */
const addedMembersOf = memoize((ownClass: object): ReadonlySet<string> => {
  if (originOf(ownClass)) return new Set();
  const metadatas = classValidator()
    .getMetadataStorage()
    .getTargetValidationMetadatas(ownClass as () => unknown, '', true, false)
    .filter(({ target }) => !originOf(target));
  return new Set(metadatas.map(({ propertyName }) => propertyName));
});

/** Registers a model with class-validator's own store and class-transformer, so that users can validate and transform it themselves. */
export function publishModel(model: ModelClass): void {
  if (published.has(model)) return;
  published.add(model);
  decorateModel(model);
  const cv = classValidator();
  const own = modelStore();
  const theirs = cv.getMetadataStorage();
  for (const metadata of own.metadataOf(model)) {
    theirs.addValidationMetadata(metadata);
    const { constraintCls } = metadata;
    if (constraintCls && theirs.getTargetValidatorConstraints(constraintCls).length === 0) {
      for (const constraint of own.constraintsOf(constraintCls)) theirs.addConstraintMetadata(constraint);
    }
  }
  const prototype = model.prototype as object;
  const { facts, shapeName } = origins.get(model)!;
  const shape = shapeOf(facts, shapeName);
  // Without any metadata class-validator refuses an instance as unknown.
  if (Object.keys(shape).length === 0) cv.Allow()(prototype, '');
  const { Type } = classTransformer();
  for (const [name, member] of Object.entries(shape)) {
    const inner = member.ref ?? member.items?.ref;
    if (inner !== undefined) Type(() => modelOf(facts, inner))(prototype, name);
  }
}

function shapeOf(facts: ServiceFacts, shapeName: string): ShapeFacts {
  return Object.hasOwn(facts.shapes, shapeName) ? facts.shapes[shapeName]! : {};
}
