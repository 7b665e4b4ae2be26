// Three ways to test code that calls the cloud, without keys and without a network: a stub with the responses that you set, a
// recording that is replayed, and the local cloud. Exits with a non-zero status when a check fails.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EcsClient } from 'volcengine-fluent/ecs';
import { Emulator, NoResponseError, Recorder, StubHandler } from 'volcengine-fluent/testing';

/** The code under test: stops running instances that have no tag `owner`. */
async function stopOrphans(ecs: EcsClient): Promise<string[]> {
  const stopped: string[] = [];
  for await (const instance of ecs.instances().list().status('RUNNING')) {
    if ('owner' in instance.tags) continue;
    await instance.stop();
    stopped.push(instance.id);
  }
  return stopped;
}

// 1. A stub: responses and failures in the order that the test needs. Waits take no time.
const stub = new StubHandler();
const stubbed = new EcsClient(stub.config());
stub
  .on(stubbed, 'describeInstances')
  .throttle({ retryAfterSeconds: 10 })
  .result({
    Instances: [
      { InstanceId: 'i-1', Status: 'RUNNING', Tags: [{ Key: 'owner', Value: 'shop' }] },
      { InstanceId: 'i-2', Status: 'RUNNING', Tags: [] },
    ],
  });
const stops = stub.on(stubbed, 'stopInstance').networkFailure({ notSent: true }).result({});
assert.deepEqual(await stopOrphans(stubbed), ['i-2']);
assert.deepEqual(
  stops.requests.map(({ input }) => input.InstanceId),
  ['i-2', 'i-2'],
);
await assert.rejects(stubbed.describeZones(), NoResponseError);
console.log('• A stub answered', stub.requests.length, 'requests, one of them without an answer');

// 2. A recording: here of the local cloud, in your tests of the real one. A replay needs neither.
const folder = await mkdtemp(join(tmpdir(), 'volcengine-recording-'));
const file = join(folder, 'orphans.json');
const cloud = await new Emulator({ settleMs: 0 }).start();
cloud.call('ecs', 'RunInstances', {
  InstanceName: 'orphan',
  InstanceTypeId: 'ecs.g1.large',
  ImageId: 'image-1',
  ZoneId: 'cn-beijing-a',
  NetworkInterfaces: [{ SubnetId: 'subnet-1', SecurityGroupIds: ['sg-1'] }],
  Volumes: [{ VolumeType: 'ESSD_PL0', Size: 40 }],
});

const recorder = new Recorder({ file, mode: 'record' });
const stopped = await stopOrphans(new EcsClient({ ...cloud.config(), ...recorder.config() }));
await recorder.save();
assert.equal(stopped.length, 1);
assert(!(await readFile(file, 'utf8')).includes(cloud.credentials.secretAccessKey));
await cloud.stop();

const replay = new Recorder({ file });
assert.deepEqual(await stopOrphans(new EcsClient(replay.config())), stopped);
console.log('• A recording was replayed without the cloud that it was made of');
await rm(folder, { recursive: true });

// 3. The local cloud: see examples/emulator.ts for more.
const second = await new Emulator({ settleMs: 0 }).start();
const ecs = new EcsClient(second.config());
assert.deepEqual(await stopOrphans(ecs), []);
ecs.close();
await second.stop();
console.log('• Done.');
