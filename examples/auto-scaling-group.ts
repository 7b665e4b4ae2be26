// Creates an auto-scaling group that starts servers from a configuration, scales it by hand and by a policy, and deletes it.
// Runs against a local cloud in this process: no keys, no network.
import assert from 'node:assert/strict';
import { Volcengine } from 'volcengine-fluent';
import { AutoScalingClient, AutoScalingGroup } from 'volcengine-fluent/autoscaling';
import { Emulator } from 'volcengine-fluent/emulator';
import { VpcClient } from 'volcengine-fluent/vpc';

const say = (step: string, ...more: unknown[]): void => console.log(`• ${step}`, ...more);
const soon = { wait: { delayMs: 20 } };

const cloud = await new Emulator({ settleMs: 50 }).start();
const volc = new Volcengine(cloud.config());
const vpc = new VpcClient(volc);
const autoscaling = new AutoScalingClient(volc);

const network = await vpc.vpcs().create().cidr('10.0.0.0/16').name('scaled').run(soon);
const subnet = await network.subnets().create().cidr('10.0.1.0/24').zone('cn-beijing-a').run(soon);
const firewall = await network.securityGroups().create().name('web').run(soon);
await firewall.allowIngress({ port: 443, from: '0.0.0.0/0' });
say('A network with', subnet, 'and', firewall);

const group = await autoscaling
  .groups()
  .create()
  .name('web')
  .minInstanceNumber(0)
  .maxInstanceNumber(10)
  .desireInstanceNumber(2)
  .subnet(subnet.id)
  .run();
assert(group instanceof AutoScalingGroup);
const configuration = await group
  .configurations()
  .create()
  .name('web-1')
  .instanceName('web')
  .image('image-ybvz29l3da4ox5h0m9')
  .instanceTypes(['ecs.g1.large'])
  .securityGroup(firewall.id)
  .volume((volume) => volume.volumeType('ESSD_PL0').size(40))
  .run();
await configuration.activate();
await group.enable();
say('Enabled', group);

await group.scaleTo(4, soon);
const members = await group.instances().toArray();
assert.equal(members.length, 4);
say('Four servers:', members.map(({ id }) => id).join(', '));

await group.protect(members[0]!.id);
await group.scaleTo(1, soon);
const [left] = await group.instances().toArray();
assert.equal(left?.id, members[0]!.id);
say('Scaled in to the one that is protected');

const policy = await group
  .policies()
  .create()
  .name('by night')
  .scalingPolicyType('Scheduled')
  .adjustmentType('TotalCapacity')
  .adjustmentValue(1)
  .scheduledPolicy((schedule) => schedule.launchTime('2030-01-01T00:00Z'))
  .run();
assert.equal(await group.policies().list().count(), 1);
await policy.disable();
for await (const activity of group.activities().list()) say('  activity', activity.statusCode, activity.id);

await policy.delete();
await group.protect(members[0]!.id, false);
await group.scaleTo(0, soon);
await group.disable();
await group.delete();
await group.waitUntilGone(soon.wait);
assert.equal(await autoscaling.groups().exists(group.id), false);
say('Taken down');

volc.close();
await cloud.stop();
say('Done.');
