import type { Collection } from './collection.js';
import type { Curated } from './curated.js';
import type { List } from './lists/list.js';
import type { Resource } from './resource.js';

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
          ? List
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
