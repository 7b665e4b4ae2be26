import type { CallOptions, WithMetadata } from '../contracts/call.js';
import type { Complete, Outcome } from '../builders/types.js';
import type { Tags } from './tags.js';

export type * from '../builders/types.js';
export type { CallOptions } from '../contracts/call.js';
export type { CreateManyOptions, CreateManyResult } from './create-many.js';
export type { DeleteOptions } from './remove.js';
export type { Tags } from './tags.js';
export type { Poll, WaitOptions } from '../contracts/wait.js';

/** What every resource has. `Kind` is its noun with its service: `ecs.Instance`. */
export interface ResourceBase<Kind extends string, Data> extends Outcome {
  readonly $resource: Kind;
  readonly region: string;
  /** Whether its data was read. */
  readonly isLoaded: boolean;
  /**
   * What was read last, in wire names; each member may be absent.
   *
   * @throws {@link ResourceError} when nothing was read yet: no getter makes a call, `reload()` does
   */
  readonly data: Data;
  /** When it was created, where the API tells it. */
  readonly createdAt: Date | undefined;
  /** Ids of the tasks or orders that its creation started, where the API tells them. */
  readonly taskIds: readonly string[];
  /** Its data as read, else its identity. */
  toJSON(): Partial<Data>;
}

/** The decorated class of a shape: usable with class-validator and class-transformer, and to be extended by own rules. */
export type ShapeModel<Shape> = new () => { -readonly [M in keyof Shape]: Shape[M] };

/** A class that only serves `instanceof`. */
export interface ResourceClass<T> {
  readonly prototype: T;
  [Symbol.hasInstance](value: unknown): value is T;
}

/** One page of a list. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** The answer as it came. */
  readonly answer: Readonly<Record<string, unknown>> & WithMetadata;
}

/** A lazy list: nothing is read until it is iterated, each iteration reads anew, settings give a new list. */
export interface ListBase<T, Request> extends AsyncIterable<T> {
  /** The pages, each with its items and the answer as it came. */
  pages(): AsyncGenerator<ListPage<T>, void, undefined>;
  /** The first item, or undefined for an empty list; reads as little as it can. */
  first(options?: CallOptions): Promise<T | undefined>;
  /** The items as an array, `limit` at the most. */
  toArray(options?: { readonly limit?: number } & CallOptions): Promise<T[]>;
  /**
   * How many items there are, by one small call.
   *
   * @throws {@link ResourceError} when the API tells no total for this list
   */
  count(options?: CallOptions): Promise<number>;
  /** Asks for so many items a page; the API's limits hold. @defaultValue 100, or the API's limit */
  pageSize(items: number): this;
  /** Reads up to so many pages before they are asked for. @defaultValue 0 */
  prefetch(pages: number): this;
  /** Reads so many pages at once where pages are numbered, and gives them in order; token lists are prefetched instead. */
  parallel(pages: number): this;
  /** Options for each call: `signal`, `timeoutMs`, `region` and the like. */
  options(options: CallOptions): this;
  /** Sets filters by a request in wire names. */
  from(request: Partial<Request>): this;
  /** Applies a reusable piece: gives what `piece` makes of this list. */
  with<R>(piece: (list: this) => R): R;
  /** The filters as they stand, in wire names. */
  toJSON(): Partial<Request>;
}

/** The members without which an API lists nothing: an argument where a parent does not fill them all in. */
export type Needed<T> = object extends T ? [required?: T] : [required: T];

/** A filled builder whose `run()` creates. */
export interface Creating<O> extends Complete {
  run(this: Complete, options?: CallOptions): Promise<O>;
}

/** The resources of other services; each service's module adds its own when it is imported. */
export interface ResourceTypes {}

/** A related resource: typed in full where its service's module is imported, else what all resources have. */
export type Related<Kind extends string> = Kind extends keyof ResourceTypes
  ? ResourceTypes[Kind]
  : RelatedHandle<Kind>;

/** A resource of a service whose types are not imported. */
export interface RelatedHandle<Kind extends string> extends ResourceBase<Kind, Record<string, unknown>> {
  readonly id: unknown;
  reload(options?: CallOptions): Promise<this>;
  readonly tags: Tags;
}
