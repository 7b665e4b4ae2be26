import type { Caller } from '../state/accounts.js';
import type { NounHooks } from './behaviour.js';
import { hooksOf } from '../behaviours/index.js';
import type { Engine } from './engine.js';
import type { NounPlan } from '../model/resource-type.js';
import type { ActionPlan, ServicePlan } from '../model/service-model.js';
import { Sampler } from './sample.js';
import { servicePlan } from '../model/services.js';
import type { Collection, Data, Space } from '../state/store.js';
import type { World } from '../state/cloud-state.js';

/** A call that passed the gateway: decoded, not yet done. */
export class Call {
  readonly world: World;
  readonly space: Space;
  /** Whether it is only to be checked. */
  readonly isDryRun: boolean;

  constructor(
    readonly engine: Engine,
    readonly service: ServicePlan,
    readonly action: ActionPlan,
    readonly input: Readonly<Data>,
    readonly caller: Caller,
    readonly region: string,
  ) {
    this.world = engine.world;
    this.space = this.world.space(caller.account, region, service.facts.service);
    this.isDryRun = input['DryRun'] === true;
  }

  /** Milliseconds since 1970, by the emulator's clock. */
  get now(): number {
    return this.world.clock.now();
  }

  /** Calls another action as the same caller, as services do among themselves. */
  invoke(module: string, action: string, input: Data): Data {
    return this.engine.invoke(module, action, input, this.caller, this.region);
  }

  /** The same call, as a resource of another service sees it that is made or changed along with this one's. */
  as(module: string): Call {
    return new Call(this.engine, servicePlan(module), this.action, this.input, this.caller, this.region);
  }

  /** The collection of a noun where this caller's resources of it are: `vpc.Subnet`. */
  collection(key: string): Collection {
    const [module = ''] = key.split('.');
    if (module === this.service.facts.name) return this.space.collection(key);
    return this.world
      .space(this.caller.account, this.region, servicePlan(module).facts.service)
      .collection(key);
  }

  noun(key: string): NounPlan {
    return nounPlan(key);
  }

  hooks(noun: NounPlan): NounHooks {
    return hooksOf(noun.key);
  }

  /** The result of the call's action: every member of its output, from what is known of it, else empty. */
  result(known: Readonly<Data>): Data {
    return this.service.renderer.render(this.action.facts.output, known);
  }

  /** The result with made-up values where nothing is known: the same for the same call. */
  sampledResult(known: Readonly<Data>): Data {
    return this.service.renderer.render(this.action.facts.output, known, this.sampler());
  }

  /** @param request - what tells one request from another, where their answers are to differ */
  sampler(request = ''): Sampler {
    const { account, region } = this.space;
    const place = `${this.engine.seed}/${account}/${region}/${this.action.name}/${request}`;
    return new Sampler(place, this.region, this.now);
  }
}

/** The plan of a noun by service module and noun: `vpc.Subnet`. */
export function nounPlan(key: string): NounPlan {
  const [module = '', name = ''] = key.split('.');
  const noun = servicePlan(module).nouns.get(name);
  if (!noun) throw new Error(`The catalog has no resource ${key}`);
  return noun;
}
