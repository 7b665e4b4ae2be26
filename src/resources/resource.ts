import { actionBuilder, type ActionBuilder } from '../builders/action-builder.js';
import { readPath } from '../catalog/paths.js';
import type { CallOptions } from '../types/call.js';
import type { CallScope, Dispatcher } from '../types/dispatcher.js';
import type { WaitOptions } from '../types/wait.js';
import { nearestHint } from '../util/nearest.js';
import { ResourceError } from '../errors/resource.js';
import { chosenAction } from './chosen-action.js';
import { createdAtOf } from './reading/created-at.js';
import { requireSuccess, sendForOne } from './identified-call.js';
import { addressed, putInnerId, requireIdentity, withFurther, withNeeds, type Identity } from './identity.js';
import { anyOfCapital, labelOf } from './model/label.js';
import type { Relation } from './model/relations-model.js';
import type { ResourceModel } from './model/resource-model.js';
import { readOne } from './reading/read.js';
import type { ReadObject } from './reading/read-object.js';
import { deletionKey, runningDeletions } from './removal/running-deletions.js';
import { remove, type DeleteOptions } from './removal/remove.js';
import { checkStates, timingsOf, readyStates, statusOf } from './waiting/status.js';
import { createdDataOf } from './creation/created-data.js';
import { addTags, removeTags, tagsOf, type Tags } from './tags.js';
import { askedWait, type WaitedOptions } from './waiting/wait-option.js';
import { pollCall } from './waiting/poll-call.js';
import { wait } from './waiting/waiter.js';

type Json = Readonly<Record<string, unknown>>;
type Finish = (request: Json, response: Json, options: WaitedOptions | undefined) => unknown;

const minuteMs = 60_000;
const goneStates = /^(deleted|terminated|released|destroyed)$/i;

/** What a resource keeps of its creation. */
export interface Creation {
  /** The response, which may have what no later call returns, such as a private key. */
  readonly response: Json;
  /** What request and response say of its data, by wire name. */
  readonly createdData: ReadObject;
  readonly taskIds: readonly string[];
}

/** Where resources of one type live, and how they and their relatives are made there. */
export interface ResourceContext {
  readonly dispatcher: Dispatcher;
  readonly model: ResourceModel;
  /** What identifies the parent below which the resources were found or made; empty without a parent. */
  readonly parent: Identity;
  /** Makes a resource; `creation` is set for one that was just created. */
  make(identity: Identity, data?: ReadObject, creation?: Creation): Resource;
  /** The context that a call's options lead to: a resource found in another region is used there. */
  at(options: CallScope | undefined): ResourceContext;
  /** What a relation of a resource leads to: a handle, several of them, or a collection. */
  relate(resource: Resource, relation: Relation): unknown;
}

/**
 * A resource in the cloud: its identity, and its data once it was read. No getter makes a call; `reload()` does.
 * A resource that was not read is a handle: its methods work all the same.
 */
export class Resource {
  readonly #context: ResourceContext;
  #identity: Identity;
  #data: ReadObject | undefined;
  #isDeleted = false;
  #isNew = false;
  /** What creations and updates said of its data, until it is read. */
  #createdData: ReadObject;
  readonly #created: Json | undefined;
  #updated: Json | undefined;
  /** Ids of the tasks or orders that the creation started, if the API returns them. */
  readonly taskIds: readonly string[];

  constructor(context: ResourceContext, identity: Identity, data?: ReadObject, creation?: Creation) {
    this.#context = context;
    this.#identity = identity;
    this.#data = data;
    this.#isNew = creation !== undefined;
    this.#created = creation?.response;
    this.#createdData = creation?.createdData ?? {};
    this.taskIds = creation?.taskIds ?? [];
  }

  /** The resource type with its service: `ecs.Instance`. */
  get $resource(): string {
    return labelOf(this.#context.model);
  }

  get region(): string {
    return this.#context.dispatcher.region;
  }

  /** The members that together identify the resource, in wire names. */
  get identity(): Identity {
    return this.#identity;
  }

  /** The resource's own id. */
  get id(): unknown {
    const own = this.#context.model.identity.at(-1);
    if (own === undefined)
      throw new ResourceError(`${anyOfCapital(this.#context.model)} has no id of its own`);
    return this.#identity[own];
  }

  /**
   * The response of the creation, on the object that `create().run()` resolved to; undefined on others. It may hold what
   * is returned only once, such as a private key: neither `console.log` nor `JSON.stringify` shows it.
   */
  get created(): Json | undefined {
    return this.#created;
  }

  /** The response of the last `update()` by this object; as hidden as {@link created}. */
  get updated(): Json | undefined {
    return this.#updated;
  }

  /** Whether the data was read. */
  get isLoaded(): boolean {
    return this.#data !== undefined;
  }

  /**
   * The data that was read last, in wire names.
   *
   * @throws {@link ResourceError} when nothing was read yet
   */
  get data(): ReadObject {
    if (this.#data) return this.#data;
    throw this.#unread();
  }

  get name(): string {
    const { name } = this.#context.model.resource;
    return name === undefined ? String(this.id) : String(this.member(name.split('.').at(-1) as string, name));
  }

  get status(): string {
    const status = statusOf(this.#context.model, this.data);
    if (status === undefined) throw this.#missing(this.#context.model.resource.status?.member ?? 'a status');
    return status;
  }

  get tags(): Tags {
    return tagsOf(this.#context.model, this.data);
  }

  /** When the resource was created, if the API returns it. */
  get createdAt(): Date | undefined {
    return createdAtOf(this.data);
  }

  /** The name of the project that it is in. */
  get project(): string {
    return String(this.member(this.#context.model.projectMember ?? 'ProjectName'));
  }

  /** @internal The data; before it was read, what the creation and updates by this object said of it. */
  get knownData(): ReadObject {
    return this.#data ?? this.#createdData;
  }

  /** @internal A member of the data that is always there; before the first read, one that the creation returned. */
  member(name: string, path = name): unknown {
    const value = readPath(this.knownData, path);
    if (value !== undefined && value !== null) return value;
    if (!this.#data) throw this.#unread();
    throw this.#missing(name);
  }

  /** Reads the resource and resolves to it. */
  async reload(options?: CallOptions): Promise<this> {
    const { dispatcher, model } = this.#context;
    this.#data = await readOne(dispatcher, model, this.#identity, options);
    return this;
  }

  /**
   * Builds an update; `run()` resolves to this resource, with its data unchanged until `reload()`.
   *
   * @param by - another updating action, in its wire name
   */
  update(by?: string): ActionBuilder {
    const { model } = this.#context;
    const action = chosenAction(model, 'updated', model.updates, (each) => each, by);
    return this.#build(action, async (request, response, options) => {
      this.#updated = response;
      this.#createdData = {
        ...this.#createdData,
        ...createdDataOf(model, action, undefined, request, response),
      };
      // What reading needs may have been changed: a name that its list is asked by.
      this.#identity = withNeeds(model, this.#identity, request, this.#identity);
      const wait = askedWait(options);
      const states = model.waits.get(action) ?? readyStates(model);
      if (wait) await (states.length > 0 ? this.waitUntil(states, wait) : this.reload(wait.call));
      return this;
    });
  }

  /** Builds any action of the service, with the identity filled in. */
  action(action: string): ActionBuilder {
    const { facts, resource } = this.#context.model;
    if (!facts.actions[action]) {
      const names = [...(resource.methods ?? []).map((each) => each.action), ...Object.keys(facts.actions)];
      throw new ResourceError(`${facts.name} has no action "${action}"${nearestHint(action, names)}`);
    }
    return this.#build(action);
  }

  #build(action: string, finish?: Finish): ActionBuilder {
    const { dispatcher, model } = this.#context;
    return actionBuilder(
      {
        dispatcher,
        action,
        complete: (request) => putInnerId(model, this.#identity, action, request, this.#idPath(action)),
        finish: (response: Json, request: Json, options: WaitedOptions | undefined) => {
          requireSuccess(dispatcher, action, response);
          return finish ? finish(request, response, options) : response;
        },
      },
      this.#request(action),
    );
  }

  /** @internal Runs one of the resource type's actions with the id filled in. */
  async perform(action: string, request: Json | undefined, options?: WaitedOptions): Promise<unknown> {
    const { dispatcher, model } = this.#context;
    const wait = askedWait(options);
    const states = model.waits.get(action);
    if (wait && !states) {
      throw new ResourceError(
        `The facts don't name the state after ${action}: call it without wait, then waitUntil()`,
      );
    }
    const whole = withFurther(this.#request(action), request);
    putInnerId(model, this.#identity, action, whole, this.#idPath(action));
    const response = await sendForOne(dispatcher, action, whole, options);
    if (wait && states) await this.waitUntil(states, wait);
    return response;
  }

  #request(action: string): Record<string, unknown> {
    this.#requireExisting();
    return addressed(this.#context.model, this.#identity, action, this.#idPath(action));
  }

  /** Where the facts of its methods say that an action takes the id. */
  #idPath(action: string): string | undefined {
    const { methods, resource } = this.#context.model;
    const method = methods.find((each) => each.action === action);
    return (method ?? resource.methods?.find((each) => each.action === action))?.by;
  }

  /** Deletes the resource. Succeeds when it no longer exists. */
  async delete(options?: DeleteOptions): Promise<void> {
    const { dispatcher, model } = this.#context;
    if (!model.resource.delete)
      throw new ResourceError(`${anyOfCapital(model)} can't be deleted: the API has no action for it`);
    await remove(dispatcher, model, this.#identity, options, this.#data);
    this.#isDeleted = true;
  }

  /** Polls until the status is one of `wanted`; the data is then what the last poll read. */
  async waitUntil(wanted: string | readonly string[], options: WaitOptions = {}): Promise<this> {
    this.#requireExisting();
    const { model } = this.#context;
    const states = checkStates(model, wanted);
    const failed = (model.resource.status?.failed ?? [])
      .map(String)
      .filter((state) => !states.includes(state));
    await this.#wait(states.join(' or '), options, (state) => {
      if (state === undefined) return undefined;
      return states.includes(state) ? 'done' : failed.includes(state) ? 'failed' : undefined;
    });
    return this;
  }

  /** @internal Waits until it is ready after being created by `action`; without a status: until it is found. */
  async waitUntilReady(action: string, options: WaitOptions): Promise<this> {
    const ready = readyStates(this.#context.model, action);
    if (ready.length > 0) return this.waitUntil(ready, options);
    await this.#wait('found', options, (_state, found) => (found ? 'done' : undefined));
    return this;
  }

  /** Polls until the resource no longer exists, or is in a state that says so. */
  async waitUntilGone(options: WaitOptions = {}): Promise<void> {
    const { resource } = this.#context.model;
    const minutes = resource.delete?.waitGoneMinutes ?? resource.status?.timeoutMinutes?.delete ?? 20;
    await this.#wait('gone', { maxWaitMs: minutes * minuteMs, ...options }, (state, found) =>
      !found || (state !== undefined && goneStates.test(state)) ? 'done' : undefined,
    );
    const { dispatcher, model } = this.#context;
    runningDeletions(dispatcher).gone(deletionKey(dispatcher, model, this.#identity));
    this.#isDeleted = true;
  }

  async #wait(
    waitedFor: string,
    options: WaitOptions,
    judge: (state: string | undefined, found: boolean) => 'done' | 'failed' | undefined,
  ): Promise<void> {
    const { dispatcher, model } = this.#context;
    const label = this.#label;
    await wait(
      {
        label,
        waitedFor,
        clock: dispatcher.clock,
        judge,
        ...timingsOf(model, this.#isNew),
        poll: async (limits) => {
          const call = pollCall(dispatcher, options.call, limits);
          const data = await readOne(dispatcher, model, this.#identity, call, true);
          this.#data = data;
          return { state: statusOf(model, data), value: data };
        },
      },
      options,
    );
  }

  /** Sets tags; other tags stay. The data stays unchanged until `reload()`. */
  async tag(tags: Tags, options?: CallOptions): Promise<void> {
    this.requireWhole();
    await addTags(this.#context.dispatcher, this.#context.model, this.id, tags, options);
  }

  /** Removes tags by their keys. */
  async untag(keys: readonly string[], options?: CallOptions): Promise<void> {
    this.requireWhole();
    await removeTags(this.#context.dispatcher, this.#context.model, this.id, keys, options);
  }

  /** Returns the data that was read last, else the identity. */
  toJSON(): Record<string, unknown> {
    return this.#data ?? { ...this.#identity };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const { model } = this.#context;
    const status = this.#data && statusOf(model, this.#data);
    const name = this.#data && model.resource.name && readPath(this.#data, model.resource.name);
    const marks = [name === undefined ? '' : String(name), status ?? (this.#data ? '' : 'not read')];
    return `${this.#label}${this.#isDeleted ? ' (deleted)' : ''} { ${marks.filter(Boolean).join(', ')} }`;
  }

  /** @internal For relations and curated methods. */
  get context(): ResourceContext {
    return this.#context;
  }

  get #label(): string {
    const { resourceType, identity } = this.#context.model;
    return `${resourceType} ${identity.map((member) => String(this.#identity[member])).join('/')}`.trim();
  }

  #requireExisting(): void {
    if (this.#isDeleted)
      throw new ResourceError(`${this.#label} was deleted by this object: it can't be used any more`);
  }

  /** @internal Lets only a resource pass whose identity is whole. */
  requireIdentity(): void {
    requireIdentity(this.#context.model, this.#identity);
  }

  /** @internal Lets only a resource pass that was not deleted and whose identity is whole. */
  requireWhole(): void {
    this.#requireExisting();
    this.requireIdentity();
  }

  #unread(): ResourceError {
    return new ResourceError(`${this.#label} was not read yet: call reload() first`);
  }

  #missing(member: string): ResourceError {
    return new ResourceError(
      `The last response about ${this.#label} has no ${member}; read data when it may be absent`,
    );
  }
}
