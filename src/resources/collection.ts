import { actionBuilder, type ActionBuilder } from '../builders/action-builder.js';
import { readPath, withPath } from '../catalog/paths.js';
import { inputShape } from '../catalog/shapes.js';
import type { CallOptions } from '../types/call.js';
import { NotFoundError } from '../errors/service.js';
import { ResourceError } from '../errors/resource.js';
import { chosenAction } from './chosen-action.js';
import { curatedOf } from './curated.js';
import { batchResult } from './removal/batch-result.js';
import {
  identityOfItem,
  isId,
  toIdentity,
  withFurther,
  type Identity,
  type IdentityInput,
} from './identity.js';
import { makeList, type List } from './lists/list.js';
import { anyOfCapital } from './model/label.js';
import type { CollectionMethod } from './model/methods.js';
import type { Relation } from './model/relations-model.js';
import { itemsPath } from './reading/read.js';
import type { ReadObject } from './reading/read-object.js';
import type { Resource, ResourceContext } from './resource.js';
import { createMany, type CreateManyOptions, type CreateManyResult } from './creation/create-many.js';
import { finishCreation } from './creation/finish-creation.js';

type Request = Readonly<Record<string, unknown>>;

/** The parent of a collection: its part of each identity, and the relation that filters lists to it. */
export interface Scope {
  readonly identity: Identity;
  readonly relation: Relation;
}

/** All resources of one type, or those of one parent. Makes no call by itself. */
export class Collection {
  readonly #context: ResourceContext;
  readonly #scope: Scope | undefined;

  constructor(context: ResourceContext, scope?: Scope) {
    this.#context = context;
    this.#scope = scope;
  }

  /**
   * Returns a builder that creates one resource, or several if the API can. `run()` returns the resource, or the response if it has no id.
   *
   * @param by - another action that creates one, in its wire name: `ImportImage`
   */
  create(by?: string): ActionBuilder {
    const { dispatcher, model } = this.#context;
    const way = chosenAction(model, 'created', model.creations, ({ action }) => action, by);
    const finish = (response: Request, request: Request, options: CallOptions | undefined) =>
      finishCreation(
        this.#context.at(options),
        way,
        response,
        { ...this.#scope?.identity, ...request },
        options,
      );
    const settings = {
      ...(by === undefined ? curatedOf(model)?.defaults : undefined),
      ...this.#scoped(way.action),
    };
    return actionBuilder({ dispatcher, action: way.action, finish }, settings);
  }

  /** Creates one resource per request in wire names or filled builder, a few at a time. */
  async createMany(
    wanted: readonly (object | ActionBuilder)[],
    options?: CreateManyOptions,
  ): Promise<CreateManyResult<unknown>> {
    return createMany(() => this.create(), wanted, options);
  }

  /** Returns a handle without calling the API. Omit `id` for singletons. */
  handle(id?: IdentityInput): Resource {
    const { model } = this.#context;
    return this.#context.make(toIdentity(model, id, this.#scope?.identity));
  }

  /**
   * Reads a resource.
   *
   * @throws {@link NotFoundError} when it does not exist
   */
  async get(id?: IdentityInput, options?: CallOptions): Promise<Resource> {
    const { model } = this.#context;
    const identity = toIdentity(model, id, this.#scope?.identity);
    return this.#context.at(options).make(identity).reload(options);
  }

  /** Returns whether a resource with this id exists. */
  async exists(id?: IdentityInput, options?: CallOptions): Promise<boolean> {
    try {
      await this.get(id, options);
      return true;
    } catch (error) {
      if (error instanceof NotFoundError) return false;
      throw error;
    }
  }

  /** Returns a lazy list. `required` has the members without which the API lists nothing, in wire names. */
  list(required: Request = {}): List {
    const { dispatcher, model } = this.#context;
    const action = model.resource.list?.action;
    if (action === undefined) throw this.#cannot('be listed');
    const keep = this.#scope && this.#keep(this.#scope);
    return makeList(
      {
        dispatcher,
        action,
        itemsPath: itemsPath(model),
        wrap: (item, request, options) => this.#wrap(item, request, options),
        ...(keep && { keep }),
      },
      { ...this.#scoped(action), ...required },
    );
  }

  /** Returns the list that a filter in wire names selects. */
  find(filter: Request): List {
    return this.list().from(filter);
  }

  /** @internal Runs one of the resource type's actions on many ids, or on none. */
  async perform({ action, by, reports }: CollectionMethod, args: readonly unknown[]): Promise<unknown> {
    const { dispatcher } = this.#context;
    const [ids, request, options] = by === undefined ? [undefined, ...args] : args;
    const further = request as Request | undefined;
    const call = options as CallOptions | undefined;
    if (by === undefined) return dispatcher.send(action, { ...this.#scoped(action), ...further }, call);
    const all = this.#checkIds(action, ids);
    if (all.length === 0 && reports) return { succeeded: [], failed: [], response: undefined };
    const response = await dispatcher.send(
      action,
      withFurther({ ...this.#scoped(action), [by]: all }, further),
      call,
    );
    return reports ? batchResult(dispatcher, action, all, response) : response;
  }

  /** @internal For curated methods. */
  get context(): ResourceContext {
    return this.#context;
  }

  #wrap(item: unknown, request: Request, options: CallOptions | undefined): Resource {
    const { model } = this.#context;
    const known = { ...this.#scope?.identity, ...request };
    const data =
      item !== null && typeof item === 'object'
        ? (item as ReadObject)
        : { [model.identity.at(-1) ?? 'Value']: item };
    return this.#context.at(options).make(identityOfItem(model, data, known), data);
  }

  /** The parent's members that a request of this action has. */
  #scoped(action: string): Record<string, unknown> {
    if (!this.#scope) return {};
    const { facts, resource } = this.#context.model;
    const input = inputShape(facts, action);
    const { identity, relation } = this.#scope;
    let request = Object.fromEntries(Object.entries(identity).filter(([member]) => input[member]));
    if (relation.filter && action === resource.list?.action) {
      const id = identity[relation.member];
      request = withPath(request, relation.filter.path, relation.filter.isList ? [id] : id);
    }
    return request;
  }

  #keep({ identity, relation }: Scope): ((item: unknown) => boolean) | undefined {
    if (relation.filter) return undefined;
    const wanted = String(identity[relation.member]);
    return (item) => String(readPath(item, relation.member)) === wanted;
  }

  /** A list of ids with an empty one could be read by a service as no list at all. */
  #checkIds(action: string, ids: unknown): readonly unknown[] {
    if (Array.isArray(ids) && ids.every((id) => isId(id))) return ids;
    throw new ResourceError(`Nothing was sent: ${action} takes a list of ids, none of them empty`);
  }

  #cannot(what: string): ResourceError {
    return new ResourceError(
      `${anyOfCapital(this.#context.model)} can't ${what}: the API has no action for it`,
    );
  }
}
