import { expect } from 'chai';
import {
  AuthenticationError,
  ConfigError,
  NotFoundError,
  RequestValidationError,
  ResourceError,
  type ServiceError,
} from 'volcengine-fluent';
import { EcsClient, Instance } from 'volcengine-fluent/ecs';
import { Emulator } from 'volcengine-fluent/emulator';
import { VpcClient } from 'volcengine-fluent/vpc';
import { errorOf } from '../support/error-of.js';
import { serverNeeds } from '../support/server.js';

describe('an instance, against the local cloud', () => {
  let cloud: Emulator;
  let ecs: EcsClient;
  const template = () =>
    ecs
      .instances()
      .create()
      .type('ecs.g1.large')
      .zone('cn-beijing-a')
      .image('image-1')
      .networkInterfaces(serverNeeds.NetworkInterfaces)
      .volumes(serverNeeds.Volumes)
      .keyPairName('key');

  before(async () => {
    cloud = await new Emulator({ settleMs: 20 }).start();
    ecs = new EcsClient(cloud.config());
  });
  after(async () => {
    ecs.close();
    await cloud.stop();
  });

  it('is created, awaited, stopped, renamed, tagged, deleted', async () => {
    const web = await template()
      .name('web')
      .type('ecs.g1.large')
      .run({ wait: { delayMs: 5 } });
    expect(web).to.be.instanceOf(Instance);
    expect([web.status, web.name, web.instanceTypeId]).to.deep.equal([
      'RUNNING',
      'web',
      web.data.InstanceTypeId,
    ]);
    await web.stop({ ForceStop: true });
    await web.waitUntil('STOPPED', { delayMs: 5 });
    expect(await web.update().instanceName('web-2').run()).to.equal(web);
    await web.tag({ team: 'a', tier: 'web' });
    await web.untag(['tier']);
    expect(web.name).to.equal('web');
    await web.reload();
    expect([web.name, web.tags]).to.deep.equal(['web-2', { team: 'a' }]);
    await web.delete();
    await web.waitUntilGone({ delayMs: 5 });
    expect(await ecs.instances().exists(web.id)).to.equal(false);
    expect(await errorOf(web.stop())).to.be.instanceOf(ResourceError);
    await ecs.instance(web.id).delete();
  });

  it('comes as an array when a count is set, and one by one from createMany with its failures', async () => {
    const three = await template().name('several').count(3).run();
    expect(three.map(({ id }) => id)).to.have.length(3);
    const wrong = { ImageId: 'image-1', InstanceName: 'x' } as never;
    const { created, failed } = await ecs
      .instances()
      .createMany([template().name('many'), wrong], { concurrency: 1 });
    expect(created.map(({ index }) => index)).to.deep.equal([0]);
    expect(failed.map(({ index, error }) => [index, error.name])).to.deep.equal([
      [1, 'RequestValidationError'],
    ]);
  });

  it('is listed over pages, filtered, limited and counted, and each iteration reads anew', async () => {
    await template().name('page').zone('cn-beijing-b').count(25).run();
    const list = ecs.instances().list().zone('cn-beijing-b').pageSize(10);
    const sizes: number[] = [];
    for await (const page of list.pages()) sizes.push(page.items.length);
    expect(sizes).to.deep.equal([10, 10, 5]);
    const ids = (await list.toArray()).map(({ id }) => id);
    expect(new Set(ids).size).to.equal(25);
    expect((await list.prefetch(2).toArray()).map(({ id }) => id)).to.deep.equal(ids);
    expect(await list.toArray({ limit: 3 })).to.have.length(3);
    expect((await list.first())?.id).to.equal(ids[0]);
    expect(await list.count()).to.equal(25);
    const iterator = list[Symbol.asyncIterator]();
    const together = await Promise.all(Array.from({ length: 12 }, () => iterator.next()));
    expect(together.map(({ value }) => (value as Instance).id)).to.deep.equal(ids.slice(0, 12));
  });

  it('is acted on in the region where a call made or found it', async () => {
    const region = 'cn-shanghai';
    const there = await template()
      .name('there')
      .run({ region, wait: { delayMs: 5 } });
    expect([there.region, ecs.session.config.region]).to.deep.equal([region, 'cn-beijing']);
    expect(await ecs.instances().exists(there.id)).to.equal(false);
    const found = await ecs.instances().get(there.id, { region });
    const listed = await ecs.instances().list().options({ region }).first();
    expect([found.region, listed?.region]).to.deep.equal([region, region]);
    await listed?.stop();
    await found.waitUntil('STOPPED', { delayMs: 5 });
    await found.delete();
  });

  it('leads to its VPC over the same session, and a VPC to its subnets', async () => {
    const vpc = new VpcClient(ecs.session);
    const net = await vpc
      .vpcs()
      .create()
      .cidrBlock('10.0.0.0/16')
      .run({ wait: { delayMs: 5 } });
    const subnet = await net.subnets().create().cidrBlock('10.0.0.0/24').zoneId('cn-beijing-a').run();
    await vpc.vpcs().create().cidrBlock('10.1.0.0/16').run();
    expect((await net.subnets().list().toArray()).map(({ id }) => id)).to.deep.equal([subnet.id]);
    expect((await subnet.reload()).vpc().id).to.equal(net.id);
  });

  it('tells what is wrong before anything is sent, together, without values', async () => {
    const error = await errorOf(
      ecs
        .action('RunInstances')
        .from({ Passwort: 'hunter2', Count: 'x' } as never)
        .run(),
    );
    expect(error).to.be.instanceOf(RequestValidationError);
    const { issues, message } = error as RequestValidationError;
    expect(issues.map(({ path }) => path).sort()).to.include.members([
      'Count',
      'ImageId',
      'Passwort',
      'ZoneId',
    ]);
    expect(message).not.to.contain('hunter2');
    expect(message).to.contain('Password');
  });

  it('refuses ids that are none, data that was not read, states that do not exist', async () => {
    expect(() => ecs.instance('')).to.throw(ResourceError, /empty/);
    expect(() => ecs.instance('i-1').data).to.throw(ResourceError, /call reload\(\) first/);
    expect(String(await errorOf(ecs.instance('i-1').waitUntil('RUNING')))).to.match(/did you mean "RUNNING"/);
    expect(await errorOf(ecs.instances().get('i-none'))).to.be.instanceOf(NotFoundError);
  });

  it('names the nearest action', () => {
    expect(() => ecs.action('RunInstance' as never)).to.throw(ConfigError, /did you mean "RunInstances"/);
  });

  it('is created once for one idempotency token, and not for another request with it', async () => {
    const request = { ...serverNeeds, ImageId: 'i', InstanceName: 'once', ZoneId: 'z', KeyPairName: 'k' };
    const first = await ecs.runInstances(request, { clientToken: 'token-1' });
    const second = await ecs.runInstances(request, { clientToken: 'token-1' });
    expect(second.InstanceIds).to.deep.equal(first.InstanceIds);
    const other = await errorOf(ecs.runInstances({ ...request, ZoneId: 'y' }, { clientToken: 'token-1' }));
    expect((other as ServiceError).code).to.equal('IdempotentParameterMismatch');
    await template().name('dry').dryRun();
    expect(await ecs.instances().find({ InstanceName: 'dry' }).toArray()).to.deep.equal([]);
  });

  it('is refused when one byte of what was signed is changed', async () => {
    const url = await ecs.action('DescribeInstances').presign();
    const good = await fetch(url);
    expect(good.status).to.equal(200);
    const changed = await fetch(url.replace('Action=DescribeInstances', 'Action=DescribeInstanceS'));
    expect(changed.status).to.equal(401);
    const secret = new EcsClient({
      ...cloud.config(),
      credentials: { ...cloud.credentials, secretAccessKey: 'no' },
    });
    expect(await errorOf(secret.describeInstances())).to.be.instanceOf(AuthenticationError);
    secret.close();
  });
});
