import { expect } from 'chai';
import { Behaviours } from '../../../src/emulator/engine/behaviour.js';
import { Engine } from '../../../src/emulator/engine/engine.js';
import { Admin } from '../../../src/emulator/http/admin.js';
import { applyFaults, errorBefore, totalMs } from '../../../src/emulator/http/fault-effects.js';
import { faultKinds, Faults, type FaultRule } from '../../../src/emulator/http/faults.js';
import { decode, Gateway, type Findings } from '../../../src/emulator/http/gateway.js';
import { page } from '../../../src/emulator/http/page.js';
import { RateLimiter } from '../../../src/emulator/http/rate-limit.js';
import { RequestLog } from '../../../src/emulator/http/request-log.js';
import { ApiError } from '../../../src/emulator/model/api-error.js';
import { Accounts } from '../../../src/emulator/state/accounts.js';
import { EmulatorClock } from '../../../src/emulator/state/clock.js';
import { Ids } from '../../../src/emulator/state/ids.js';

const newEngine = (): Engine =>
  new Engine({
    seed: 1,
    settleMs: 0,
    references: 'service',
    clock: new EmulatorClock('virtual', 0),
    ids: new Ids(1),
    accounts: new Accounts(),
    behaviours: new Behaviours([
      { module: 'sts', unsigned: { AssumeRoleWithOIDC: (_engine, input) => ({ echo: input['OIDCToken'] }) } },
    ]),
    hiddenAfterCreateMs: () => 0,
  });

describe('the faults', () => {
  it('match by service, action and count, and count their hits', () => {
    const faults = new Faults(1);
    const fault = faults.add({ kind: 'html', service: 'ecs', action: 'RunInstances', count: 1 });
    expect(faults.match('ecs', 'DescribeZones')).to.deep.equal([]);
    expect(faults.match('ecs', 'RunInstances')).to.have.length(1);
    expect(faults.match('ecs', 'RunInstances')).to.deep.equal([]);
    expect(fault.hits).to.equal(1);
    fault.remove();
    expect(faults.all()).to.deep.equal([]);
  });

  it('refuse a rule that is not valid', () => {
    const rules = [
      { kind: 'flood' },
      { kind: 'latency' },
      { kind: 'html', share: 2 },
      { kind: 'html', count: 0 },
    ];
    for (const rule of rules)
      expect(() => new Faults(1).add(rule as FaultRule)).to.throw(/kind|share|count|ms/);
  });

  it('change a response', () => {
    const response = { status: 200, headers: {}, body: 'text' };
    expect(applyFaults(response, [], 0)).to.equal(response);
    const changed = applyFaults(
      response,
      [
        { kind: 'latency', ms: 5 },
        { kind: 'reset', when: 'after' },
      ],
      0,
    );
    expect(changed).to.include({ delayMs: 5, failure: 'reset', status: 200 });
    expect(changed.headers['date']).to.equal('Thu, 01 Jan 1970 00:00:00 GMT');
    expect(
      totalMs(
        [
          { kind: 'latency', ms: 5 },
          { kind: 'eventual', ms: 9 },
        ],
        'eventual',
      ),
    ).to.equal(9);
    expect(errorBefore([{ kind: 'throttle' }])).to.include({ status: 429, code: 'FlowLimitExceeded' });
    expect(errorBefore([{ kind: 'html' }])).to.equal(undefined);
  });
});

describe('the request log', () => {
  const record = { atMs: 0, requestId: '', method: '', service: '', action: '', version: '', region: '' };

  it('keeps the most recent requests, and counts all', () => {
    const log = new RequestLog(2);
    for (let i = 0; i < 5; i++) {
      log.add({ ...record, signature: { state: 'valid' }, durationMs: 0, faults: [] });
    }
    expect(log.all().map(({ id }) => id)).to.deep.equal([4, 5]);
    expect([log.after(4).length, log.count]).to.deep.equal([1, 5]);
    log.clear();
    expect([log.all(), log.count]).to.deep.equal([[], 0]);
  });
});

describe('the rate limiter', () => {
  it('refuses what exceeds the burst, and fills again with time', () => {
    const limiter = new RateLimiter({ perSecond: 1, burst: 2 });
    limiter.count('a', 0);
    limiter.count('a', 0);
    expect(() => limiter.count('a', 0))
      .to.throw(ApiError)
      .with.property('status', 429);
    limiter.count('b', 0);
    limiter.count('a', 1000);
  });
});

describe('the gateway', () => {
  const call = {
    method: 'GET',
    path: '/',
    query: [],
    headers: {},
    body: Buffer.alloc(0),
    action: 'A',
    version: '1',
  };
  const findings = (): Findings => ({ service: '', region: '', signature: { state: 'absent' } });
  const codeOf = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      if (error instanceof ApiError) return error.code;
      throw error;
    }
    return 'none';
  };

  it('refuses calls without an action, without a signature, or with an unknown key', () => {
    const gateway = new Gateway(newEngine(), { authorizes: false, onWrite: () => undefined });
    const handle = (more: object): string =>
      codeOf(() => gateway.handle({ ...call, ...more }, findings(), [0]));
    expect(handle({ action: '' })).to.equal('MissingParameter');
    expect(handle({})).to.equal('MissingAuthenticationToken');
    const authorization = `HMAC-SHA256 Credential=AK/20260102/cn-beijing/ecs/request, SignedHeaders=host;x-date, Signature=${'0'.repeat(64)}`;
    expect(handle({ headers: { authorization, 'x-date': '20260102T000000Z' } })).to.equal('InvalidAccessKey');
  });

  it('passes an unsigned action to its behaviour, and keeps its token out of the findings', () => {
    let writes = 0;
    const gateway = new Gateway(newEngine(), { authorizes: false, onWrite: () => (writes += 1) });
    const found = findings();
    const unsigned = { ...call, action: 'AssumeRoleWithOIDC', body: Buffer.from('OIDCToken=proof') };
    expect(gateway.handle(unsigned, found, [0])).to.deep.equal({ echo: 'proof' });
    expect([found.service, found.input?.['OIDCToken'], writes]).to.deep.equal(['sts', '[redacted]', 1]);
  });

  it('reports text that cannot be decoded as a wrong parameter', () => {
    const broken = (): never => {
      throw new SyntaxError('The body is not valid JSON.');
    };
    expect(codeOf(() => decode(broken))).to.equal('InvalidParameter');
  });
});

describe('the admin API', () => {
  const { cloud } = newEngine();
  const admin = new Admin({
    cloud,
    faults: new Faults(1),
    log: new RequestLog(5),
    account: '1',
    region: 'cn-beijing',
    reset: () => undefined,
  });
  const call = (
    method: string,
    path: string,
    body = '',
    headers: object = {},
  ): [number, Record<string, unknown>] => {
    const all = { host: '127.0.0.1:80', 'content-type': 'application/json', ...headers };
    const raw = { method, url: path, headers: all, body: Buffer.from(body) };
    const response = admin.handle(raw, path.split('?')[0] ?? '');
    return [response.status, JSON.parse(response.body) as Record<string, unknown>];
  };

  it('shows resources without their secrets', () => {
    const data = { InstanceId: 'i-1', Password: 'top-secret', Status: 'RUNNING' };
    cloud.partitionNamed('1', 'cn-beijing').collection('ecs.Instance').add('i-1', data);
    const [, { services }] = call('GET', '/_emulator/api/state');
    expect(services).to.have.nested.property('[0].types[0].states.RUNNING', 1);
    const query = 'account=1&region=cn-beijing&type=ecs.Instance';
    const [status, found] = call('GET', `/_emulator/api/resources?${query}`);
    expect(status).to.equal(200);
    expect(found).to.have.nested.property('items[0].data.Password', '[redacted]');
    expect(call('GET', '/_emulator/api/resources?type=ecs.Disk')[0]).to.equal(404);
  });

  it('adds and removes faults, and refuses what is not valid', () => {
    expect(call('POST', '/_emulator/api/faults', '{"kind":"html"}')).to.deep.equal([200, { id: 1 }]);
    expect(call('DELETE', '/_emulator/api/faults/1')[0]).to.equal(200);
    expect(call('POST', '/_emulator/api/faults', '{"kind":"flood"}')[0]).to.equal(400);
    expect(call('POST', '/_emulator/api/faults', '[]')[0]).to.equal(400);
    expect(call('GET', '/_emulator/api/state', '', { origin: 'http://example.com' })[0]).to.equal(403);
    expect(call('GET', '/_emulator/api/state', '', { host: 'example.com' })[0]).to.equal(403);
  });
});

describe('the page', () => {
  it('contains its script and style, and offers every kind of fault', () => {
    expect(page).not.to.match(/<link rel="stylesheet"|<script src/);
    expect(page).to.include('<style>').and.to.include('callApi');
    const options = [...page.matchAll(/<option>(\w+)<\/option>/g)].map(([, kind]) => kind);
    expect(options).to.deep.equal(faultKinds);
  });
});
