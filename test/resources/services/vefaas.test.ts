import { expect } from 'chai';
import type { Emulator } from 'volcengine-fluent/emulator';
import { VefaasClient } from 'volcengine-fluent/vefaas';
import { lastInput, startCloud } from '../../support/cloud-fixture.js';

describe('functions, by their curated methods', () => {
  let cloud: Emulator;
  let faas: VefaasClient;
  const make = (name: string) =>
    faas.functions().create().name(`app-${name}`).runtime('native-node20/v1').run();

  before(async () => {
    cloud = await startCloud();
    faas = new VefaasClient(cloud.config());
  });
  after(async () => {
    faas.close();
    await cloud.stop();
  });

  it('are released: the latest code, or a revision for a part of the traffic', async () => {
    const app = await make('app');
    await app.release();
    expect(lastInput(cloud, 'Release')).to.deep.equal({ FunctionId: app.id, RevisionNumber: 0 });
    await app.release({ revision: 3, trafficPercent: 30, description: 'canary' });
    expect(lastInput(cloud, 'Release')).to.deep.equal({
      FunctionId: app.id,
      RevisionNumber: 3,
      TargetTrafficWeight: 30,
      Description: 'canary',
    });
    expect(await app.releaseState()).to.be.an('object');
    expect(lastInput(cloud, 'GetReleaseStatus')).to.deep.equal({ FunctionId: app.id });
    await app.shiftTraffic(100);
    expect(lastInput(cloud, 'UpdateRelease')).to.deep.equal({ FunctionId: app.id, TargetTrafficWeight: 100 });
    await app.abortRelease();
    expect(lastInput(cloud, 'AbortRelease')).to.deep.equal({ FunctionId: app.id });
  });

  it('are called by timers and triggers, which are switched off and on', async () => {
    const app = await make('timed');
    const timer = await app.addTimer({
      name: 'nightly',
      crontab: '0 3 * * *',
      payload: '{}',
      description: 'd',
      isEnabled: true,
    });
    await timer.reload();
    expect([timer.name, timer.crontab, timer.payload, timer.enabled]).to.deep.equal([
      'nightly',
      '0 3 * * *',
      '{}',
      true,
    ]);
    await app.timer(timer.id).disable();
    expect((await timer.reload()).enabled).to.equal(false);
    await timer.enable();
    expect((await timer.reload()).enabled).to.equal(true);
    const kafka = await app
      .kafkaTriggers()
      .create()
      .mqInstanceId('kafka-1')
      .name('events')
      .topicName('t')
      .kafkaCredentials((by) => by.mechanism('PLAIN').username('shop').password('hunter2'))
      .run();
    await kafka.disable();
    expect((await kafka.reload()).enabled).to.equal(false);
    await kafka.enable();
    const triggers = await app.triggers();
    expect(triggers.map(({ Id }) => Id)).to.include(kafka.id);
    expect(lastInput(cloud, 'ListTriggers')).to.deep.equal({ FunctionId: app.id });
  });
});
