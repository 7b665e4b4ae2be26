import type { Complete, Outcome } from '../builders/types.js';
import type { CallOptions, WithMetadata } from '../types/call.js';
import type { WaitOptions } from '../types/wait.js';
import type { CreateManyOptions, CreateManyResult } from './creation/create-many.js';
import type { DeleteOptions } from './removal/remove.js';
import type { Tags } from './tags.js';
import type { UnsubscribeOptions } from './removal/unsubscribe.js';

export type * from '../builders/types.js';
export type { CallOptions } from '../types/call.js';
export type { CreateManyOptions, CreateManyResult } from './creation/create-many.js';
export type { DeleteOptions } from './removal/remove.js';
export type { Tags } from './tags.js';
export type { UnsubscribeOptions } from './removal/unsubscribe.js';
export type { WaitedOptions } from './waiting/wait-option.js';
export type { BatchResult } from './removal/batch-result.js';
export type { Poll, WaitOptions } from '../types/wait.js';

/** What every resource has. `Kind` is its resource type with its service: `ecs.Instance`. */
export interface ResourceBase<Kind extends string, Data> extends Outcome {
  readonly $resource: Kind;
  readonly region: string;
  /** Whether the data was read. */
  readonly isLoaded: boolean;
  /**
   * The data that was read last, in wire names; each member may be absent.
   *
   * @throws {@link ResourceError} when nothing was read yet: no getter makes a call, `reload()` does
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * const ecs = new EcsClient({ region: 'cn-beijing' });
   * const web = await ecs.instances().get('i-1');
   * console.log(web.data.Hostname ?? 'no host name');
   * ```
   */
  readonly data: Data;
  /** When the resource was created, if the API says so. */
  readonly createdAt: Date | undefined;
  /** Ids of the tasks or orders that the creation started, if the API returns them. */
  readonly taskIds: readonly string[];
  /** Returns the data that was read last, else the identity. */
  toJSON(): Partial<Data>;
}

/** A resource with an id. */
export interface Identified<Id, Identity, Actions> {
  /** The resource's own id. */
  readonly id: Id;
  /** The members that together identify the resource, in wire names. */
  readonly identity: Identity;
  /**
   * Builds any action of the service, with this resource's id filled in.
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * const web = new EcsClient({ region: 'cn-beijing' }).instance('i-1');
   * await web.action('RebootInstance').forceStop(true).run();
   * ```
   */
  action<N extends keyof Actions>(action: N): Actions[N];
}

/** A resource that can be created. */
export interface Created<Response> {
  /**
   * The response of the creation, on the object that `create().run()` resolved to; undefined on others. It may hold what is
   * returned only once, such as a private key: neither `console.log` nor `JSON.stringify` shows it.
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * const ecs = new EcsClient({ region: 'cn-beijing' });
   * const pair = await ecs.keyPairs().create().keyPairName('shop').run();
   * const privateKey = pair.created?.PrivateKey;
   * console.log(privateKey === undefined ? 'none' : 'keep it: no later call returns it');
   * ```
   */
  readonly created: Response | undefined;
}

/** A resource whose updates have a response that says something. */
export interface Updated<Response> {
  /** The response of the last `update()` by this object; as hidden as `created`. */
  readonly updated: Response | undefined;
}

/** A resource that can be read. */
export interface Readable {
  /**
   * Reads the resource and resolves to it.
   *
   * @example
   * ```ts
   * import { VpcClient } from 'volcengine-fluent/vpc';
   *
   * const subnet = new VpcClient({ region: 'cn-beijing' }).subnet('subnet-1');
   * console.log((await subnet.reload()).cidrBlock);
   * ```
   */
  reload(options?: CallOptions): Promise<this>;
  /**
   * Polls until the resource no longer exists.
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * const web = new EcsClient({ region: 'cn-beijing' }).instance('i-1');
   * await web.delete();
   * await web.waitUntilGone({ maxWaitMs: 300_000 });
   * ```
   */
  waitUntilGone(options?: WaitOptions): Promise<void>;
}

/** A resource with a status. */
export interface Waitable<State> {
  /** The status that was read last. */
  readonly status: State;
  /**
   * Polls until the status is one of these; the data is then what the last poll read.
   *
   * @throws {@link WaiterFailedError} when the resource enters a state of failure
   * @throws {@link WaiterTimeoutError} when `maxWaitMs` pass first
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * const web = new EcsClient({ region: 'cn-beijing' }).instance('i-1');
   * await web.start();
   * await web.waitUntil('RUNNING', { onPoll: ({ state, poll }) => console.log(poll, state) });
   * ```
   */
  waitUntil(wanted: State | readonly State[], options?: WaitOptions): Promise<this>;
}

/** A resource that can be deleted. */
export interface Deletable {
  /**
   * Deletes the resource. Succeeds when it no longer exists.
   *
   * @example
   * ```ts
   * import { VpcClient } from 'volcengine-fluent/vpc';
   *
   * const subnet = new VpcClient({ region: 'cn-beijing' }).subnet('subnet-1');
   * await subnet.delete({ retryConflictsMs: 60_000 });
   * ```
   */
  delete(options?: DeleteOptions): Promise<void>;
}

/** A resource whose tags can be set. */
export interface Taggable {
  /**
   * Sets tags; other tags stay.
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * await new EcsClient({ region: 'cn-beijing' }).instance('i-1').tag({ team: 'shop', tier: 'web' });
   * ```
   */
  tag(tags: Tags, options?: CallOptions): Promise<void>;
  /**
   * Removes tags by their keys.
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * await new EcsClient({ region: 'cn-beijing' }).instance('i-1').untag(['tier']);
   * ```
   */
  untag(keys: readonly string[], options?: CallOptions): Promise<void>;
}

/** A resource whose data includes its tags. */
export interface Tagged {
  /** The tags that were read last. */
  readonly tags: Tags;
}

/** A resource whose tags can be read separately. */
export interface TagsReadable {
  /** Reads the tags by the service's tag action; `tags` has those that were read with the data. */
  readTags(options?: CallOptions): Promise<Tags>;
}

/** A resource that belongs to a project. */
export interface InProject {
  /** The name of the project, as read last. */
  readonly project: string;
}

/** A resource with a TRN, a name that is unique across services, which moves it between projects. */
export interface Movable {
  /** Returns the TRN, by one call that asks for the account: `trn:ecs:cn-beijing:2100000001:instance/i-1`. */
  trn(options?: CallOptions): Promise<string>;
  /**
   * Moves the resource to another project; its data stays unchanged until `reload()`.
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * await new EcsClient({ region: 'cn-beijing' }).instance('i-1').moveToProject('shop');
   * ```
   */
  moveToProject(project: string, options?: CallOptions): Promise<void>;
}

/** A resource that may be prepaid: then it is unsubscribed, not deleted. */
export interface Unsubscribable {
  /**
   * Unsubscribes the prepaid resource and resolves to the order's response.
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * await new EcsClient({ region: 'cn-beijing' }).instance('i-1').unsubscribe({ related: true });
   * ```
   */
  unsubscribe(options?: UnsubscribeOptions): Promise<unknown>;
}

/** A collection whose resources have an id. */
export interface Handles<Id, T> {
  /**
   * Returns a handle without calling the API. Omit `id` for singletons.
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * const web = new EcsClient({ region: 'cn-beijing' }).instances().handle('i-1');
   * await web.stop();
   * ```
   */
  handle(id: Id): T;
}

/** A collection whose resources can be read one by one; `ReadId` is what reading needs when the id is not enough. */
export interface Reads<Id, T, ReadId = Id> extends Handles<Id, T> {
  /**
   * Reads a resource.
   *
   * @throws {@link NotFoundError} when it does not exist
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * const web = await new EcsClient({ region: 'cn-beijing' }).instances().get('i-1');
   * console.log(web.name, web.status);
   * ```
   */
  get(id: ReadId, options?: CallOptions): Promise<T>;
  /**
   * Returns whether a resource with this id exists.
   *
   * @example
   * ```ts
   * import { VpcClient } from 'volcengine-fluent/vpc';
   *
   * const vpcs = new VpcClient({ region: 'cn-beijing' }).vpcs();
   * if (!(await vpcs.exists('vpc-1'))) console.log('vpc-1 is gone');
   * ```
   */
  exists(id: ReadId, options?: CallOptions): Promise<boolean>;
}

/** A collection whose resources can be created. */
export interface Creates<Request, O> {
  /**
   * Creates one resource per request or filled builder, a few at a time, and returns what succeeded and what failed.
   *
   * @example
   * ```ts
   * import { VpcClient } from 'volcengine-fluent/vpc';
   *
   * const vpcs = new VpcClient({ region: 'cn-beijing' }).vpcs();
   * const requests = ['10.1.0.0/16', '10.2.0.0/16'].map((CidrBlock) => ({ CidrBlock }));
   * const { created, failed } = await vpcs.createMany(requests, { concurrency: 2 });
   * console.log(created.length, failed.map(({ error }) => error.message));
   * ```
   */
  createMany(
    requests: readonly (Request | Creating<O>)[],
    options?: CreateManyOptions,
  ): Promise<CreateManyResult<O>>;
}

/** A collection that can be listed. */
export interface Finds<Filter, List> {
  /**
   * Returns the lazy list that a filter in wire names selects.
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * const ecs = new EcsClient({ region: 'cn-beijing' });
   * for await (const web of ecs.instances().find({ VpcId: 'vpc-1' })) console.log(web.id);
   * ```
   */
  find(filter: Filter): List;
}

/** The decorated class of a shape: usable with class-validator and class-transformer, and to be extended by own rules. */
export type ShapeModel<Shape> = new () => { -readonly [M in keyof Shape]: Shape[M] };

/** The decorated classes of shapes. */
export type Models<Shapes> = { readonly [Name in keyof Shapes]: ShapeModel<Shapes[Name]> };

/** A class for `instanceof`; its resources come from their collection. */
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

/**
 * A lazy list: nothing is read until it is iterated, each iteration reads anew, and every setting returns a new list.
 *
 * @example
 * ```ts
 * import { EcsClient } from 'volcengine-fluent/ecs';
 *
 * const ecs = new EcsClient({ region: 'cn-beijing' });
 * for await (const web of ecs.instances().list().status('RUNNING').prefetch(1)) console.log(web.name);
 * ```
 */
export interface ListBase<T, Request> extends AsyncIterable<T> {
  /**
   * Yields the pages, each with its items and the response.
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * const ecs = new EcsClient({ region: 'cn-beijing' });
   * for await (const { items, response } of ecs.instances().list().pages()) {
   *   console.log(items.length, response.$metadata.requestId);
   * }
   * ```
   */
  pages(): AsyncGenerator<ListPage<T>, void, undefined>;
  /**
   * Returns the first item, or undefined when the list is empty; reads as little as it can.
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * const web = await new EcsClient({ region: 'cn-beijing' }).instances().list().instanceName('web-1').first();
   * console.log(web?.id);
   * ```
   */
  first(options?: CallOptions): Promise<T | undefined>;
  /**
   * Returns the items as an array, at most `limit` of them.
   *
   * @example
   * ```ts
   * import { VpcClient } from 'volcengine-fluent/vpc';
   *
   * const vpcs = await new VpcClient({ region: 'cn-beijing' }).vpcs().list().toArray({ limit: 10 });
   * console.log(vpcs.map(({ id }) => id));
   * ```
   */
  toArray(options?: { readonly limit?: number } & CallOptions): Promise<T[]>;
  /**
   * Returns how many items there are, by one small call.
   *
   * @throws {@link ResourceError} when the API returns no total for this list
   *
   * @example
   * ```ts
   * import { VpcClient } from 'volcengine-fluent/vpc';
   *
   * console.log(await new VpcClient({ region: 'cn-beijing' }).vpcs().list().count());
   * ```
   */
  count(options?: CallOptions): Promise<number>;
  /** Requests this many items per page, from 1, within the limits of the API. @defaultValue 100, or the API's limit */
  pageSize(items: number): this;
  /** Reads up to this many pages before they are asked for. @defaultValue 0 */
  prefetch(pages: number): this;
  /**
   * Reads this many numbered pages at the same time, at most 64, and yields them in order; lists with page tokens are prefetched
   * instead.
   *
   * @example
   * ```ts
   * import { VpcClient } from 'volcengine-fluent/vpc';
   *
   * const list = new VpcClient({ region: 'cn-beijing' }).subnets().list().pageSize(100).parallel(4);
   * for await (const subnet of list) console.log(subnet.id);
   * ```
   */
  parallel(pages: number): this;
  /**
   * Sets options of each call: `signal`, `timeoutMs`, `region` and the like.
   *
   * @example
   * ```ts
   * import { EcsClient } from 'volcengine-fluent/ecs';
   *
   * const list = new EcsClient({ region: 'cn-beijing' }).instances().list().options({ timeoutMs: 5_000 });
   * console.log(await list.toArray());
   * ```
   */
  options(options: CallOptions): this;
  /** Sets filters by a request in wire names. */
  from(request: Partial<Request>): this;
  /** Applies a reusable piece: returns what `piece` makes of this list. */
  with<R>(piece: (list: this) => R): R;
  /** Returns the filters as they stand, in wire names. */
  toJSON(): Partial<Request>;
}

/** The members without which an API lists nothing: an argument, unless a parent fills all of them in. */
export type Needed<T> = object extends T ? [required?: T] : [required: T];

/** A filled builder whose `run()` creates. */
export interface Creating<O> extends Complete {
  run(this: Complete, options?: CallOptions): Promise<O>;
}

/** The resources of other services; each service's module adds its own when it is imported. */
export interface ResourceTypes {}

/** A related resource: fully typed when its service's module is imported, else with what all resources have. */
export type Related<Kind extends string> = Kind extends keyof ResourceTypes
  ? ResourceTypes[Kind]
  : RelatedHandle<Kind>;

/** A resource of a service whose types are not imported. */
export interface RelatedHandle<Kind extends string> extends ResourceBase<Kind, Record<string, unknown>> {
  readonly id: unknown;
  reload(options?: CallOptions): Promise<this>;
  readonly tags: Tags;
}

/** A list of another service's resources; `from` filters it by wire names. */
export type RelatedList<Kind extends string> = ListBase<Related<Kind>, Readonly<Record<string, unknown>>>;
