import { expect } from 'chai';
import { ConfigError, ConnectionError, ServiceError } from '../../src/errors/index.js';
import { assumeRole, type AssumeRoleOptions } from '../../src/auth/providers/assume-role.js';
import { FakeServer } from './fake-server.js';
import { isoAfter, startFakeSts, refusal, roleResponse, verify } from './fake-sts.js';
import { failureOf, secrets, providerContext, start } from './provider-context.js';

const source = { accessKeyId: 'AKLTsource', secretAccessKey: secrets.secretAccessKey };
const role = { accountId: '2100000001', roleName: 'deploy' };

describe('AssumeRole', () => {
  it('asks by a signed GET, for an hour, under a name of its own', async () => {
    const sts = await startFakeSts();
    const keys = await assumeRole({ source, ...role, endpoint: sts.origin }).resolve(providerContext());
    expect(keys).to.deep.equal({
      accessKeyId: 'AKTP1',
      secretAccessKey: secrets.secretAccessKey,
      sessionToken: secrets.sessionToken,
      expiration: new Date(start + 3_600_000),
    });
    const [asked] = sts.requests;
    expect(asked).to.include({ method: 'GET', path: '/', body: '' });
    const { RoleSessionName, ...query } = asked?.query ?? {};
    expect(query).to.deep.equal({
      Action: 'AssumeRole',
      Version: '2018-01-01',
      DurationSeconds: '3600',
      RoleTrn: 'trn:iam::2100000001:role/deploy',
    });
    expect(RoleSessionName).to.match(/^[0-9a-f-]{36}$/);
    const claim = asked && verify(asked, secrets.secretAccessKey);
    expect(claim).to.include({
      accessKeyId: 'AKLTsource',
      region: 'cn-beijing',
      service: 'sts',
      date: '20260102T030405Z',
    });
  });

  it('sends the options', async () => {
    const sts = await startFakeSts();
    const policy = '{"Statement":[{"Effect":"Allow","Action":["ecs:*"],"Resource":["*"]}]}';
    const options = {
      source: { ...source, sessionToken: secrets.sessionToken },
      roleTrn: 'trn:iam::1:role/x',
      endpoint: sts.origin,
      region: 'cn-shanghai',
      sessionName: 'me (1)!',
      durationSeconds: 900,
      policy,
    };
    await assumeRole(options).resolve(providerContext());
    const [asked] = sts.requests;
    expect(asked?.query).to.include({
      DurationSeconds: '900',
      RoleSessionName: 'me (1)!',
      RoleTrn: 'trn:iam::1:role/x',
      Policy: policy,
    });
    expect(asked?.headers['x-security-token']).to.equal(secrets.sessionToken);
    expect(asked && verify(asked, secrets.secretAccessKey).region).to.equal('cn-shanghai');
  });

  it('makes one exchange for 1,000 concurrent calls, and one before the end', async () => {
    const sts = await startFakeSts();
    const provider = assumeRole({ source, ...role, endpoint: sts.origin });
    const context = providerContext();
    await Promise.all(Array.from({ length: 1_000 }, () => provider.resolve(context)));
    expect(sts.requests).to.have.length(1);
    context.clock.advance(3_600_000 - 60_000);
    sts.respond = () => roleResponse(2, { ExpiredTime: isoAfter(7_200) });
    await Promise.all(Array.from({ length: 100 }, () => provider.resolve(context)));
    while ((await provider.resolve(context)).accessKeyId !== 'AKTP2') await new Promise(setImmediate);
    expect(sts.requests).to.have.length(2);
    expect(sts.requests[1]?.query['RoleSessionName']).to.equal(sts.requests[0]?.query['RoleSessionName']);
  });

  it('tries three times, 1 s apart, and signs each anew', async () => {
    const sts = await FakeServer.start((_asked, before) => (before < 2 ? [503, 'busy'] : roleResponse()));
    const context = providerContext();
    expect(await assumeRole({ source, ...role, endpoint: sts.origin }).resolve(context)).to.have.property(
      'accessKeyId',
      'AKTP1',
    );
    expect(context.clock.slept).to.deep.equal([1_000, 1_000]);
    expect(sts.requests.map((asked) => verify(asked, secrets.secretAccessKey).date)).to.deep.equal([
      '20260102T030405Z',
      '20260102T030406Z',
      '20260102T030407Z',
    ]);
  });

  it("signs once more by the clock of STS when it refuses the time of this machine's", async () => {
    const sts = await FakeServer.start((asked) => {
      const date = asked.headers['x-date'] ?? '';
      return date.startsWith('20260102') ? refusal(403, 'InvalidTimestamp') : roleResponse();
    });
    await assumeRole({ source, ...role, endpoint: sts.origin }).resolve(providerContext());
    const [first, second] = sts.requests.map((asked) => verify(asked, secrets.secretAccessKey).date);
    expect(first).to.equal('20260102T030405Z');
    expect(second?.slice(0, 8)).to.equal(new Date().toISOString().slice(0, 10).replaceAll('-', ''));
    sts.respond = () => refusal(403, 'InvalidTimestamp');
    const error = await failureOf(assumeRole({ source, ...role, endpoint: sts.origin }), providerContext());
    expect(error.message).to.include('InvalidTimestamp');
    expect(sts.requests).to.have.length(4);
  });

  it('does not repeat a refusal, and says what STS said but for the secrets in it', async () => {
    const sts = await FakeServer.start(() =>
      refusal(403, 'AccessDenied', `not with ${secrets.secretAccessKey}!`),
    );
    const error = await failureOf(assumeRole({ source, ...role, endpoint: sts.origin }), providerContext());
    expect(error.message).to.equal(
      'No credentials from AssumeRole: AssumeRole failed: AccessDenied — not with [redacted]! (request request-x)',
    );
    expect(error.cause).to.be.instanceOf(ServiceError);
    expect(error.cause).to.include({ status: 403, service: 'sts', code: 'AccessDenied' });
    expect(sts.requests).to.have.length(1);
  });

  it('gets other keys from its source once, when STS refuses those it has', async () => {
    const sts = await FakeServer.start((asked) =>
      asked.headers['authorization']?.includes('Credential=AK2/')
        ? roleResponse()
        : refusal(401, 'InvalidAccessKey'),
    );
    let given = 0;
    const options = {
      source: () => ({ ...source, accessKeyId: `AK${++given}` }),
      ...role,
      endpoint: sts.origin,
    };
    expect(await assumeRole(options).resolve(providerContext())).to.have.property('accessKeyId', 'AKTP1');
    expect(sts.requests).to.have.length(2);
    const stuck = { source: () => source, ...role, endpoint: sts.origin };
    expect((await failureOf(assumeRole(stuck), providerContext())).message).to.include('InvalidAccessKey');
    expect(sts.requests).to.have.length(3);
  });

  it('fails as its source fails, naming the source', async () => {
    const broken = { name: 'mine', resolve: () => Promise.reject(new Error('unused')) };
    const call = assumeRole({ source: broken, ...role }).resolve(providerContext());
    expect(await call.catch((error: Error) => error.message)).to.equal('unused');
  });

  it('reports that nothing responds, after three attempts', async () => {
    const sts = await FakeServer.start(() => 'break');
    const context = providerContext();
    const error = await failureOf(assumeRole({ source, ...role, endpoint: sts.origin }), context);
    expect(error.message).to.match(/^No credentials from AssumeRole: AssumeRole failed: /);
    expect(error.cause).to.be.instanceOf(ConnectionError);
    expect(sts.requests).to.have.length(3);
  });

  for (const [what, answer, words] of [
    [
      'without keys',
      [200, { ResponseMetadata: {}, Result: {} }],
      'the response to AssumeRole has no access key id',
    ],
    ['without a result', [200, { ResponseMetadata: {} }], 'has no access key id'],
    ['of HTML', [200, '<html>'], 'the response, HTTP 200, is HTML or XML, not JSON'],
    ['of another status', [302, ''], 'the response, HTTP 302, is a redirect'],
    ['with no end', roleResponse(1, { ExpiredTime: 'soon' }), 'has no expiration of the keys'],
  ] as const)
    it(`refuses an answer ${what}`, async () => {
      const sts = await FakeServer.start(() => answer);
      const error = await failureOf(assumeRole({ source, ...role, endpoint: sts.origin }), providerContext());
      expect(error.message).to.include(words);
    });

  it('ends its request when its callers leave', async () => {
    const sts = await FakeServer.start(() => 'hang');
    const controller = new AbortController();
    const call = assumeRole({ source, ...role, endpoint: sts.origin }).resolve(
      providerContext({ signal: controller.signal }),
    );
    while (sts.requests.length === 0) await new Promise(setImmediate);
    controller.abort();
    expect(await call.catch((error: Error) => error.name)).to.equal('AbortedError');
    while (!sts.requests[0]?.gone()) await new Promise(setImmediate);
  });

  for (const [wrong, words] of [
    [{ roleName: 'x' }, 'set roleTrn, or accountId and roleName'],
    [{ ...role, durationSeconds: 0.5 }, 'durationSeconds must be a whole number above 0'],
    [{ ...role, refreshBeforeMs: 700_000 }, 'refreshBeforeMs must be from 0 to 600000'],
    [{ ...role, endpoint: 'ftp://x' }, 'cannot be used'],
    [{ ...role, endpoint: 'https://sts.example.com/path' }, 'cannot be used'],
  ] as const)
    it(`refuses at once: ${words} (${Object.keys(wrong).at(-1)})`, () => {
      expect(() => assumeRole({ source, ...wrong } as AssumeRoleOptions)).to.throw(ConfigError, words);
    });
});
