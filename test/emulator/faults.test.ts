import { expect } from 'chai';
import { Emulator, type FaultRule } from '../../src/emulator/index.js';
import { serverNeeds } from '../support/server.js';
import { callerOf, targetOf, type Caller } from '../support/caller.js';
import { readAnswer, signedCall, signedRequest } from '../support/signed-call.js';
const instance = { ...serverNeeds, ImageId: 'image-1', InstanceName: 'web', ZoneId: 'cn-beijing-a' };
const run = targetOf('ecs', 'RunInstances');
const list = targetOf('ecs', 'DescribeInstances');

describe('injected faults, seen from outside by plain fetch', () => {
  let cloud: Emulator;
  let caller: Caller;

  beforeEach(async () => {
    cloud = await new Emulator({ clock: 'virtual' }).start();
    caller = callerOf(cloud.config());
  });
  afterEach(() => cloud.stop());

  const send = (target = list, input: Record<string, unknown> = {}): Promise<Response> =>
    fetch(signedRequest(cloud.config(), target, input));
  const count = (): number => cloud.resources('ecs.Instance').length;
  const failure = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => 'no failure',
      (error: Error) => error.name,
    );

  it('throttles with Retry-After, as often as the rule says', async () => {
    cloud.inject({ kind: 'throttle', retryAfterSeconds: 3, count: 2 });
    const answers = [await send(), await send(), await send()];
    expect(answers.map(({ status }) => status)).to.deep.equal([429, 429, 200]);
    expect(answers[0]?.headers.get('retry-after')).to.equal('3');
    expect((await readAnswer(answers[0] as Response)).metadata.Error).to.include({
      Code: 'FlowLimitExceeded',
      CodeN: 100_018,
    });
  });

  it('answers an error instead of doing what was asked', async () => {
    cloud.inject({ kind: 'error', count: 1 });
    const answer = await readAnswer(await send(run, instance));
    expect([answer.status, answer.metadata.Error?.Code]).to.deep.equal([502, 'InternalServiceError']);
    cloud.inject({ kind: 'error', status: 504, code: 'InternalServiceTimeout', count: 1 });
    expect((await send(run, instance)).status).to.equal(504);
    expect(count()).to.equal(0);
  });

  it('answers a page of HTML', async () => {
    cloud.inject({ kind: 'html', count: 1 });
    const response = await send();
    expect([response.status, response.headers.get('content-type')]).to.deep.equal([502, 'text/html']);
    expect(await response.text()).to.match(/^<html>/);
  });

  it('breaks the connection before the effect, or after it', async () => {
    cloud.inject({ kind: 'reset', when: 'before', count: 1 });
    expect(await failure(send(run, instance))).to.equal('TypeError');
    expect(count()).to.equal(0);
    cloud.inject({ kind: 'reset', when: 'after', count: 1 });
    expect(await failure(send(run, instance))).to.equal('TypeError');
    expect(count()).to.equal(1);
  });

  it('gives no answer, before the effect or after it', async () => {
    for (const [when, there] of [
      ['before', 0],
      ['after', 1],
    ] as const) {
      cloud.inject({ kind: 'noResponse', when, count: 1 });
      const request = signedRequest(cloud.config(), run, instance);
      const sent = failure(fetch(request, { signal: AbortSignal.timeout(150) }));
      expect(await sent).to.equal('TimeoutError');
      expect(count()).to.equal(there);
    }
    expect(cloud.requests.map(({ status }) => status)).to.deep.equal([undefined, undefined]);
  });

  it('breaks the answer off in the middle', async () => {
    cloud.inject({ kind: 'truncate', count: 1 });
    expect(await failure(send().then((response) => response.text()))).to.equal('TypeError');
    expect((await send()).status).to.equal(200);
  });

  it('answers later', async () => {
    cloud.inject({ kind: 'latency', ms: 60, count: 1 });
    const started = performance.now();
    expect((await send()).status).to.equal(200);
    expect(performance.now() - started).to.be.at.least(55);
  });

  it('has a clock that is off, and tells its time', async () => {
    const fault = cloud.inject({ kind: 'clockOffset', ms: 3_600_000 });
    const response = await send();
    const ahead = Date.parse(response.headers.get('date') ?? '') - Date.now();
    expect(ahead).to.be.within(3_590_000, 3_601_000);
    expect((await readAnswer(response)).metadata.Error?.Code).to.equal('InvalidTimestamp');
    const date = new Date(Date.now() + 3_600_000);
    expect((await signedCall({ ...cloud.config(), date }, list)).status).to.equal(200);
    fault.remove();
    expect((await send()).status).to.equal(200);
  });

  it('does not find what was just created, for a while', async () => {
    cloud.inject({ kind: 'eventual', ms: 5_000, action: 'CreateUser' });
    await caller.call('iam', 'CreateUser', { UserName: 'ann' });
    expect(await caller.apiError('iam', 'GetUser', { UserName: 'ann' })).to.equal('UserNotExist');
    expect(await caller.call('iam', 'ListUsers')).to.include({ Total: 0 });
    cloud.advance('5s');
    expect(await caller.call('iam', 'GetUser', { UserName: 'ann' })).to.have.nested.property(
      'User.UserName',
      'ann',
    );
    expect(await caller.call('iam', 'ListUsers')).to.include({ Total: 1 });
  });

  it('strikes only the service and action that it names, and the share of their calls', async () => {
    const fault = cloud.inject({ kind: 'error', service: 'ecs', action: 'DescribeInstances', share: 0.5 });
    let failed = 0;
    for (let i = 0; i < 100; i++)
      if ((await caller.answer('ecs', 'DescribeInstances')).status !== 200) failed += 1;
    expect(failed).to.be.within(30, 70).and.to.equal(fault.hits);
    expect((await caller.answer('ecs', 'DescribeImages')).status).to.equal(200);
    expect((await caller.answer('vpc', 'DescribeVpcs')).status).to.equal(200);
  });

  it('refuses a rule that makes no sense', () => {
    const rules = [
      { kind: 'flood' },
      { kind: 'latency' },
      { kind: 'throttle', share: 2 },
      { kind: 'throttle', count: 0 },
    ] as unknown as FaultRule[];
    for (const rule of rules)
      expect(() => cloud.inject(rule), JSON.stringify(rule)).to.throw(/kind|share|count|ms/);
    expect(cloud.faults).to.deep.equal([]);
  });

  it('limits how many calls an account makes', async () => {
    const limited = await new Emulator({ clock: 'virtual', rateLimit: { perSecond: 2 } }).start();
    const one = callerOf(limited.config());
    const other = callerOf({ ...limited.config(), credentials: limited.addAccount('2100000002') });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await one.answer('ecs', 'DescribeInstances')).status);
    expect(statuses).to.deep.equal([200, 200, 429]);
    expect((await other.answer('ecs', 'DescribeInstances')).status).to.equal(200);
    limited.advance('1s');
    expect((await one.answer('ecs', 'DescribeInstances')).status).to.equal(200);
    await limited.stop();
  });
});
