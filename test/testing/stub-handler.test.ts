import { expect } from 'chai';
import { Volcengine } from 'volcengine-fluent';
import { EcsClient } from 'volcengine-fluent/ecs';
import { VkeClient } from 'volcengine-fluent/vke';
import { StubHandler } from 'volcengine-fluent/testing';
import { errorOf } from '../support/error-of.js';
import { serverNeeds } from '../support/server.js';

const instance = {
  ...serverNeeds,
  ImageId: 'image-1',
  InstanceName: 'web',
  ZoneId: 'cn-beijing-a',
  KeyPairName: 'k',
};

describe('the stub handler', () => {
  let stub: StubHandler;
  let ecs: EcsClient;

  beforeEach(() => {
    stub = new StubHandler();
    ecs = new EcsClient(stub.config());
  });

  const failureOf = (promise: Promise<unknown>): Promise<Error & Record<string, unknown>> =>
    errorOf(promise) as Promise<Error & Record<string, unknown>>;

  it('answers an action with what it is told, and keeps what was asked', async () => {
    const described = stub
      .on(ecs, 'describeInstances')
      .result({ Instances: [{ InstanceId: 'i-1', Status: 'RUNNING' }], NextToken: '' });
    const instances = await ecs.instances().list().instanceIds(['i-1']).status('RUNNING').toArray();
    expect(instances.map(({ id, status }) => [id, status])).to.deep.equal([['i-1', 'RUNNING']]);
    expect(described.requests.map(({ input }) => input)).to.deep.equal([
      { InstanceIds: ['i-1'], Status: 'RUNNING', MaxResults: 100 },
    ]);
    expect(stub.requests[0]).to.include({
      service: 'ecs',
      version: '2020-04-01',
      action: 'DescribeInstances',
      region: 'cn-beijing',
    });
    expect(stub.requests[0]?.headers).to.include({ 'content-type': 'text/plain' });
  });

  it('makes an answer of the request, with the types of the facts, whatever the protocol', async () => {
    const vke = new VkeClient(stub.config());
    stub.on(vke, 'listClusters').result(({ PageNumber = 1, Filter }) => ({
      PageNumber: Number(PageNumber),
      TotalCount: Filter?.Ids?.length ?? 0,
    }));
    const { PageNumber, TotalCount } = await vke.listClusters({ PageNumber: 3, Filter: { Ids: ['c'] } });
    expect([PageNumber, TotalCount]).to.deep.equal([3, 1]);
    stub.on(ecs, 'runInstances').result(({ Count = 1 }) => ({
      InstanceIds: Array.from({ length: Number(Count) }, (_, i) => `i-${i}`),
    }));
    expect((await ecs.runInstances({ ...instance, Count: 2 })).InstanceIds).to.deep.equal(['i-0', 'i-1']);
  });

  it('is told by the names of the wire as well, also of what no facts know', async () => {
    const volc = new Volcengine(stub.config());
    stub.on('rds_mysql', 'InventNothing', '2018-01-01').result({ Whole: 9007199254740993n });
    stub.on('iam', 'GetUser').error('UserNotExist', { message: 'no ann' });
    const address = { service: 'rds_mysql', version: '2018-01-01', action: 'InventNothing' };
    expect(await volc.call(address, { A: { B: 1 } })).to.deep.equal({ Whole: 9007199254740993n });
    expect(stub.requests[0]?.input).to.deep.equal({ A: { B: 1 } });
    const error = await failureOf(volc.call({ service: 'iam', action: 'GetUser' }, { UserName: 'ann' }));
    expect(error).to.include({ name: 'NotFoundError', code: 'UserNotExist', status: 404 });
    expect(error.message).to.contain('no ann');
  });

  it('gives answers in their order, and the last one for ever or as often as it is told', async () => {
    const rule = stub
      .on(ecs, 'describeInstances')
      .result({ TotalCount: 1 })
      .times(2)
      .result({ TotalCount: 2 })
      .result({ TotalCount: 3 });
    const counts: unknown[] = [];
    for (let i = 0; i < 5; i++) counts.push((await ecs.describeInstances()).TotalCount);
    expect(counts).to.deep.equal([1, 1, 2, 3, 3]);
    rule.times(1);
    expect((await ecs.describeInstances()).TotalCount).to.equal(3);
    expect((await failureOf(ecs.describeInstances())).message).to.equal(
      'All 6 responses of the stub for ecs DescribeInstances were used',
    );
    expect(() => stub.on(ecs, 'describeZones').times(1)).to.throw('must follow a response');
    expect(() => stub.on(ecs, 'describeZones').result({}).times(0)).to.throw('integer from 1');
  });

  it('tells requests of one action apart', async () => {
    stub.on(ecs, 'describeInstances').result({ TotalCount: 0 });
    stub
      .on(ecs, 'describeInstances')
      .when({ InstanceIds: ['i-1'] })
      .result({ TotalCount: 1 });
    stub
      .on(ecs, 'describeInstances')
      .when(({ Status }) => Status === 'STOPPED')
      .result({ TotalCount: 2 });
    expect((await ecs.describeInstances({ InstanceIds: ['i-1'] })).TotalCount).to.equal(1);
    expect((await ecs.describeInstances({ InstanceIds: ['i-1'], Status: 'STOPPED' })).TotalCount).to.equal(2);
    expect((await ecs.describeInstances({ InstanceIds: ['i-2'] })).TotalCount).to.equal(0);
  });

  it('throttles, breaks the connection and lets time run out, and the client goes on without waiting', async () => {
    const rule = stub
      .on(ecs, 'describeInstances')
      .throttle({ retryAfterSeconds: 15 })
      .networkFailure()
      .timeout()
      .result({ TotalCount: 1 });
    const { $metadata } = await ecs.describeInstances();
    expect($metadata.attempts).to.equal(4);
    expect($metadata.totalDelayMs).to.be.at.least(15_000);
    expect(rule.requests).to.have.length(4);
  });

  it('shows how each kind of failure looks to the code under test', async () => {
    const once = new EcsClient({ ...stub.config(), retry: false });
    stub
      .on(ecs, 'describeInstances')
      .throttle()
      .networkFailure({ notSent: true })
      .timeout('connect')
      .error('InternalServiceError')
      .response({ status: 502, headers: { 'content-type': 'text/html' }, body: '<html>' })
      .error('QuotaExceeded.Instance', { status: 403 });
    const names: unknown[] = [];
    for (let i = 0; i < 6; i++) names.push((await failureOf(once.describeInstances())).name);
    expect(names).to.deep.equal([
      'ThrottlingError',
      'ConnectionError',
      'TimeoutError',
      'InternalError',
      'ResponseParseError',
      'QuotaError',
    ]);
  });

  it('lets waits take no time', async () => {
    const looks = stub
      .on(ecs, 'describeInstances')
      .result({ Instances: [{ InstanceId: 'i-1', Status: 'CREATING' }] })
      .times(3)
      .result({ Instances: [{ InstanceId: 'i-1', Status: 'RUNNING' }] });
    const web = ecs.instance('i-1');
    await web.waitUntil('RUNNING');
    expect(looks.requests).to.have.length(4);
  });

  it('fails what it has no answer for, saying what it has, and is not asked twice', async () => {
    expect((await failureOf(ecs.describeZones())).message).to.equal(
      "The stub has no response for ecs DescribeZones: it has no rules. Add stub.on('ecs', 'DescribeZones').result(…)",
    );
    stub
      .on(ecs, 'describeInstances')
      .when({ InstanceIds: ['i-1'] })
      .result({});
    const other = await failureOf(ecs.describeZones());
    expect(other).to.include({ name: 'NoResponseError', code: 'ERR_NO_RESPONSE' });
    expect(other.message).to.contain('it has rules for ecs DescribeInstances');
    expect((await failureOf(ecs.describeInstances({ Status: 'RUNNING' }))).message).to.equal(
      'No rule of the stub for ecs DescribeInstances matches this request; its members are: Status',
    );
    stub.on(ecs, 'stopInstance');
    expect((await failureOf(ecs.stopInstance({ InstanceId: 'i' }))).message).to.contain(
      'has no response yet',
    );
    expect(stub.requests).to.have.length(4);
  });

  it('refuses actions that there are not, with the nearest', () => {
    expect(() => stub.on('ecs', 'DescribeInstance')).to.throw('did you mean "DescribeInstances"');
    expect(() => stub.on('ecss', 'DescribeInstances')).to.throw('did you mean "ecs"');
    expect(() => stub.on(ecs, 'describeInstance' as 'describeInstances')).to.throw(
      'did you mean "describeInstances"',
    );
  });

  it('takes an abort for what it is, and forgets everything on reset', async () => {
    stub.on(ecs, 'describeInstances').result({});
    const aborted = await failureOf(ecs.describeInstances({}, { signal: AbortSignal.abort() }));
    expect(aborted.name).to.equal('AbortedError');
    await ecs.describeInstances();
    stub.reset();
    expect(stub.requests).to.deep.equal([]);
    expect((await failureOf(ecs.describeInstances())).message).to.contain('it has no rules');
  });
});
