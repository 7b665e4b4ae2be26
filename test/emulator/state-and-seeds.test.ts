import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ServiceError } from '../../src/errors/index.js';
import { Emulator, type EmulatorOptions } from '../../src/emulator/index.js';
import { serverNeeds } from '../support/server.js';
import { callerOf } from '../support/caller.js';
const instance = { ...serverNeeds, ImageId: 'image-1', InstanceName: 'web', ZoneId: 'cn-beijing-a' };
const startAt = new Date('2026-01-02T03:04:05Z');

describe("the local cloud's state", () => {
  let folder: string;
  const clouds: Emulator[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'local-cloud-'));
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(async () => {
    for (const cloud of clouds.splice(0)) await cloud.stop();
  });

  const start = async (options: EmulatorOptions = {}): Promise<Emulator> => {
    const cloud = await new Emulator({ clock: 'virtual', settleMs: 1000, startAt, ...options }).start();
    clouds.push(cloud);
    return cloud;
  };

  it('lives on in a file: resources, what is still to happen, keys, tokens', async () => {
    const state = join(folder, 'cloud.json');
    const first = await start({ state });
    const { InstanceIds } = first.call('ecs', 'RunInstances', { ...instance, ClientToken: 't' });
    first.call('iam', 'CreateUser', { UserName: 'ann' });
    const { AccessKey } = first.call('iam', 'CreateAccessKey', { UserName: 'ann' });
    await first.stop();
    expect(await readdir(folder)).to.deep.equal(['cloud.json']);

    const second = await start({ state, seed: 'another' });
    expect(second.credentials).to.deep.equal(first.credentials);
    expect(second.resources('ecs.Instance')[0]).to.include({ Status: 'CREATING' });
    second.advance('1s');
    expect(second.resources('ecs.Instance')[0]).to.include({ Status: 'RUNNING' });
    expect(second.call('ecs', 'RunInstances', { ...instance, ClientToken: 't' })).to.deep.equal({
      InstanceIds,
    });
    const { AccessKeyId, SecretAccessKey } = AccessKey as Record<string, string>;
    const credentials = { accessKeyId: AccessKeyId ?? '', secretAccessKey: SecretAccessKey ?? '' };
    const ann = callerOf({ ...second.config(), credentials });
    expect(await ann.call('sts', 'GetCallerIdentity')).to.include({
      IdentityType: 'User',
      IdentityId: 'ann',
    });
    const { InstanceIds: more } = second.call('ecs', 'RunInstances', instance);
    expect(more).not.to.deep.equal(InstanceIds);
  });

  it('refuses a corrupt file with the place where it is, and leaves it as it is', async () => {
    const state = join(folder, 'corrupt.json');
    const sound = await start();
    sound.call('ecs', 'RunInstances', instance);
    const text = JSON.stringify(sound.snapshot());
    const cases: [string, RegExp][] = [
      [text.slice(0, -5), /corrupt\.json:1:\d+ is not valid JSON/],
      [
        text.replace(/"id":"i-[^"]+"/, '"id":7'),
        /partitions\[0\]\.collections\["ecs\.Instance"\]\.entities\[0\]\.id: expected a string/,
      ],
      [text.replace('"seq":2', '"seq":1'), /seq: the entities are out of order/],
      [text.replace('"atMs":', '"atMs":"soon","was":'), /tasks\[0\]\.atMs: expected a number/],
      [
        text.replace('"ecs.Instance"', '"ecs.Instanze"'),
        /collections\["ecs\.Instanze"\]: the catalog has no such resource type/,
      ],
      [text.replace('"version":2', '"version":1'), /has version 1/],
      ['{"a":1}', /is not the state of a local cloud/],
      ['[]', /its top: expected an object/],
    ];
    for (const [corrupt, message] of cases) {
      await writeFile(state, corrupt);
      const cloud = new Emulator({ state });
      const error: unknown = await cloud.start().catch((reason: unknown) => reason);
      expect(error, corrupt.slice(0, 60))
        .to.be.instanceOf(Error)
        .with.property('message')
        .that.matches(message);
      await cloud.stop();
      expect(await readFile(state, 'utf8')).to.equal(corrupt);
    }
  });

  it('goes back to a snapshot, and changes nothing for one that is not sound', async () => {
    const cloud = await start();
    cloud.call('ecs', 'RunInstances', instance);
    const snapshot = cloud.snapshot();
    cloud.call('ecs', 'RunInstances', instance);
    expect(() => cloud.restore({ ...snapshot, tasks: 'none' } as never)).to.throw('corrupt at tasks');
    expect(cloud.resources('ecs.Instance')).to.have.length(2);
    cloud.restore(snapshot);
    expect(cloud.resources('ecs.Instance')).to.have.length(1);
    cloud.advance('1s');
    expect(snapshot.partitions[0]?.collections['ecs.Instance']?.entities[0]?.data['Status']).to.equal(
      'CREATING',
    );
  });

  it('begins with seeds, by code or from a file, which refer to each other', async () => {
    const seeds = [
      { service: 'vpc', action: 'CreateVpc', input: { CidrBlock: '10.0.0.0/16', VpcName: 'net' }, as: 'net' },
      {
        service: 'vpc',
        action: 'CreateSecurityGroup',
        input: { VpcId: '${net.VpcId}', SecurityGroupName: 'sg' },
      },
    ];
    const file = join(folder, 'seeds.json');
    await writeFile(file, JSON.stringify(seeds));
    for (const source of [seeds, file]) {
      const cloud = await start({ seeds: source, settleMs: 0 });
      const [vpc] = cloud.resources('vpc.Vpc');
      expect(cloud.resources('vpc.SecurityGroup')[0]).to.include({
        VpcId: vpc?.['VpcId'],
        SecurityGroupName: 'sg',
      });
    }
    const wrong = new Emulator({
      seeds: [{ service: 'vpc', action: 'CreateSubnet', input: { VpcId: '${nothing.VpcId}' } }],
    });
    expect(await wrong.start().catch((error: Error) => error.message)).to.match(/No earlier seed/);
  });

  it('forgets everything on reset, and begins again with the same keys', async () => {
    const cloud = await start();
    const { InstanceIds } = cloud.call('ecs', 'RunInstances', instance);
    await callerOf(cloud.config()).call('ecs', 'DescribeInstances');
    cloud.inject({ kind: 'html' });
    const { credentials } = cloud;
    cloud.reset();
    expect(cloud.credentials).to.deep.equal(credentials);
    expect([cloud.resources('ecs.Instance'), cloud.requests, cloud.faults]).to.deep.equal([[], [], []]);
    expect(cloud.call('ecs', 'RunInstances', instance)).to.deep.equal({ InstanceIds });
  });

  it('lets code make calls without HTTP, and throws what the cloud refuses', async () => {
    const cloud = await start();
    const call = (): unknown => cloud.call('ecs', 'DeleteInstance', { InstanceId: 'i-0' });
    expect(call)
      .to.throw(ServiceError)
      .that.includes({ code: 'InvalidInstance.NotFound', status: 404, service: 'ecs' });
    expect(() => cloud.call('ecs', 'RunInstance')).to.throw('did you mean "RunInstances"');
  });

  it('says what is wrong when it cannot listen, and with a time that is none', async () => {
    const cloud = await start();
    const second = new Emulator({ port: Number(new URL(cloud.url).port) });
    expect(await second.start().catch((error: Error) => error.message)).to.match(/the port is in use/);
    expect(() => second.url).to.throw('call start() first');
    for (const by of ['ten minutes', '', -1, Number.NaN])
      expect(() => cloud.advance(by)).to.throw('not a duration');
    const before = cloud.now;
    cloud.advance('1h30m');
    expect(cloud.now - before).to.equal(5_400_000);
  });
});
