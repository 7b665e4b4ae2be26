// What must and must not compile. Each @ts-expect-error is a mistake that the types catch: without it this file fails.
import {
  EcsClient,
  type Instance,
  type RunInstancesBuilder,
  type RunInstancesRequest,
} from 'volcengine-fluent/ecs';

const ecs = new EcsClient({ region: 'cn-beijing' });
const complete = ecs
  .instances()
  .create()
  .type('ecs.g1.large')
  .zone('cn-beijing-a')
  .image('image-1')
  .name('web')
  .networkInterface((nic) => nic.subnet('subnet-1').securityGroup('sg-1'))
  .volume((volume) => volume.type('ESSD').size(40))
  .keyPair('vtable')
  .chargeType('PostPaid');

export const one: Promise<Instance> = complete.run();
export const three: Promise<Instance[]> = complete.count(3).run();
export const ready: Promise<Instance> = complete.run({ wait: true, timeoutMs: 5_000 });

// @ts-expect-error imageId, instanceName, networkInterfaces and volumes are missing
void ecs.instances().create().type('ecs.g1.large').zone('cn-beijing-a').run();
// @ts-expect-error the volume has no size
ecs.instances().create().volume((volume) => volume.type('ESSD'));
// @ts-expect-error the network interface has no security group
ecs.instances().create().networkInterface((nic) => nic.subnet('subnet-1'));
// @ts-expect-error the plain volume has no Size
ecs.instances().create().volume({ VolumeType: 'ESSD' });
// @ts-expect-error a number is wanted
ecs.instances().create().count('2');
// @ts-expect-error there is no such setter
ecs.instances().create().imageid('image-1');
// @ts-expect-error a builder is no promise
export const thenable: PromiseLike<unknown> = ecs.instances().create();
// @ts-expect-error a raw response has nothing to wait for
void ecs.action('DescribeZones').run({ wait: true });
// @ts-expect-error one instance is not several
export const wrongCount: Promise<Instance[]> = complete.run();
// @ts-expect-error no such action
ecs.action('DescribeZone');

// templates, conditional calls, reassignment
const needs = {
  InstanceTypeId: 'ecs.g1.large',
  NetworkInterfaces: [{ SubnetId: 'subnet-1', SecurityGroupIds: ['sg-1'] }],
  Volumes: [{ Size: 40 }],
};
let template = ecs
  .instances()
  .create()
  .type('ecs.g1.large')
  .networkInterfaces(needs.NetworkInterfaces)
  .volumes(needs.Volumes)
  .image('image-1')
  .name('web');
if (Math.random() > 0.5) template = template.keyPairName('key');
template = template.zone('cn-beijing-a');
export const missing: readonly 'zoneId'[] = template.missing;
export const later: Promise<Instance> = template.zone('z').run();

// plain objects where nested builders are, requests where builders are, reusable pieces
ecs
  .instances()
  .create()
  .volume({ Size: 40, VolumeType: 'ESSD' })
  .volumes([{ Size: 40, VolumeType: 'ESSD' }]);
const request: RunInstancesRequest = { ...needs, ImageId: 'i', InstanceName: 'n', ZoneId: 'z' };
void ecs.instances().create().from(request).run();
// @ts-expect-error half a request leaves the rest missing
void ecs.instances().create().from({ ImageId: 'i' }).run();
const tagged = <M extends string, O>(builder: RunInstancesBuilder<M, O>): RunInstancesBuilder<M, O> =>
  builder.tag({ Key: 'team', Value: 'web' });
void complete.with(tagged).run();
void complete.dryRun();
void complete.presign({ expiresInSeconds: 60 });
// @ts-expect-error DescribeZones has no dry run
void ecs.action('DescribeZones').dryRun();

// raw calls keep wire names
export const zones = ecs.describeZones();
export const some = ecs.describeInstances({ MaxResults: 10 }, { timeoutMs: 5_000 });
// @ts-expect-error a wrong member
void ecs.describeInstances({ MaxResult: 10 });

// models are classes to validate with and to extend
const web = new ecs.models.RunInstancesRequest();
web.InstanceName = 'web';
// @ts-expect-error a string is wanted
web.InstanceName = 1;
export class Named extends ecs.models.RunInstancesRequest {
  override InstanceName = 'web';
}
void ecs.instances().create().from(new Named()).toJSON();
