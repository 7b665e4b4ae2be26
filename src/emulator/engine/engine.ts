import { ConfigError } from '../../errors/config.js';
import { toStableJson } from '../../util/json.js';
import { nearestHint } from '../../util/nearest.js';
import { ApiError } from '../model/api-error.js';
import type { Data } from '../model/data.js';
import { resourceTypeOf, serviceModel } from '../model/load-models.js';
import type { ActionModel, Role, ServiceModel } from '../model/service-model.js';
import type { Caller } from '../state/accounts.js';
import { CloudState, type CloudStateOptions } from '../state/cloud-state.js';
import type { TaskDetails } from '../state/schedule.js';
import type { Collection } from '../state/store.js';
import type { Behaviours, UnsignedAction } from './behaviour.js';
import type { Call, EngineAccess, ResourceHooks } from './call.js';
import { EngineCall } from './engine-call.js';
import { handleCreate } from './handlers/create.js';
import { handleDelete } from './handlers/delete.js';
import { handleFacet } from './handlers/facet.js';
import { handleGet } from './handlers/get.js';
import { handleList } from './handlers/list.js';
import { handleMethod } from './handlers/method.js';
import { handleOperation } from './handlers/operation.js';
import { handleTagAdd, handleTagList, handleTagRemove } from './handlers/tag.js';
import { handleUpdate } from './handlers/update.js';
import { applyToLists } from './added-values.js';
import { applyJoin } from './joins.js';
import { lenientInput } from './lenient-input.js';
import { lifecycleTasks } from './lifecycle.js';
import { validateInput } from './validate.js';

const handlers: Readonly<Record<Role, (call: Call) => Data>> = {
  create: handleCreate,
  get: handleGet,
  list: handleList,
  update: handleUpdate,
  delete: handleDelete,
  method: handleMethod,
  facet: handleFacet,
  collection: handleOperation,
  operation: handleOperation,
  tagAdd: handleTagAdd,
  tagRemove: handleTagRemove,
  tagList: handleTagList,
};

export interface EngineOptions extends Omit<CloudStateOptions, 'runTask' | 'isTask'> {
  readonly seed: string | number;
  readonly behaviours: Behaviours;
  /** How long reads do not find what the current call creates, in milliseconds. */
  readonly hiddenAfterCreateMs: () => number;
}

/** Executes calls of every service from the facts, and keeps their effects. */
export class Engine implements EngineAccess {
  readonly cloud: CloudState;
  readonly seed: string;
  readonly hiddenAfterCreateMs: () => number;
  readonly #behaviours: Behaviours;

  constructor(options: EngineOptions) {
    this.seed = String(options.seed);
    this.hiddenAfterCreateMs = options.hiddenAfterCreateMs;
    this.#behaviours = options.behaviours;
    this.cloud = new CloudState({
      ...options,
      runTask: (name, details) => this.#runTask(name, details),
      isTask: (name) => Object.hasOwn(lifecycleTasks, name) || this.#behaviours.task(name) !== undefined,
    });
  }

  /**
   * Executes a call from outside and returns its `Result`.
   *
   * @throws `ApiError` when the service refuses the call
   */
  execute(service: ServiceModel, action: ActionModel, input: Data, caller: Caller, region: string): Data {
    this.cloud.settle();
    const named = this.#behaviours.withFactNames(service.facts.name, action.name, input);
    const lenient = lenientInput(service.facts.shapes, action.facts.input, named);
    return this.#execute(new EngineCall(this, service, action, lenient, caller, region));
  }

  invoke(module: string, action: string, input: Data, caller: Caller, region: string): Data {
    return this.#execute(this.callFor(module, action, input, caller, region));
  }

  callFor(module: string, action: string, input: Data, caller: Caller, region: string): Call {
    const service = serviceModel(module);
    const model = service.actions.get(action);
    if (!model) {
      const hint = nearestHint(action, service.actions.keys());
      throw new ConfigError(`${module} has no action ${action}${hint}`);
    }
    return new EngineCall(this, service, model, input, caller, region);
  }

  hooksOf(key: string): ResourceHooks {
    return this.#behaviours.hooksOf(key);
  }

  /** An action that needs no signature, if there is one of this name. */
  unsignedAction(name: string): { readonly module: string; readonly run: UnsignedAction } | undefined {
    return this.#behaviours.unsignedAction(name);
  }

  /** The resources of a type such as `ecs.Instance` in one account and region. */
  collectionOf(key: string, account: string, region: string): Collection {
    const { service } = resourceTypeOf(key).service;
    return this.cloud.partition(account, region, service).collection(key);
  }

  #execute(call: Call): Data {
    const { service, action, input } = call;
    validateInput(service.facts.shapes, action.facts.input, input);
    const token = input['ClientToken'];
    if (typeof token !== 'string' || token === '' || action.isRead || call.isDryRun) {
      return this.#dispatch(call);
    }
    return this.#executeOnce(call, token);
  }

  /** Executes the first call with a token; a repeated call gets the first result again. */
  #executeOnce(call: Call, token: string): Data {
    if (token.length > 64 || !/^[\x20-\x7e]*$/.test(token)) {
      const message = 'The ClientToken is longer than 64 characters or is not ASCII.';
      throw new ApiError('InvalidClientToken.Malformed', message);
    }
    const { service, action, input, partition } = call;
    const key = [partition.account, partition.region, service.facts.name, action.name, token].join('/');
    const request = toStableJson({ ...input, ClientToken: undefined });
    const first = this.cloud.firstResult(key);
    if (first) {
      if (first.request === request) return first.result;
      const message = 'The ClientToken was used before with other parameters.';
      throw new ApiError('IdempotentParameterMismatch', message);
    }
    const result = this.#dispatch(call);
    this.cloud.rememberResult(key, { request, result });
    return result;
  }

  #dispatch(call: Call): Data {
    const { action, service } = call;
    const generic = (): Data => handlers[action.role](call);
    const handler = this.#behaviours.actionHandler(service.facts.name, action.name);
    if (handler) return handler(call, generic);
    if (action.isRead || call.isDryRun) return generic();
    // What only its parent shows is no resource by itself.
    if (isOnlyInParent(call) && applyToLists(call)) return call.result({});
    // A call that is refused changes no list.
    const result = generic();
    applyToLists(call);
    applyJoin(call);
    return result;
  }

  #runTask(name: string, details: TaskDetails): void {
    const lifecycleTask = lifecycleTasks[name];
    if (lifecycleTask) lifecycleTask(this.cloud, details);
    else this.#behaviours.task(name)?.(this, details);
  }
}

/** Whether the facts take something for a resource that has no read and no id of its own, and none is kept as one. */
function isOnlyInParent(call: Call): boolean {
  const { role, resourceType, facts } = call.action;
  if ((role !== 'create' && role !== 'delete') || !resourceType) return false;
  if (resourceType.facts.list || resourceType.facts.get) return false;
  const answered = Object.keys(call.service.facts.shapes[facts.output] ?? {});
  return (
    answered.every((member) => member === 'RequestId') &&
    call.partition.collection(resourceType.key).size === 0
  );
}
