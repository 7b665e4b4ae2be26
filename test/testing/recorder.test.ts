import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Volcengine, type VolcengineOptions } from 'volcengine-fluent';
import { EcsClient } from 'volcengine-fluent/ecs';
import { IamClient } from 'volcengine-fluent/iam';
import { RdsMysqlV2Client } from 'volcengine-fluent/rdsmysqlv2';
import { Emulator, Recorder, type RecordedExchange } from 'volcengine-fluent/testing';
import { errorOf } from '../support/error-of.js';
import { serverNeeds } from '../support/server.js';

const instance = {
  ...serverNeeds,
  ImageId: 'image-1',
  InstanceName: 'web',
  ZoneId: 'cn-beijing-a',
  Password: 'Open-Sesame-1',
};

describe('the recorder', () => {
  let folder: string;
  let cloud: Emulator;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'volcengine-recorder-'));
  });
  after(() => rm(folder, { recursive: true }));
  beforeEach(async () => {
    cloud = await new Emulator({ settleMs: 0 }).start();
  });
  afterEach(() => cloud.stop());

  const fileOf = (name: string): string => join(folder, name);
  /** Records what is done with a session, ends the cloud, and gives what the file holds. */
  const record = async (file: string, act: (session: Volcengine) => Promise<unknown>): Promise<string> => {
    const recorder = new Recorder({ file: fileOf(file), mode: 'record' });
    const session = new Volcengine({ ...cloud.config(), ...recorder.config() });
    await act(session);
    await recorder.save();
    recorder.close();
    return readFile(fileOf(file), 'utf8');
  };
  const replaying = (file: string, options: VolcengineOptions = {}): Volcengine =>
    new Volcengine({ ...new Recorder({ file: fileOf(file) }).config(), ...options });
  const exchangesIn = (text: string): readonly RecordedExchange[] =>
    (JSON.parse(text) as { exchanges: RecordedExchange[] }).exchanges;

  it('replays what it recorded, without a network, whatever the time, keys, region and token', async () => {
    const work = async (session: Volcengine): Promise<unknown[]> => {
      const ecs = new EcsClient(session);
      const { InstanceIds = [] } = await ecs.runInstances(instance);
      const web = await ecs.instances().get(InstanceIds[0] ?? '');
      await web.waitUntil('RUNNING');
      const gone: unknown = await ecs
        .instances()
        .get('i-0')
        .catch((error: Error) => error.name);
      return [web.id, web.status, gone, await ecs.instances().list().toArray()];
    };
    let recorded: unknown;
    await record('work.json', async (session) => (recorded = await work(session)));
    await cloud.stop();
    const session = replaying('work.json', { region: 'cn-shanghai' });
    const replayed = await work(session);
    expect(JSON.stringify(replayed)).to.equal(JSON.stringify(recorded));
    expect(
      await errorOf(session.call({ service: 'ecs', action: 'StopInstance' }, { InstanceId: 'i' })),
    ).to.include({
      name: 'NoResponseError',
    });
  });

  it('keeps no secret: no keys, no signature, no password, no token, sent or answered', async () => {
    const text = await record('secrets.json', async (session) => {
      const [ecs, iam, mysql] = [
        new EcsClient(session),
        new IamClient(session),
        new RdsMysqlV2Client(session),
      ];
      await ecs.runInstances({ ...instance, Description: 'log in by Open-Sesame-1', UserData: 'c2VjcmV0' });
      await iam.createUser({ UserName: 'ann' });
      const { AccessKey } = await iam.createAccessKey({ UserName: 'ann' });
      cloud.inject({ kind: 'html', count: 1 });
      await ecs.describeZones();
      await mysql
        .createDBAccount({
          InstanceId: 'x',
          AccountName: 'app',
          AccountPassword: 'hunter22',
          AccountType: 'Normal',
        })
        .catch(() => undefined);
      secret = AccessKey?.SecretAccessKey ?? '';
    });
    expect(secret).to.have.length.greaterThan(20);
    const { secretAccessKey, accessKeyId } = cloud.credentials;
    for (const one of [
      secret,
      secretAccessKey,
      accessKeyId,
      'Open-Sesame-1',
      'c2VjcmV0',
      'hunter22',
      'HMAC-SHA256',
      'authorization',
    ])
      expect(text.includes(one), one).to.equal(false);
    const [run, , key] = exchangesIn(text);
    expect(run?.input).to.include({
      Password: '[redacted]',
      Description: 'log in by [redacted]',
      InstanceName: 'web',
    });
    expect(run?.input).not.to.have.property('ClientToken');
    expect(key?.response.body).to.have.nested.property('Result.AccessKey.SecretAccessKey', '[redacted]');
    expect(exchangesIn(text).map(({ response }) => response.status)).to.deep.equal([
      200, 200, 200, 502, 200, 404,
    ]);

    const ecs = new EcsClient(replaying('secrets.json'));
    const again = {
      ...instance,
      Password: 'Other-Word-2',
      UserData: 'b3RoZXI=',
      Description: 'log in by Other-Word-2',
    };
    expect((await ecs.runInstances(again)).InstanceIds).to.have.length(1);
    expect((await ecs.describeZones()).$metadata.attempts).to.equal(2);
  });
  let secret = '';

  it('keeps temporary keys usable in shape, and none of them in the file', async () => {
    const text = await record('role.json', async (session) => {
      const iam = new IamClient(session);
      const TrustPolicyDocument = JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Action: ['sts:AssumeRole'],
            Principal: { IAM: [`trn:iam::${cloud.account}:root`] },
          },
        ],
      });
      await iam.createRole({ RoleName: 'reader', DisplayName: 'reader', TrustPolicyDocument });
      const RoleTrn = `trn:iam::${cloud.account}:role/reader`;
      // The keys of the account itself assume no role.
      await iam.createUser({ UserName: 'ann' });
      const { AccessKey } = await iam.createAccessKey({ UserName: 'ann' });
      const { AccessKeyId: userKey = '', SecretAccessKey: userSecret = '' } = AccessKey ?? {};
      const { Credentials } = (await session.call(
        { service: 'sts', action: 'AssumeRole' },
        { RoleTrn, RoleSessionName: 's' },
        { credentials: { accessKeyId: userKey, secretAccessKey: userSecret } },
      )) as {
        Credentials?: Record<string, string>;
      };
      const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
      const credentials = {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      };
      await session.call({ service: 'sts', action: 'GetCallerIdentity' }, {}, { credentials });
      token = SessionToken;
    });
    expect(token).to.have.length.greaterThan(10);
    expect(text.includes(token)).to.equal(false);
    expect(exchangesIn(text)[3]?.response.body)
      .to.have.nested.property('Result.Credentials')
      .that.includes({ SecretAccessKey: '[redacted]', SessionToken: '[redacted]' })
      .and.has.property('ExpiredTime')
      .that.matches(/^20/);
  });
  let token = '';

  it('answers equal calls in their order; a read again, a write no more often than it was', async () => {
    const count = async (ecs: EcsClient): Promise<unknown> => (await ecs.describeInstances()).TotalCount;
    await record('order.json', async (session) => {
      const ecs = new EcsClient(session);
      await count(ecs);
      await ecs.runInstances(instance);
      await count(ecs);
    });
    const ecs = new EcsClient(replaying('order.json'));
    expect([await count(ecs), await count(ecs), await count(ecs)]).to.deep.equal([0, 1, 1]);
    await ecs.runInstances(instance);
    expect((await errorOf(ecs.runInstances(instance))).message).to.match(
      /order\.json has ecs RunInstances with this request once, and the client calls it once more/,
    );
  });

  it('fails what was not recorded, naming the nearest that was', async () => {
    await record('near.json', async (session) => {
      const ecs = new EcsClient(session);
      await ecs.describeInstances({ MaxResults: 5, Status: 'RUNNING' });
      await ecs.describeInstances({ InstanceIds: ['i-1'] });
    });
    const ecs = new EcsClient(replaying('near.json'));
    expect((await errorOf(ecs.describeInstances({ MaxResults: 6, Status: 'RUNNING' }))).message).to.match(
      /has no ecs DescribeInstances with this request; the most similar one differs in MaxResults$/,
    );
    expect((await errorOf(ecs.describeInstanceTypes())).message).to.match(
      /has no call of ecs DescribeInstanceTypes; did you mean "ecs DescribeInstances"\?/,
    );
    expect((await errorOf(ecs.stopInstance({ InstanceId: 'i-1' }))).message).to.match(
      /has no call of ecs StopInstance; it has ecs DescribeInstances/,
    );
  });

  it('keeps the digits of large integers', async () => {
    const text = `{"ResponseMetadata": {"RequestId": "r"}, "Result": {"Whole": 9007199254740993, "Half": 0.5}}`;
    const http = {
      send: () => Promise.resolve({ status: 200, headers: {}, body: text }),
      close: () => undefined,
    };
    const recorder = new Recorder({ file: fileOf('large.json'), mode: 'record', http });
    const call = { service: 'ecs', version: '2020-04-01', action: 'Invent' };
    await new Volcengine({ ...recorder.config(), credentials: cloud.credentials }).call(call);
    await recorder.save();
    expect(await replaying('large.json').call(call)).to.deep.equal({ Whole: 9007199254740993n, Half: 0.5 });
  });

  it('says what is wrong with its file, and with its mode', async () => {
    const failure = async (): Promise<string> =>
      (await errorOf(replaying('bad.json').call({ service: 'ecs', action: 'DescribeZones' }))).message;
    expect(await failure()).to.match(
      /Cannot read the recording .*bad\.json: ENOENT.*Create it with mode: 'record'/,
    );
    for (const [text, message] of [
      ['{', /is not valid JSON/],
      ['null', /is not a recording of version 1/],
      [
        '{"format": "volcengine-fluent recording", "version": 2, "exchanges": []}',
        /is not a recording of version 1/,
      ],
      [
        '{"format": "volcengine-fluent recording", "version": 1, "exchanges": [{"service": "ecs"}]}',
        /corrupt at exchanges\[0\]/,
      ],
      [
        '{"format": "volcengine-fluent recording", "version": 1, "exchanges": []}',
        /has no call of ecs DescribeZones: it is empty/,
      ],
    ] as const) {
      await writeFile(fileOf('bad.json'), text);
      expect(await failure()).to.match(message);
    }
    expect(() => new Recorder({ file: 'x', mode: 'play' as 'replay' })).to.throw('"record" or "replay"');
    const lost = new Recorder({ file: fileOf('nowhere/x.json'), mode: 'record' });
    expect((await errorOf(lost.save())).message).to.match(/Cannot write the recording to/);
  });
});
