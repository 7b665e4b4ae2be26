import { expect } from 'chai';
import { EcsClient } from 'volcengine-fluent/ecs';
import { Emulator } from '../../src/emulator/index.js';
import { serverNeeds } from '../support/server.js';

const instance = {
  ...serverNeeds,
  ImageId: 'image-1',
  InstanceName: 'web',
  ZoneId: 'cn-beijing-a',
  KeyPairName: 'k',
};

describe('the virtual time of a local cloud', () => {
  let cloud: Emulator;
  let ecs: EcsClient;

  beforeEach(async () => {
    const startAt = new Date('2026-01-02T03:04:05Z');
    cloud = await new Emulator({ clock: 'virtual', startAt, settleMs: 3_600_000 }).start();
    ecs = new EcsClient(cloud.config());
  });
  afterEach(async () => {
    ecs.close();
    await cloud.stop();
  });

  it('passes while its clients wait, and takes none of theirs', async () => {
    const { InstanceIds = [] } = await ecs.runInstances(instance);
    const before = cloud.now;
    const web = ecs.instance(InstanceIds[0] ?? '');
    await web.waitUntil('RUNNING', { maxWaitMs: 2 * 3_600_000 });
    expect(cloud.now - before).to.be.within(3_600_000, 2 * 3_600_000);
    cloud.inject({ kind: 'throttle', retryAfterSeconds: 20, count: 1 });
    const later = cloud.now;
    await ecs.describeInstances();
    expect(cloud.now - later).to.be.at.least(20_000);
  });

  it('is a time that signatures may have, like the machine’s own', async () => {
    await ecs.describeInstances();
    const byMachine = new EcsClient({ ...cloud.config(), clock: undefined });
    await byMachine.describeInstances();
    byMachine.close();
    cloud.advance('1h');
    await ecs.describeInstances();
    expect(cloud.requests.map(({ code }) => code)).to.deep.equal([undefined, undefined, undefined]);
  });

  it('ends a wait that is aborted', async () => {
    const { sleep } = cloud.config().clock ?? {};
    expect(sleep).to.be.a('function');
    const reason = await sleep?.(1, AbortSignal.abort(new Error('enough'))).catch((error: Error) => error);
    expect(reason).to.have.property('message', 'enough');
  });

  it('is no part of the configuration of a cloud that goes by the real clock', async () => {
    const real = await new Emulator().start();
    expect(real.config()).not.to.have.property('clock');
    await real.stop();
  });
});
