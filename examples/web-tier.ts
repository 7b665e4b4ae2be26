// Builds a web tier, checks it and deletes it: a VPC with a subnet and a security group, three servers, and a load balancer in
// front of them. Runs against a local cloud in this process: no keys, no network.
import assert from 'node:assert/strict';
import { Volcengine } from 'volcengine-fluent';
import { ClbClient } from 'volcengine-fluent/clb';
import { EcsClient } from 'volcengine-fluent/ecs';
import { Emulator } from 'volcengine-fluent/emulator';
import { VpcClient } from 'volcengine-fluent/vpc';

const say = (step: string, ...more: unknown[]): void => console.log(`• ${step}`, ...more);
const soon = { wait: { delayMs: 20 } };
const zone = 'cn-beijing-a';

const cloud = await new Emulator({ settleMs: 50 }).start();
// One session: one configuration and one connection pool for all clients.
const volc = new Volcengine(cloud.config());
const vpc = new VpcClient(volc);
const ecs = new EcsClient(volc);
const clb = new ClbClient(volc);

const network = await vpc.vpcs().create().name('shop').cidr('10.0.0.0/16').run(soon);
const subnet = await network.subnets().create().name('web').cidr('10.0.1.0/24').zone(zone).run(soon);
const firewall = await network.securityGroups().create().name('web').run(soon);
await firewall.allowIngress({ port: 80, from: network.cidr, description: 'from the load balancer' });
say('A network:', network, subnet, firewall);

const servers = await ecs
  .instances()
  .create()
  .name('web')
  .type('ecs.g1.large')
  .zone(zone)
  .image('image-ybvz29l3da4ox5h0m9')
  .keyPair('shop')
  .networkInterface((nic) => nic.subnet(subnet.id).securityGroup(firewall.id))
  .volume((volume) => volume.type('ESSD_PL0').size(40))
  .count(3)
  .run(soon);
assert.equal(servers.length, 3);
say('Three servers:', ...servers);

const balancer = await clb
  .loadBalancers()
  .create()
  .name('shop')
  .type('private')
  .regionId(volc.config.region)
  .subnet(subnet.id)
  .run(soon);
const pool = await balancer.serverGroups().create().name('web').run(soon);
await pool.addInstances(servers, { port: 80 });
const listener = await balancer.listen({ protocol: 'TCP', port: 443, forwardTo: pool }, soon);
say('Behind', balancer, 'by', listener, 'to', pool);

const { servers: behind } = await pool.reload();
assert.deepEqual(behind.map(({ InstanceId }) => InstanceId).sort(), servers.map(({ id }) => id).sort());
assert.equal((await network.instances().toArray()).length, 3);
assert.equal(servers[0]!.subnets()[0]!.id, subnet.id);

// A parent cannot be deleted before its children: parents come last.
await listener.delete();
await pool.delete();
await balancer.delete();
await balancer.waitUntilGone({ delayMs: 20 });
await Promise.all(servers.map(async (server) => server.delete()));
await Promise.all(servers.map(async (server) => server.waitUntilGone({ delayMs: 20 })));
await firewall.delete();
await subnet.delete();
await subnet.waitUntilGone({ delayMs: 20 });
await network.delete();
await network.waitUntilGone({ delayMs: 20 });
say('Taken down', network);

volc.close();
await cloud.stop();
say('Done.');
