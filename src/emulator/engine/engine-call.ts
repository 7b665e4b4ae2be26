import { outcomeMember } from '../../catalog/item-failures.js';
import type { Data } from '../model/data.js';
import { resourceTypeOf, serviceModel } from '../model/load-models.js';
import type { ResourceType } from '../model/resource-type.js';
import type { ActionModel, ServiceModel } from '../model/service-model.js';
import type { Caller } from '../state/accounts.js';
import type { CloudState } from '../state/cloud-state.js';
import type { Collection, Partition } from '../state/store.js';
import type { Call, EngineAccess, ResourceHooks } from './call.js';
import { Sampler } from './sampler.js';

/** A call as the engine creates it. */
export class EngineCall implements Call {
  readonly cloud: CloudState;
  readonly partition: Partition;
  readonly isDryRun: boolean;

  constructor(
    readonly engine: EngineAccess,
    readonly service: ServiceModel,
    readonly action: ActionModel,
    readonly input: Readonly<Data>,
    readonly caller: Caller,
    readonly region: string,
  ) {
    this.cloud = engine.cloud;
    this.partition = this.cloud.partition(caller.account, region, service.facts.service);
    // Some services take it as text; reading it too narrowly would create what was only to be checked.
    this.isDryRun = /^true$/i.test(String(input['DryRun']));
  }

  get now(): number {
    return this.cloud.clock.now();
  }

  invoke(module: string, action: string, input: Data): Data {
    return this.engine.invoke(module, action, input, this.caller, this.region);
  }

  as(module: string): Call {
    const service = serviceModel(module);
    return new EngineCall(this.engine, service, this.action, this.input, this.caller, this.region);
  }

  partitionOf(key: string): Partition {
    const [module = ''] = key.split('.');
    if (module === this.service.facts.name) return this.partition;
    return this.cloud.partition(this.caller.account, this.region, serviceModel(module).facts.service);
  }

  collection(key: string): Collection {
    return this.partitionOf(key).collection(key);
  }

  resourceType(key: string): ResourceType {
    return resourceTypeOf(key);
  }

  hooks({ key }: ResourceType): ResourceHooks {
    return this.engine.hooksOf(key);
  }

  result(known: Readonly<Data>): Data {
    return this.service.renderer.render(this.action.facts.output, this.#succeeded(known));
  }

  sampledResult(known: Readonly<Data>, request = ''): Data {
    return this.service.renderer.render(
      this.action.facts.output,
      this.#succeeded(known),
      this.sampler(request),
    );
  }

  /** A call that was not refused succeeded, as a whole and for each item, unless the known values say otherwise. */
  #succeeded(known: Readonly<Data>): Readonly<Data> {
    const { facts } = this.service;
    const { name } = this.action;
    const { itemErrors } = facts.actions[name] ?? {};
    const outcome = outcomeMember(facts, name);
    const list = itemErrors?.list.split('.') ?? [];
    return {
      ...(outcome !== undefined && { [outcome]: true }),
      ...(list[0] !== undefined && { [list[0]]: list[1] === undefined ? [] : { [list[1]]: [] } }),
      ...known,
    };
  }

  sampler(request = ''): Sampler {
    const { account, region } = this.partition;
    const seed = `${this.engine.seed}/${account}/${region}/${this.action.name}/${request}`;
    return new Sampler(seed, this.region, this.now);
  }
}
