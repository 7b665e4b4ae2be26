import { camelName, pluralName } from '../catalog/names.js';
import type { ServiceFacts } from '../catalog/types.js';
import type { Collection } from './collection.js';
import type { Listing } from './lists/list.js';
import type { ResourcePlan } from './model/resource-model.js';
import type { Resource } from './resource.js';

/** What a curated file adds to the facts of one noun. */
export interface Curated {
  /** Another name under which the class is exported beside its noun. */
  readonly className?: string;
  /** The short names of its collection and of its handle on the client. @defaultValue made of `className` */
  readonly accessors?: { readonly many: string; readonly one: string };
  /** What a creation sends where the caller sets nothing, in wire names. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Short names on the resource for methods, relations and getters that it has by its facts. */
  readonly shortNames?: Readonly<Record<string, string>>;
  /** Richer methods of the resource; their types are the interface `<Noun>Extras` of the curated file. */
  readonly methods?: Readonly<Record<string, unknown>>;
  /** Richer methods of the collection; their types are the interface `<Noun>CollectionExtras` of the curated file. */
  readonly collectionMethods?: Readonly<Record<string, unknown>>;
}

/** The short names that a noun's collection and handle have on the client. */
export function shortAccessors({
  accessors,
  className,
}: Curated): { readonly many: string; readonly one: string } | undefined {
  if (accessors || className === undefined) return accessors;
  return { many: camelName(pluralName(className)), one: camelName(className) };
}

/** What a service's curated files add, by noun. */
export type CuratedService = Readonly<Record<string, Curated>>;

/** The implementation of the methods that an interface promises; `this` is the resource or the collection. */
type Implementation<Extras, This> = {
  readonly [M in keyof Extras]: Extras[M] extends (...args: infer A) => infer O
    ? (this: This, ...args: A) => Untyped<O>
    : never;
};

/** What the engine gives where a user sees a typed resource or list. */
type Untyped<O> =
  O extends Promise<infer Inner>
    ? Promise<Untyped<Inner>>
    : O extends { readonly $resource: string }
      ? Resource
      : O extends readonly { readonly $resource: string }[]
        ? readonly Resource[]
        : O extends { pages(): unknown }
          ? Listing
          : O;

/** Declares what a curated file adds; holds the methods to the interfaces that the types promise. */
export function curate<ResourceExtras = object, CollectionExtras = object>(
  added: Omit<Curated, 'methods' | 'collectionMethods'> & {
    readonly methods?: Implementation<ResourceExtras, Resource>;
    readonly collectionMethods?: Implementation<CollectionExtras, Collection>;
  },
): Curated {
  return added as Curated;
}

const known = new WeakMap<ServiceFacts, CuratedService>();

/** Keeps what is added to a service's nouns; the service's module does so when it is imported. */
export function adopt(facts: ServiceFacts, added: CuratedService): void {
  known.set(facts, added);
}

/** What is added to a noun, where its service's module was imported. */
export function curatedOf({ facts, noun }: ResourcePlan): Curated | undefined {
  return known.get(facts)?.[noun];
}

const extended = new WeakSet<object>();

/**
 * Puts methods and short names on a class's prototype, once. A class that was made by another service's relation
 * before the noun's own module was imported gets them afterwards.
 */
export function extendOnce(
  Class: { readonly prototype: object },
  methods: Readonly<Record<string, unknown>> = {},
  shortNames: Readonly<Record<string, string>> = {},
): void {
  if (extended.has(Class)) return;
  extended.add(Class);
  const { prototype } = Class;
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
  }
  for (const [short, name] of Object.entries(shortNames)) {
    const described = Object.getOwnPropertyDescriptor(prototype, name);
    if (described) Object.defineProperty(prototype, short, described);
  }
}
