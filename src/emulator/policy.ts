import type { Caller } from './accounts.js';
import type { ActionPlan, ServicePlan } from './plan.js';
import type { Data } from './store.js';
import type { World } from './world.js';

export function authorize(
  _w: World,
  _s: ServicePlan,
  _p: ActionPlan,
  _i: Data,
  _c: Caller,
  _r: string,
): void {}
