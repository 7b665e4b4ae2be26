import type { Behaviour } from '../engine/behaviour.js';
import { ark } from './ark/index.js';
import { autoscaling } from './autoscaling/index.js';
import { rdsmysqlv2, rdspostgresql, redis } from './databases/index.js';
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
import { vpc } from './vpc/index.js';

/** What services do beyond their facts. */
export const behaviours: readonly Behaviour[] = [
  alb,
  ark,
  autoscaling,
  clb,
  ecs,
  iam,
  kms,
  natgateway,
  rdsmysqlv2,
  rdspostgresql,
  redis,
  storageebs,
  sts,
  tag,
  transitrouter,
  vke,
  vpc,
];
