import { actionBuilder, type ActionBuilder } from '../builders/action-builder.js';
import { loadService } from '../catalog/load.js';
import { camelName } from '../catalog/names.js';
import { noSuchAction } from '../catalog/no-such-action.js';
import type { ServiceFacts } from '../catalog/types.js';
import type { CallOptions, WithMetadata } from '../types/call.js';
import { ConfigError } from '../errors/config.js';
import { modelsOf, type ModelClass } from '../models/model-classes.js';
import type { Collection } from '../resources/collection.js';
import { makeCollection } from '../resources/context.js';
import { adopt, shortAccessors, type CuratedService } from '../resources/curated.js';
import type { IdentityInput } from '../resources/identity.js';
import { makeList, type List } from '../resources/lists/list.js';
import { accessorsOf, type Accessors } from '../resources/model/accessors.js';
import { defineMethod } from '../util/define-method.js';
import { ServiceDispatcher } from './service-dispatcher.js';
import { Volcengine, type VolcengineOptions } from './volcengine.js';

type Request = Readonly<Record<string, unknown>>;

/**
 * The client of one service; base of `EcsClient`, `VpcClient` and the rest, whose methods come from the facts:
 * one for each action, one for each resource type's collection and handle.
 */
export class ServiceClient {
  /** The session it sends by; other clients can share it. */
  readonly session: Volcengine;
  readonly #dispatcher: ServiceDispatcher;
  readonly #ownsSession: boolean;

  /** @internal Use the service's own client, such as `EcsClient`. */
  constructor(facts: ServiceFacts, options: Volcengine | VolcengineOptions = {}) {
    this.#ownsSession = !(options instanceof Volcengine);
    this.session = options instanceof Volcengine ? options : new Volcengine(options);
    this.#dispatcher = new ServiceDispatcher(this.session, facts);
  }

  /** What the SDK knows of the service. */
  get facts(): ServiceFacts {
    return this.#dispatcher.facts;
  }

  /** The decorated classes of the service's shapes, made on first use. */
  get models(): Readonly<Record<string, ModelClass>> {
    return modelsOf(this.facts);
  }

  /**
   * A builder for any action, by its wire name.
   *
   * @throws {@link ConfigError} when the service has no such action; the message has the nearest names
   */
  action(action: string): ActionBuilder {
    this.#mustHave(action);
    return actionBuilder({ dispatcher: this.#dispatcher, action });
  }

  /**
   * The items of any action that pages, as a lazy list of plain objects.
   *
   * @throws {@link ConfigError} when the service has no such action, or it does not page
   */
  paginate(action: string, request: Request = {}): List {
    this.#mustHave(action);
    const items = this.facts.actions[action]?.pagination?.items;
    if (items === undefined || items === null) {
      throw new ConfigError(`${action} does not page over a list: call it by itself`);
    }
    return makeList({ dispatcher: this.#dispatcher, action, itemsPath: items }).from(request);
  }

  /** Closes the session's idle connections, unless the session was handed in. */
  close(): void {
    if (this.#ownsSession) this.session.close();
  }

  /** @internal */
  async send(
    action: string,
    request: Request = {},
    options?: CallOptions,
  ): Promise<Record<string, unknown> & WithMetadata> {
    return this.#dispatcher.send(action, request, options);
  }

  /** @internal */
  collection(resourceType: string): Collection {
    return makeCollection(this.#dispatcher, resourceType);
  }

  #mustHave(action: string): void {
    if (!this.facts.actions[action]) throw noSuchAction(this.facts, action);
  }
}

/** Makes clients of one service. */
export type ServiceClientConstructor = new (options?: Volcengine | VolcengineOptions) => ServiceClient;

const classes = new Map<string, ServiceClientConstructor>();

/**
 * The client class of one service, by its module name, made on first use: its methods come from the facts.
 *
 * @param added - what the service's curated files add to its resources
 */
export function clientClass(
  service: string,
  name: string,
  added: CuratedService = {},
): ServiceClientConstructor {
  const known = classes.get(service);
  if (known) return known;
  const facts = loadService(service);
  adopt(facts, added);
  const Class = {
    [name]: class extends ServiceClient {
      constructor(options?: Volcengine | VolcengineOptions) {
        super(facts, options);
      }
    },
  }[name] as ServiceClientConstructor;
  const prototype = Class.prototype as ServiceClient;
  for (const action of Object.keys(facts.actions)) {
    defineMethod(
      prototype,
      camelName(action),
      function (this: ServiceClient, request?: Request, options?: CallOptions) {
        return this.send(action, request, options);
      },
    );
  }
  const defineAccessors = (resourceType: string, { many, one }: Accessors) => {
    defineMethod(prototype, many, function (this: ServiceClient) {
      return this.collection(resourceType);
    });
    defineMethod(prototype, one, function (this: ServiceClient, id: IdentityInput) {
      return this.collection(resourceType).handle(id);
    });
  };
  for (const [resourceType, names] of accessorsOf(facts)) defineAccessors(resourceType, names);
  for (const [resourceType, each] of Object.entries(added)) {
    const names = shortAccessors(each);
    if (names) defineAccessors(resourceType, names);
  }
  classes.set(service, Class);
  return Class;
}
