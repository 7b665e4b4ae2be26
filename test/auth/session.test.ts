import { inspect } from 'node:util';
import { expect } from 'chai';
import type { Clock } from '../../src/types/clock.js';
import { Volcengine } from '../../src/client/volcengine.js';
import { assumeRole } from '../../src/auth/providers/assume-role.js';
import { FaultServer, type Received } from '../transport/fault-server.js';
import { ok, refusal as serviceRefusal } from '../transport/replies.js';
import { readTarget, sessionTo } from '../transport/session.js';
import { testTls } from '../transport/http/test-tls.js';
import { FakeServer } from './fake-server.js';
import { startFakeSts, roleResponse } from './fake-sts.js';
import { expectNoSecret, secrets } from './provider-context.js';

const source = { accessKeyId: 'AKLTsource', secretAccessKey: secrets.secretAccessKey };
const roleTrn = 'trn:iam::1:role/r';
const hourFromNow = (): { ExpiredTime: string } => ({
  ExpiredTime: new Date(Date.now() + 3_600_000).toISOString(),
});

const keyOf = ({ headers }: Received): string | undefined =>
  /Credential=(\w+)/.exec(headers['authorization'] ?? '')?.[1];

const impatient: Clock = { now: () => Date.now(), sleep: () => Promise.resolve() };

describe('credentials in a session', () => {
  let service: FaultServer;

  beforeEach(async () => {
    service = await new FaultServer(ok()).start();
  });

  afterEach(() => service.stop());

  it('are available for signing outside a call', async () => {
    const volc = sessionTo(service, { credentials: source });
    expect(await volc.credentials()).to.deep.equal(source);
    const broken = sessionTo(service, { credentials: () => Promise.reject(new Error('sealed')) });
    expect(String(await broken.credentials().catch((error: unknown) => error))).to.contain('sealed');
    expect(service.received).to.deep.equal([]);
  });

  it('are exchanged once for 1,000 concurrent calls', async () => {
    const sts = await FakeServer.start((_asked, before) => roleResponse(before + 1, hourFromNow()));
    const volc = sessionTo(service, { credentials: assumeRole({ source, roleTrn, endpoint: sts.origin }) });
    await Promise.all(Array.from({ length: 1_000 }, () => volc.send(readTarget, {})));
    expect(sts.requests).to.have.length(1);
    expect(new Set(service.received.map(keyOf))).to.deep.equal(new Set(['AKTP1']));
    expect(service.received[0]?.headers['x-security-token']).to.equal(secrets.sessionToken);
    volc.close();
  });

  it('are replaced when the service refuses them, and the call is made with the new ones', async () => {
    const sts = await FakeServer.start((_asked, before) => roleResponse(before + 1, hourFromNow()));
    service.reply((response, received, before) => {
      const isOld = keyOf(received) === 'AKTP1';
      (isOld ? serviceRefusal(401, 'InvalidAccessKey') : ok())(response, received, before);
    });
    const volc = sessionTo(service, { credentials: assumeRole({ source, roleTrn, endpoint: sts.origin }) });
    await volc.send(readTarget, {});
    await volc.send(readTarget, {});
    expect(service.received.map(keyOf)).to.deep.equal(['AKTP1', 'AKTP2', 'AKTP2']);
    volc.close();
  });

  it('can be set for one call and for the process', async () => {
    const volc = sessionTo(service);
    await volc.send(readTarget, {}, { credentials: { ...source, accessKeyId: 'AKforCall' } });
    await volc.send(readTarget, {});
    Volcengine.setDefaults({ credentials: { ...source, accessKeyId: 'AKofProcess' } });
    try {
      const other = new Volcengine({ endpoint: service.origin, proxy: false, env: {} });
      await other.send(readTarget, {});
      other.close();
    } finally {
      Volcengine.setDefaults({});
    }
    expect(service.received.map(keyOf)).to.deep.equal(['AKforCall', 'AKLTtest', 'AKofProcess']);
    volc.close();
  });

  it("are asked for by the session's proxy", async () => {
    const proxy = await FakeServer.start(({ query }) =>
      query['Action'] === 'AssumeRole'
        ? roleResponse(1, hourFromNow())
        : [200, { ResponseMetadata: {}, Result: {} }],
    );
    const volc = new Volcengine({
      proxy: proxy.origin,
      env: {},
      endpoint: 'http://service.invalid',
      credentials: assumeRole({ source, roleTrn, endpoint: 'http://sts.invalid' }),
    });
    await volc.send(readTarget, {});
    expect(proxy.requests.map(({ headers }) => headers['host'])).to.deep.equal([
      'sts.invalid',
      'service.invalid',
    ]);
    volc.close();
  });

  it("are asked for over the session's TLS", async () => {
    const [, body] = roleResponse(1, hourFromNow()) as readonly [number, unknown];
    const sts = await new FaultServer((response) => response.end(JSON.stringify(body)), testTls).start();
    const credentials = assumeRole({ source, roleTrn, endpoint: sts.origin });
    const volc = sessionTo(service, { credentials, tls: { ca: testTls.cert } });
    await volc.send(readTarget, {});
    expect(service.received.map(keyOf)).to.deep.equal(['AKTP1']);
    const untrusting = sessionTo(service, {
      credentials: assumeRole({ source, roleTrn, endpoint: sts.origin }),
      retry: false,
      clock: impatient,
    });
    const error = await untrusting.send(readTarget, {}).catch((reason: unknown) => reason);
    expect(error).to.have.property('name', 'CredentialsError');
    volc.close();
    untrusting.close();
    await sts.stop();
  });

  it("are given up with the call's signal, and with its time limit", async () => {
    for (const options of [{ signal: AbortSignal.timeout(50) }, { timeoutMs: 50 }]) {
      const sts = await FakeServer.start(() => 'hang');
      const volc = sessionTo(service, { credentials: assumeRole({ source, roleTrn, endpoint: sts.origin }) });
      const error = await volc.send(readTarget, {}, options).catch((reason: unknown) => reason);
      expect(error).to.have.property('name', 'signal' in options ? 'AbortedError' : 'TimeoutError');
      while (!sts.requests[0]?.gone()) await new Promise(setImmediate);
      volc.close();
    }
    expect(service.received).to.have.length(0);
  });

  it("are asked for within the session's time for an answer", async () => {
    const sts = await FakeServer.start(() => 'hang');
    const credentials = assumeRole({ source, roleTrn, endpoint: sts.origin });
    const volc = sessionTo(service, { credentials, timeouts: { responseMs: 30 }, clock: impatient });
    const error = await volc.send(readTarget, {}).catch((reason: unknown) => reason);
    expect(error)
      .to.have.property('message')
      .that.includes('AssumeRole failed: No complete response within 30 ms');
    expect(sts.requests).to.have.length(3);
    volc.close();
  });

  it('appear in no log and no error, however much is logged', async () => {
    const sts = await startFakeSts();
    sts.respond = () => roleResponse(1, hourFromNow());
    const lines: unknown[] = [];
    const log = (...parts: unknown[]): void => void lines.push(...parts);
    const logger = { debug: log, info: log, warn: log, error: log };
    service.reply(serviceRefusal(403, 'AccessDenied', {}, `not ${secrets.sessionToken}`));
    const credentials = assumeRole({ source, roleTrn, endpoint: sts.origin });
    const volc = sessionTo(service, { credentials, logger, logLevel: 'debug' } as Parameters<
      typeof sessionTo
    >[1]);
    const error = await volc.send(readTarget, {}).catch((reason: unknown) => reason);
    expect(error).to.have.property('name', 'PermissionError');
    expect(lines).not.to.have.length(0);
    expectNoSecret(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
    expectNoSecret(inspect(error) + JSON.stringify(error));
    volc.close();
  });
});
