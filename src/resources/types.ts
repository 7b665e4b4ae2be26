import type { CallOptions, WithMetadata } from '../types/call.js';
import type { Complete, Outcome } from '../builders/types.js';
import type { WaitOptions } from '../types/wait.js';
import type { CreateManyOptions, CreateManyResult } from './create-many.js';
import type { DeleteOptions } from './remove.js';
import type { Tags } from './tags.js';
import type { UnsubscribeOptions } from './unsubscribe.js';

export type * from '../builders/types.js';
export type { CallOptions } from '../types/call.js';
export type { CreateManyOptions, CreateManyResult } from './create-many.js';
export type { DeleteOptions } from './remove.js';
export type { Tags } from './tags.js';
export type { UnsubscribeOptions } from './unsubscribe.js';
export type { WaitedOptions } from './waiting/wait-option.js';
export type { Poll, WaitOptions } from '../types/wait.js';

/** What every resource has. `Kind` is its resource type with its service: `ecs.Instance`. */
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

/** A resource that an identity addresses. */
export interface Identified<Id, Identity, Actions> {
  /** Its own id. */
  readonly id: Id;
  /** The members that together address it, in wire names. */
  readonly identity: Identity;
  /** Any action of the service as a builder, with this resource's id filled in. */
  action<N extends keyof Actions>(action: N): Actions[N];
}

/** A resource that can be read. */
export interface Readable {
  /** Reads it, and gives itself. */
  reload(options?: CallOptions): Promise<this>;
  /** Waits until it is not found any more. */
  waitUntilGone(options?: WaitOptions): Promise<void>;
}

/** A resource with a status. */
export interface Waitable<State> {
  readonly status: State;
  /** Waits until its status is one of these; its data is then what was read last. */
  waitUntil(wanted: State | readonly State[], options?: WaitOptions): Promise<this>;
}

/** A resource that can be deleted. */
export interface Deletable {
  /** Deletes it. Being gone already is success. */
  delete(options?: DeleteOptions): Promise<void>;
}

/** A resource whose tags can be set. */
export interface Taggable {
  /** Sets tags; others stay. */
  tag(tags: Tags, options?: CallOptions): Promise<void>;
  /** Takes tags away, by their keys. */
  untag(keys: readonly string[], options?: CallOptions): Promise<void>;
}

/** A resource that is read with its tags. */
export interface Tagged {
  /** Its tags, as read. */
  readonly tags: Tags;
}

/** A resource whose tags can be read by themselves. */
export interface TagsReadable {
  /** Reads its tags by the service's tag action; `tags` has those that were read with it. */
  readTags(options?: CallOptions): Promise<Tags>;
}

/** A resource that is in a project. */
export interface InProject {
  /** The name of its project, as read. */
  readonly project: string;
}

/** A resource that has a name across services, by which it is moved between projects. */
export interface Movable {
  /** Its name across services, by one call that asks whose it is: `trn:ecs:cn-beijing:2100000001:instance/i-1`. */
  trn(options?: CallOptions): Promise<string>;
  /** Moves it to another project; its data stays as read until `reload()`. */
  moveToProject(project: string, options?: CallOptions): Promise<void>;
}

/** A resource that may be paid for in advance, and is given back then, not deleted. */
export interface Unsubscribable {
  /** Gives it back; gives the order's response. */
  unsubscribe(options?: UnsubscribeOptions): Promise<unknown>;
}

/** A collection whose resources an identity addresses. */
export interface Handles<Id, T> {
  /** The resource with this id, without a call. */
  handle(id: Id): T;
}

/** A collection whose resources can be read one by one, by `ReadId` where reading needs more than the id. */
export interface Reads<Id, T, ReadId = Id> extends Handles<Id, T> {
  /** Reads one; rejects with a NotFoundError when there is none. */
  get(id: ReadId, options?: CallOptions): Promise<T>;
  /** Whether there is one with this id. */
  exists(id: ReadId, options?: CallOptions): Promise<boolean>;
}

/** A collection whose resources can be created. */
export interface Creates<Request, O> {
  /** Creates one for each request, a few at a time; tells of each whether it succeeded. */
  createMany(
    requests: readonly (Request | Creating<O>)[],
    options?: CreateManyOptions,
  ): Promise<CreateManyResult<O>>;
}

/** A collection that can be listed. */
export interface Finds<Filter, List> {
  /** The lazy list that a filter in wire names leaves. */
  find(filter: Filter): List;
}

/** The decorated class of a shape: usable with class-validator and class-transformer, and to be extended by own rules. */
export type ShapeModel<Shape> = new () => { -readonly [M in keyof Shape]: Shape[M] };

/** The decorated classes of shapes. */
export type Models<Shapes> = { readonly [Name in keyof Shapes]: ShapeModel<Shapes[Name]> };

/** A class that only serves `instanceof`. */
export interface ResourceClass<T> {
  readonly prototype: T;
  [Symbol.hasInstance](value: unknown): value is T;
}

/** One page of a list. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** The response as it came. */
  readonly response: Readonly<Record<string, unknown>> & WithMetadata;
}

/** A lazy list: nothing is read until it is iterated, each iteration reads anew, settings give a new list. */
export interface ListBase<T, Request> extends AsyncIterable<T> {
  /** The pages, each with its items and the response as it came. */
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

/** A list of another service's resources, filtered by wire names with `from`. */
export type RelatedList<Kind extends string> = ListBase<Related<Kind>, Readonly<Record<string, unknown>>>;
