// Shows what a local cloud offers tests: faults, time and state, which a real cloud does not let you choose.
// No keys, no network. Exits with a non-zero status when a check fails.
import assert from 'node:assert/strict';
import { ThrottlingError } from 'volcengine-fluent';
import { AutoScalingClient } from 'volcengine-fluent/autoscaling';
import { EcsClient } from 'volcengine-fluent/ecs';
import { Emulator } from 'volcengine-fluent/emulator';
import { VpcClient } from 'volcengine-fluent/vpc';

const say = (step: string, ...more: unknown[]): void => console.log(`• ${step}`, ...more);

// Time stands still until `advance()` moves it, or until a client made with `config()` waits.
await using cloud = await new Emulator({ clock: 'virtual', settleMs: 30_000 }).start();
const ecs = new EcsClient(cloud.config());

const web = await ecs
  .instances()
  .create()
  .name('web')
  .type('ecs.g1.large')
  .zone('cn-beijing-a')
  .image('image-1')
  .networkInterface((nic) => nic.subnet('subnet-1').securityGroup('sg-1'))
  .volume((volume) => volume.type('ESSD_PL0').size(40))
  .keyPair('k')
  .run();
await web.reload();
assert.equal(web.status, 'CREATING');
const before = cloud.now;
await web.waitUntil('RUNNING');
say(`Running after ${Math.round((cloud.now - before) / 1000)} s of the cloud's time, and none of yours`);

// Faults: which calls fail, how, and how often.
cloud.inject({ kind: 'throttle', service: 'ecs', action: 'DescribeZones', retryAfterSeconds: 2, count: 2 });
const { $metadata } = await ecs.describeZones();
assert.equal($metadata.attempts, 3);
say(`Throttled twice, asked ${$metadata.attempts} times, ${$metadata.totalDelayMs / 1000} s later`);

const fault = cloud.inject({ kind: 'throttle' });
await assert.rejects(ecs.describeZones({}, { retry: false }), ThrottlingError);
fault.remove();

// The response is lost after the call took effect. The same ClientToken makes the retry harmless.
cloud.inject({ kind: 'reset', when: 'after', action: 'RunInstances', count: 1 });
await ecs.runInstances({
  InstanceName: 'once',
  InstanceTypeId: 'ecs.g1.large',
  ZoneId: 'cn-beijing-a',
  ImageId: 'image-1',
  NetworkInterfaces: [{ SubnetId: 'subnet-1', SecurityGroupIds: ['sg-1'] }],
  Volumes: [{ VolumeType: 'ESSD_PL0', Size: 40 }],
  KeyPairName: 'k',
});
assert.equal(cloud.resources('ecs.Instance').length, 2);
say('The connection broke after the effect, and still there is one instance more, not two');

// A new resource cannot be found for a while.
cloud.inject({ kind: 'eventual', ms: 5_000, action: 'CreateKeyPair' });
await ecs.createKeyPair({ KeyPairName: 'new' });
const found = async (): Promise<number> =>
  (await ecs.describeKeyPairs({ KeyPairNames: ['new'] })).KeyPairs?.length ?? 0;
assert.equal(await found(), 0);
cloud.advance('5s');
assert.equal(await found(), 1);
say('A new key pair was found only five seconds later');

// State: a snapshot as plain data, and the way back to it.
const snapshot = cloud.snapshot();
await web.delete();
cloud.advance('1m');
assert.equal(cloud.resources('ecs.Instance').length, 1);
cloud.restore(snapshot);
assert.equal(cloud.resources('ecs.Instance').length, 2);
say('Went back to before the deletion');

// Behaviour: a scaling group keeps the desired number of instances.
const scaling = new AutoScalingClient(cloud.config());
const vpc = new VpcClient(cloud.config());
const { VpcId = '' } = await vpc.createVpc({ CidrBlock: '10.0.0.0/16' });
cloud.advance('1m');
const { SubnetId = '' } = await vpc.createSubnet({ VpcId, ZoneId: 'cn-beijing-a', CidrBlock: '10.0.1.0/24' });
const { ScalingGroupId = '' } = await scaling.createScalingGroup({
  ScalingGroupName: 'shop',
  MinInstanceNumber: 0,
  MaxInstanceNumber: 5,
  DesireInstanceNumber: 3,
  SubnetIds: [SubnetId],
});
const { ScalingConfigurationId = '' } = await scaling.createScalingConfiguration({
  ScalingGroupId,
  ScalingConfigurationName: 'small',
  ImageId: 'image-1',
  InstanceName: 'shop',
  InstanceTypes: ['ecs.c1.large'],
  SecurityGroupIds: ['sg-1'],
  Volumes: [{ VolumeType: 'ESSD_PL0', Size: 40 }],
});
await scaling.enableScalingConfiguration({ ScalingGroupId, ScalingConfigurationId });
await scaling.enableScalingGroup({ ScalingGroupId });
cloud.advance('2m');
const { TotalCount } = await ecs.describeInstances({ InstanceName: 'shop', Status: 'RUNNING' });
assert.equal(TotalCount, 3);
say(`The scaling group started ${String(TotalCount)} instances`);

// The request log: every request with its outcome.
const refused = cloud.requests.filter(({ code }) => code !== undefined);
say(`It saw ${cloud.requests.length} requests and refused ${refused.length}:`, [
  ...new Set(refused.map(({ code }) => code)),
]);
assert(cloud.requests.every(({ signature }) => signature.state !== 'refused'));
say('Done.');
