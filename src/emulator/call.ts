import { hooksOf } from './behaviours/index.js';
import type { NounHooks } from './behaviour.js';
import type { NounPlan } from './noun.js';
import type { ActionPlan, ServicePlan } from './plan.js';
import { servicePlan } from './services.js';
import type { Collection, Data, Space } from './store.js';
import type { World } from './world.js';

/** Who calls: whose key signed. */
export interface Caller {
  readonly account: string;
  readonly accessKeyId: string;
  /** `root` is the account itself. */
  readonly principal: { readonly kind: 'root' | 'user' | 'role'; readonly name: string };
  /** A policy handed along when a role was assumed: it narrows what the role may do. */
  readonly sessionPolicy?: string;
}

/** A call that passed the gateway: decoded, not yet done. */
export class Call {
  readonly space: Space;
  readonly isDryRun: boolean;

  constructor(
    readonly world: World,
    readonly service: ServicePlan,
    readonly action: ActionPlan,
    readonly input: Data,
    readonly caller: Caller,
    readonly region: string,
    /** Sends another call as the same caller, as services do among themselves. */
    readonly invoke: (module: string, action: string, input: Data) => Data,
  ) {
    this.space = world.space(caller.account, region, service.facts.service);
    this.isDryRun = input['DryRun'] === true;
  }

  get now(): number {
    return this.world.clock.now();
  }

  /** The collection of a noun where this caller's resources of it are: `vpc.Subnet`. */
  collection(key: string): Collection {
    const [module = ''] = key.split('.');
    if (module === this.service.facts.name) return this.space.collection(key);
    const { service } = servicePlan(module).facts;
    return this.world.space(this.caller.account, this.region, service).collection(key);
  }

  hooks(noun: NounPlan): NounHooks {
    return hooksOf(noun.service.name, noun.name);
  }

  /** The result of the call's action: its output shape, with what is known of it. */
  result(known: Readonly<Data>): Data {
    return this.service.renderer.render(this.action.facts.output, known);
  }
}
