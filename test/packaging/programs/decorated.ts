// Rules of one's own, on top of a model of the SDK.
import { strict as assert } from 'node:assert';
import { Matches } from 'class-validator';
import { RequestValidationError } from 'volcengine-fluent';
import 'volcengine-fluent/decorated';
import { EcsClient } from 'volcengine-fluent/ecs';

const ecs = new EcsClient(JSON.parse(process.env['CLOUD'] ?? ''));

class WebServer extends ecs.models.RunInstancesRequest {
  @Matches(/^web-/) override InstanceName = '';
}

async function main(): Promise<void> {
  const server = Object.assign(new WebServer(), {
    InstanceName: 'db-1',
    ImageId: 'image-1',
    InstanceTypeId: 'ecs.g1.large',
    ZoneId: 'cn-beijing-a',
    KeyPairName: 'ops',
    NetworkInterfaces: [{ SubnetId: 'subnet-1', SecurityGroupIds: ['sg-1'] }],
    Volumes: [{ VolumeType: 'ESSD_PL0', Size: 40 }],
  });
  const refused: unknown = await ecs.runInstances(server).catch((error: unknown) => error);
  assert(refused instanceof RequestValidationError, String(refused));
  assert.deepEqual(
    refused.issues.map(({ path, constraint }) => `${path} ${constraint}`),
    ['InstanceName matches'],
  );
  const { InstanceIds } = await ecs.runInstances(Object.assign(server, { InstanceName: 'web-1' }));
  assert.equal(InstanceIds?.length, 1);
  ecs.close();
  console.log('works');
}

void main();
