import { ConfigError } from '../../errors/config.js';
import { nearestHint } from '../../util/nearest.js';
import type { Caller } from '../state/accounts.js';
import type { TaskRunner } from './behaviour.js';
import { behaviourOf, behaviourTasks } from '../behaviours/index.js';
import { Call, nounPlan } from './call.js';
import { answerCreate } from './handlers/create.js';
import { answerDelete } from './handlers/delete.js';
import { answerFacet } from './handlers/facet.js';
import { answerGet } from './handlers/get.js';
import { answerList } from './handlers/list.js';
import { answerMethod } from './handlers/method.js';
import { answerOperation } from './handlers/operation.js';
import { answerTagAdd, answerTagList, answerTagRemove } from './handlers/tag.js';
import { answerUpdate } from './handlers/update.js';
import { lifecycleTasks } from './lifecycle.js';
import type { ActionPlan, Role, ServicePlan } from '../model/service-model.js';
import { Refusal } from '../model/refusal.js';
import { servicePlan } from '../model/services.js';
import type { Collection, Data } from '../state/store.js';
import { toStableJson } from '../../util/json.js';
import { validateInput } from './validate.js';
import { World, type WorldOptions } from '../state/cloud-state.js';

const handlers: Readonly<Record<Role, (call: Call) => Data>> = {
  create: answerCreate,
  get: answerGet,
  list: answerList,
  update: answerUpdate,
  delete: answerDelete,
  method: answerMethod,
  facet: answerFacet,
  collection: answerOperation,
  operation: answerOperation,
  tagAdd: answerTagAdd,
  tagRemove: answerTagRemove,
  tagList: answerTagList,
};

export interface EngineOptions extends Omit<WorldOptions, 'runTask'> {
  readonly seed: string | number;
  readonly hiddenAfterCreateMs: (call: Call) => number;
}

/** Answers calls of every service from the facts, and keeps what they did. */
export class Engine {
  readonly world: World;
  readonly seed: string;
  /** In milliseconds: how long reads don't find what a call creates. */
  readonly hiddenAfterCreateMs: (call: Call) => number;
  readonly #tasks: ReadonlyMap<string, TaskRunner> = behaviourTasks();

  constructor(options: EngineOptions) {
    this.seed = String(options.seed);
    this.hiddenAfterCreateMs = options.hiddenAfterCreateMs;
    this.world = new World({ ...options, runTask: (name, details) => this.#runTask(name, details) });
  }

  /**
   * The `Result` of a call.
   *
   * @throws {@link Refusal} for what the service would refuse
   */
  answer(service: ServicePlan, action: ActionPlan, input: Data, caller: Caller, region: string): Data {
    this.world.settle();
    return this.#answer(new Call(this, service, action, input, caller, region));
  }

  /** A call that a service makes itself, on behalf of a caller. */
  invoke(module: string, action: string, input: Data, caller: Caller, region: string): Data {
    return this.#answer(this.callOf(module, action, input, caller, region));
  }

  /** A call as it would be answered, for what a service does on its own. */
  callOf(module: string, action: string, input: Data, caller: Caller, region: string): Call {
    const service = servicePlan(module);
    const plan = service.actions.get(action);
    if (!plan)
      throw new ConfigError(
        `${module} has no action ${action}${nearestHint(action, service.actions.keys())}`,
      );
    return new Call(this, service, plan, input, caller, region);
  }

  /** The collection of a noun: `ecs.Instance`. */
  collectionOf(key: string, account: string, region: string): Collection {
    return this.world.space(account, region, nounPlan(key).service.service).collection(key);
  }

  #answer(call: Call): Data {
    const { service, action, input } = call;
    validateInput(service.facts.shapes, action.facts.input, input);
    const token = input['ClientToken'];
    if (typeof token !== 'string' || token === '' || action.isRead || call.isDryRun) return this.#act(call);
    return this.#onlyOnce(call, token);
  }

  #onlyOnce(call: Call, token: string): Data {
    if (token.length > 64 || !/^[\x20-\x7e]*$/.test(token)) {
      throw new Refusal('InvalidClientToken.Malformed', 'A ClientToken is up to 64 ASCII characters.');
    }
    const { service, action, input, space } = call;
    const key = [space.account, space.region, service.facts.name, action.name, token].join('/');
    const request = toStableJson({ ...input, ClientToken: undefined });
    const first = this.world.firstAnswers().get(key);
    if (first) {
      if (first.request === request) return first.result;
      const message = 'The ClientToken was used before with other parameters.';
      throw new Refusal('IdempotentParameterMismatch', message);
    }
    const result = this.#act(call);
    this.world.rememberAnswer(key, { request, result });
    return result;
  }

  #act(call: Call): Data {
    const { action, service } = call;
    const generic = (): Data => handlers[action.role](call);
    const special = behaviourOf(service.facts.name)?.actions?.[action.name];
    return special ? special(call, generic) : generic();
  }

  #runTask(name: string, details: Readonly<Record<string, unknown>>): void {
    const own = lifecycleTasks[name];
    if (own) own(this.world, details);
    else this.#tasks.get(name)?.(this, details);
  }
}
