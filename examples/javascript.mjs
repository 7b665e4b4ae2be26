// What JavaScript offers without types: the builder and the validator both list what is missing.
import assert from 'node:assert/strict';
import { RequestValidationError } from 'volcengine-fluent';
import { EcsClient } from 'volcengine-fluent/ecs';

const ecs = new EcsClient({
  region: 'cn-beijing',
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
});
const half = ecs
  .instances()
  .create()
  .type('ecs.g1.large')
  .image('image-1')
  .networkInterface((nic) => nic.subnet('subnet-1').securityGroup('sg-1'))
  .volume((volume) => volume.type('ESSD_PL0').size(40))
  .keyPair('key');

console.log('missing:', half.missing);
assert.deepEqual(half.missing, ['instanceName', 'zoneId']);

const error = await half
  .from({ Cuont: 3 })
  .run()
  .catch((reason) => reason);
assert(error instanceof RequestValidationError);
console.log(error.message);
assert.deepEqual(error.issues.map(({ path }) => path).sort(), ['Cuont', 'InstanceName', 'ZoneId']);
ecs.close();
