import type { Behaviour, NounHooks, TaskRunner, UnsignedAction } from '../behaviour.js';
import { autoscaling } from './autoscaling/index.js';
import { rdsmysqlv2, redis } from './databases.js';
import { ecs } from './ecs/index.js';
import { iam } from './iam.js';
import { kms } from './kms.js';
import { alb, clb } from './load-balancers.js';
import { natgateway } from './natgateway.js';
import { storageebs } from './storageebs.js';
import { sts } from './sts.js';
import { tag } from './tag.js';
import { transitrouter } from './transitrouter.js';
import { vke } from './vke.js';
import { vpcBehaviour } from './vpc/index.js';

const behaviours: readonly Behaviour[] = [
  alb,
  autoscaling,
  clb,
  ecs,
  iam,
  kms,
  natgateway,
  rdsmysqlv2,
  redis,
  storageebs,
  sts,
  tag,
  transitrouter,
  vke,
  vpcBehaviour,
];

const byModule = new Map(behaviours.map((behaviour) => [behaviour.module, behaviour]));
const none: NounHooks = {};

/** What a service does beyond its facts, where something is written of it. */
export function behaviourOf(module: string): Behaviour | undefined {
  return byModule.get(module);
}

/** How a noun differs: `vpc.Subnet`. */
export function hooksOf(key: string): NounHooks {
  const dot = key.indexOf('.');
  return byModule.get(key.slice(0, dot))?.nouns?.[key.slice(dot + 1)] ?? none;
}

/** Everything that behaviours let happen later, by name. */
export function behaviourTasks(): ReadonlyMap<string, TaskRunner> {
  return new Map(behaviours.flatMap(({ tasks }) => Object.entries(tasks ?? {})));
}

/** The action of that name that comes unsigned, if there is one. */
export function unsignedAction(name: string): { module: string; act: UnsignedAction } | undefined {
  for (const { module, unsigned } of behaviours) {
    const act = unsigned?.[name];
    if (act) return { module, act };
  }
  return undefined;
}
