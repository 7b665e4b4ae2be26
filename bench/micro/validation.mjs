// What validation costs: `node --expose-gc --import tsx bench/micro/validation.mjs`.
import { performance } from 'node:perf_hooks';
import { IsString, validateSync } from 'class-validator';
import { anyService } from '../../src/catalog/any-service.js';
import { serviceNames } from '../../src/catalog/load.js';
import { modelsOf } from '../../src/models/model-classes.js';
import { assertValid, findIssues } from '../../src/models/validate.js';

const server = {
  ImageId: 'image-ybvz29l3da4ox5h0m9',
  InstanceName: 'web-1',
  InstanceTypeId: 'ecs.g1.large',
  ZoneId: 'cn-beijing-a',
  KeyPairName: 'vtable',
  InstanceChargeType: 'PostPaid',
  Count: 3,
  NetworkInterfaces: [
    { SubnetId: 'subnet-2d68bh73d858ozfekrm8fj', SecurityGroupIds: ['sg-2b3dq7v0ha0w2dx0eg0nhljv'] },
  ],
  Volumes: [{ VolumeType: 'ESSD_PL0', Size: 40 }],
  Tags: [{ Key: 'team', Value: 'shop' }],
};

class Order {
  id = 'a';
}
IsString()(Order.prototype, 'id');

/** The median over rounds of what one call takes, in microseconds. */
function timeEach(calls, task) {
  const rounds = Array.from({ length: 15 }, () => {
    const start = process.hrtime.bigint();
    for (let i = 0; i < calls; i++) task(i);
    return Number(process.hrtime.bigint() - start) / 1000 / calls;
  });
  return rounds.sort((a, b) => a - b)[7];
}

function heapMB() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

function say(what, value, unit) {
  console.log(`${what.padEnd(64)} ${value.toFixed(2).padStart(9)} ${unit}`);
}

const ecs = anyService('ecs');
let start = performance.now();
assertValid(ecs, 'RunInstances', server);
say('first check of RunInstances', performance.now() - start, 'ms');
const requests = Array.from({ length: 1000 }, () => ({ ...server, Volumes: [{ ...server.Volumes[0] }] }));
say(
  'a good RunInstances with three nested shapes',
  timeEach(20_000, (i) => assertValid(ecs, 'RunInstances', requests[i % 1000])),
  'µs',
);

start = performance.now();
findIssues(ecs, 'RunInstancesRequest', { ...server, ZoneId: 1 });
say('first failure of RunInstances (class-validator being loaded)', performance.now() - start, 'ms');
const bad = { ...server, ZoneId: 1, Volumes: [{ Size: '40' }] };
say(
  'a bad RunInstances, two mistakes',
  timeEach(500, () => findIssues(ecs, 'RunInstancesRequest', bad)),
  'µs',
);

const services = serviceNames().map(anyService);
const used = services.flatMap((facts) =>
  Object.values(facts.actions)
    .slice(0, 9)
    .map(({ input }) => ({ facts, input })),
);
const empty = heapMB();
for (const { facts, input } of used.slice(0, 100)) findIssues(facts, input, ready(facts, input));
say('memory of 100 actions used with good requests', heapMB() - empty, 'MB');
const checked = heapMB();
for (const { facts, input } of used.slice(100, 200)) findIssues(facts, input, { unknown: 1 });
say('memory of 100 actions used with bad requests', heapMB() - checked, 'MB');

// Both after class-validator has seen classes of many kinds, so that only their number differs.
const order = new Order();
const orderTime = () => timeEach(5000, () => validateSync(order));
say("the user's own class, after 200 models", orderTime(), 'µs');
for (const { facts, input } of used) findIssues(facts, input, { unknown: 1 });
say(`the user's own class, after ${used.length} models`, orderTime(), 'µs');
for (const { facts, input } of used.slice(0, 1000)) new (modelsOf(facts)[input])();
say(
  "the user's own class, after the user made 1000 models by `new`",
  timeEach(2000, () => validateSync(order)),
  'µs',
);

/** The least good request: its required members. */
function ready(facts, shapeName) {
  const shape = Object.entries(facts.shapes[shapeName] ?? {}).filter(([, { required }]) => required);
  return Object.fromEntries(
    shape.map(([name, member]) => {
      if (member.ref) return [name, ready(facts, member.ref)];
      if (member.type === 'list' || member.type === 'map') return [name, member.type === 'list' ? [] : {}];
      if (member.type === 'boolean') return [name, true];
      if (member.type === 'string') return [name, 'x'.repeat(member.minLength ?? 1)];
      return [name, member.minimum ?? 1];
    }),
  );
}
