// `listing.mjs <origin>`: goes through long lists when told to.
import { setTimeout as pause } from 'node:timers/promises';
import { EcsClient } from '../../dist/services/ecs.js';
import { StorageEbsClient } from '../../dist/services/storageebs.js';
import { instanceId } from '../harness/answers.mjs';
import { answerCommands } from '../harness/commands.mjs';
import { heapMb } from '../harness/cpu.mjs';
import { keys, region } from '../harness/signature.mjs';

const options = { endpoint: process.argv[2], region, credentials: keys, env: {} };
const instances = new EcsClient(options).instances().list();
const volumes = new StorageEbsClient(options).volumes().list();

answerCommands({ heap, time });

/** The heap in use, after a collection, at each so many items of a list. */
async function heap({ total, every }) {
  const samples = [];
  let count = 0;
  const before = process.cpuUsage();
  for await (const { id } of instances) {
    if (id !== instanceId(count)) throw new Error(`Item ${count} of the list is ${id}`);
    if (++count % every === 0) {
      samples.push(heapMb());
    }
  }
  check(count, total);
  const { user, system } = process.cpuUsage(before);
  return { heapMb: samples, cpuUsPerItem: (user + system) / total };
}

/** The milliseconds that a list takes; where it is told to, with work after each page as a consumer has it. */
async function time({ how, total, workMs }) {
  const lists = {
    'instances plain': instances,
    'instances prefetch': instances.prefetch(1),
    'volumes plain': volumes,
    'volumes parallel': volumes.parallel(4),
  };
  let count = 0;
  const start = performance.now();
  for await (const { items } of lists[how].pages()) {
    for (const { id } of items)
      if (id !== instanceId(count++)) throw new Error(`Item ${count - 1} of ${how} is ${id}`);
    if (how.startsWith('instances')) await pause(workMs);
  }
  check(count, total);
  return performance.now() - start;
}

function check(count, total) {
  if (count !== total) throw new Error(`A list of ${total} items gave ${count}`);
}
