import type { Call } from './call.js';
import { addEntity } from './handlers/add.js';
import type { NounPlan } from '../model/resource-type.js';
import { putPath } from './paths.js';
import { Sampler } from './sample.js';
import type { Data } from '../state/store.js';

/** How many there are of what nobody can create and no behaviour describes. */
const howMany = 3;

/** Puts in what exists from the beginning, when a noun is first looked at. */
export function giveFirst(call: Call, noun: NounPlan): void {
  const collection = call.space.collection(noun.key);
  if (collection.wasGiven) return;
  collection.wasGiven = true;
  const { given } = call.hooks(noun);
  if (given) for (const data of given(call)) addEntity(call, noun, { ...data }, data[noun.itemId ?? '']);
  else if (noun.isGiven) for (let i = 1; i <= howMany; i++) addEntity(call, noun, madeUp(call, noun, i));
}

function madeUp(call: Call, noun: NounPlan, index: number): Data {
  const shape = noun.itemShape ?? noun.getShape;
  if (shape === undefined) return {};
  const { account, region } = call.space;
  const seed = `${call.engine.seed}/${account}/${region}/${noun.key}/${index}`;
  const data = call.service.renderer.render(shape, {}, new Sampler(seed, region, call.now));
  if (noun.status) putPath(data, noun.status.path, noun.status.ready);
  // A made-up parent would hide it from everyone who asks for the children of a real one.
  for (const member of noun.parentMembers) delete data[member];
  return data;
}
