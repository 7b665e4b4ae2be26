// Connects two VPCs with a transit router: attachments, a route table that learns their routes, and a route in each VPC.
// Runs against a local cloud in this process: no keys, no network.
import assert from 'node:assert/strict';
import { Volcengine } from 'volcengine-fluent';
import { Emulator } from 'volcengine-fluent/emulator';
import { TransitRouterClient, type VpcAttachment } from 'volcengine-fluent/transitrouter';
import { VpcClient, type Vpc } from 'volcengine-fluent/vpc';

const say = (step: string, ...more: unknown[]): void => console.log(`• ${step}`, ...more);
const soon = { wait: { delayMs: 20 } };

const cloud = await new Emulator({ settleMs: 50 }).start();
const volc = new Volcengine(cloud.config());
const vpc = new VpcClient(volc);
const transit = new TransitRouterClient(volc);

const router = await transit.transitRouters().create().name('backbone').run(soon);
say('Created', router);

async function join(cidr: string, subnetCidr: string): Promise<{ network: Vpc; attachment: VpcAttachment }> {
  const network = await vpc.vpcs().create().cidr(cidr).run(soon);
  const subnet = await network.subnets().create().cidr(subnetCidr).zone('cn-beijing-a').run(soon);
  const attachment = await router
    .vpcAttachments()
    .create()
    .vpc(network.id)
    .attachPoint((point) => point.subnet(subnet.id).zone('cn-beijing-a'))
    .run(soon);
  say('Attached', network, 'by', attachment);
  return { network, attachment };
}

const left = await join('10.1.0.0/16', '10.1.1.0/24');
const right = await join('10.2.0.0/16', '10.2.1.0/24');

const routeTable = await router.routeTables().create().name('all').run(soon);
for (const { attachment } of [left, right]) {
  await attachment.associateWith(routeTable);
  await attachment.propagateTo(routeTable);
}
const blackHole = await routeTable.addRoute({ to: '10.3.0.0/16' });
await blackHole.reload();
say('The route table drops what is not joined:', blackHole);

for (const [{ network }, to] of [
  [left, '10.2.0.0/16'],
  [right, '10.1.0.0/16'],
] as const) {
  const table = await network.routeTables().list().first();
  assert(table);
  await table.addRoute({ to, via: router });
}
say('Each VPC routes the other’s addresses to the router');

const attached = await router.vpcAttachments().list().toArray();
assert.deepEqual(attached.map(({ vpcId }) => vpcId).sort(), [left.network.id, right.network.id].sort());
say(`Joined ${attached.length} VPCs`);

await blackHole.delete();
for (const { attachment } of [left, right]) {
  await attachment.stopPropagatingTo(routeTable);
  await attachment.dissociateFrom(routeTable);
  await attachment.delete();
  await attachment.waitUntilGone({ delayMs: 20 });
}
await routeTable.delete();
await routeTable.waitUntilGone({ delayMs: 20 });
await router.delete();
await router.waitUntilGone({ delayMs: 20 });
say('Taken down', router);

volc.close();
await cloud.stop();
say('Done.');
