import { camelName, pluralName } from '../catalog/names.js';
import type { ServiceFacts } from '../catalog/types.js';
import { defineMethod } from '../util/define-method.js';
import type { Accessors } from './model/accessors.js';
import type { ResourceModel } from './model/resource-model.js';

/** What a curated file adds to the facts of one resource type. */
export interface Curated {
  /** Another name under which the class is exported beside its resource type. */
  readonly className?: string;
  /** The short names of its collection and of its handle on the client. @defaultValue made of `className` */
  readonly accessors?: Accessors;
  /** What a creation sends where the caller sets nothing, in wire names. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Short names on the resource for methods, relations and getters that it has by its facts. */
  readonly shortNames?: Readonly<Record<string, string>>;
  /** Richer methods of the resource; their types are the interface `<ResourceType>Extras` of the curated file. */
  readonly methods?: Readonly<Record<string, unknown>>;
  /** Richer methods of the collection; their types are the interface `<ResourceType>CollectionExtras` of the curated file. */
  readonly collectionMethods?: Readonly<Record<string, unknown>>;
}

/** The short names that a resource type's collection and handle have on the client. */
export function shortAccessors({ accessors, className }: Curated): Accessors | undefined {
  if (accessors || className === undefined) return accessors;
  return { many: camelName(pluralName(className)), one: camelName(className) };
}

/** What a service's curated files add, by resource type. */
export type CuratedService = Readonly<Record<string, Curated>>;

const known = new WeakMap<ServiceFacts, CuratedService>();

/** Keeps what is added to a service's resource types; the service's module does so when it is imported. */
export function adopt(facts: ServiceFacts, added: CuratedService): void {
  known.set(facts, added);
}

/** What is added to a resource type, where its service's module was imported. */
export function curatedOf({ facts, resourceType }: ResourceModel): Curated | undefined {
  return known.get(facts)?.[resourceType];
}

const extended = new WeakSet<object>();

/**
 * Puts methods and short names on a class's prototype, once; `wrap` changes each method. A class that was made by another service's relation
 * before the resource type's own module was imported gets them afterwards.
 */
export function extendOnce(
  Class: { readonly prototype: object },
  methods: Readonly<Record<string, unknown>> = {},
  shortNames: Readonly<Record<string, string>> = {},
  wrap: (method: (...args: unknown[]) => unknown) => (...args: unknown[]) => unknown = (method) => method,
): void {
  if (extended.has(Class)) return;
  extended.add(Class);
  const { prototype } = Class;
  for (const [name, value] of Object.entries(methods)) {
    defineMethod(prototype, name, wrap(value as (...args: unknown[]) => unknown));
  }
  for (const [short, name] of Object.entries(shortNames)) {
    const described = Object.getOwnPropertyDescriptor(prototype, name);
    if (described) Object.defineProperty(prototype, short, described);
  }
}
