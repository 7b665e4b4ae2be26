// What each program of these tests does: a resource is created, read and listed, and errors are of the right classes.
import { strict as assert } from 'node:assert';
import { NotFoundError, RequestValidationError, Volcengine } from 'volcengine-fluent';
import { EcsClient, Instance } from 'volcengine-fluent/ecs';

export async function check() {
  const config = JSON.parse(process.env.CLOUD);
  const volc = new Volcengine(config);
  const ecs = new EcsClient(volc);
  const created = await ecs
    .instances()
    .create()
    .name('web-1')
    .type('ecs.g1.large')
    .zone('cn-beijing-a')
    .image('image-1')
    .keyPair('ops')
    .networkInterface((nic) => nic.subnet('subnet-1').securityGroup('sg-1'))
    .volume((volume) => volume.type('ESSD_PL0').size(40))
    .run();
  assert(created instanceof Instance);
  const read = await ecs.instances().get(created.id);
  assert.equal(read.name, 'web-1');
  const listed = await ecs.instances().list().toArray();
  assert(listed.some(({ id }) => id === created.id));

  const missing = await ecs.instances().get('i-none').then(nothing, same);
  assert(missing instanceof NotFoundError, String(missing));
  assert.equal(missing.name, 'NotFoundError');
  const refused = await ecs.runInstances({ imageId: 'image-1' }).then(nothing, same);
  assert(refused instanceof RequestValidationError, String(refused));
  assert.match(refused.message, /ImageId/);
  volc.close();

  // Both handlers, and the packages that are loaded for a proxy only.
  for (const options of [{ http: 'node:http' }, { proxy: process.env.PROXY }]) {
    const client = new EcsClient({ ...config, ...options });
    const { Instances } = await client.describeInstances({ MaxResults: 1 });
    assert.equal(Instances.length, 1);
    client.close();
  }
  return 'works';
}

const nothing = () => undefined;
const same = (error) => error;
