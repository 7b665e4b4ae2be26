import type { Behaviour, NounHooks, TaskRunner, UnsignedAction } from '../engine/behaviour.js';
import { autoscaling } from './autoscaling/index.js';
import { rdsmysqlv2, redis } from './databases/index.js';
import { ecs } from './ecs/index.js';
import { iam } from './iam/index.js';
import { kms } from './kms/index.js';
import { alb, clb } from './load-balancers/index.js';
import { natgateway } from './natgateway/index.js';
import { storageebs } from './storageebs/index.js';
import { sts } from './sts/index.js';
import { tag } from './tag/index.js';
import { transitrouter } from './transitrouter/index.js';
import { vke } from './vke/index.js';
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
