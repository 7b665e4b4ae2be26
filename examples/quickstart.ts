// Creates a server, waits for it, uses it, and lists 250 servers. Runs against a local cloud in this process: no keys, no
// network. Run it with `npm run quickstart`. Exits with a non-zero status when a check fails.
import assert from 'node:assert/strict';
import { NotFoundError } from 'volcengine-fluent';
import { EcsClient, Instance } from 'volcengine-fluent/ecs';
import { Emulator } from 'volcengine-fluent/emulator';

const say = (step: string, ...more: unknown[]): void => console.log(`• ${step}`, ...more);

const cloud = await new Emulator({ settleMs: 300 }).start();
const ecs = new EcsClient(cloud.config());
say(`A local cloud listens on ${cloud.url}; it checks every signature.`);

const template = ecs
  .instances()
  .create()
  .type('ecs.g1.large')
  .zone('cn-beijing-a')
  .image('image-ybvz29l3da4ox5h0m9')
  .networkInterface((nic) =>
    nic.subnet('subnet-2d68bh73d858ozfekrm8fj').securityGroup('sg-2b3dq7v0ha0w2dx0eg0nhljv'),
  )
  .volume((volume) => volume.type('ESSD_PL0').size(40))
  .keyPair('vtable')
  .chargeType('PostPaid');
say('A half-filled builder is a template; it still misses', template.missing);

const web = await template.name('web-1').run();
assert(web instanceof Instance);
say('Created', web);

await web.waitUntil('RUNNING', { delayMs: 50, onPoll: ({ state }) => say(`  waiting: ${state}`) });
assert.equal(web.status, 'RUNNING');
say('Running', web, `in ${web.zoneId}`);

await web.stop();
await web.waitUntil('STOPPED', { delayMs: 50 });
say('Stopped', web);

await web.update().instanceName('web-2').run();
await web.tag({ team: 'web' });
await web.reload();
assert.equal(web.name, 'web-2');
assert.deepEqual(web.tags, { team: 'web' });
say('Renamed and tagged', web, web.tags);

const created = await template.name('batch').count(100).run();
created.push(
  ...(await template.name('batch').count(100).run()),
  ...(await template.name('batch').count(49).run()),
);
assert.equal(created.length, 249);
let pages = 0;
const ids = new Set<string>();
for await (const page of ecs.instances().list().zone('cn-beijing-a').pageSize(50).pages()) {
  pages += 1;
  for (const instance of page.items) ids.add(instance.id);
}
assert.equal(ids.size, 250);
say(`Listed ${ids.size} instances over ${pages} pages`);

let running = 0;
for await (const instance of ecs.instances().list().status('STOPPED'))
  running += instance.id === web.id ? 1 : 0;
assert.equal(running, 1);
say('Found the stopped one by a filter');

const same = await ecs.instances().get(web.id);
assert.equal(same.id, web.id);
const { Instances } = await ecs.describeInstances({ MaxResults: 10 }, { timeoutMs: 5_000 });
assert.equal(Instances?.length, 10);
await ecs.action('DescribeZones').run();
say('Read it by its id, and called actions by their own names');

await web.delete();
await web.waitUntilGone({ delayMs: 50 });
await assert.rejects(ecs.instances().get(web.id), NotFoundError);
say('Deleted', web);

ecs.close();
await cloud.stop();
say('Done.');
