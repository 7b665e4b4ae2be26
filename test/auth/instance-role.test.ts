import { expect } from 'chai';
import { ConfigError } from '../../src/errors/index.js';
import { instanceRole } from '../../src/auth/providers/instance-role.js';
import { FakeServer } from './fake-server.js';
import { metadataKeys, startFakeMetadata, type MetadataFaults } from './fake-metadata.js';
import { failureOf, secrets, providerContext, start } from './provider-context.js';

const paths = ({ requests }: FakeServer): string[] =>
  requests.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);

describe('the role of an ECS instance', () => {
  it('gets a token, the name of the role and its keys', async () => {
    const metadata = await startFakeMetadata();
    const keys = await instanceRole({ endpoint: metadata.origin }).resolve(providerContext());
    expect(keys).to.deep.equal({
      accessKeyId: 'AKEC1',
      secretAccessKey: secrets.secretAccessKey,
      sessionToken: secrets.sessionToken,
      expiration: new Date(start + 6 * 3_600_000),
    });
    expect(paths(metadata)).to.deep.equal(['PUT token', 'GET security_credentials', 'GET web']);
  });

  it('renews 300 s before the end, with a fresh token and the role that is there then', async () => {
    const faults: MetadataFaults = {};
    const metadata = await startFakeMetadata(faults);
    const provider = instanceRole({ endpoint: metadata.origin });
    const context = providerContext();
    await provider.resolve(context);
    context.clock.advance(6 * 3_600_000 - 300_001);
    await provider.resolve(context);
    expect(metadata.requests).to.have.length(3);
    faults.roles = [200, ['db']];
    context.clock.advance(1);
    await provider.resolve(context);
    while ((await provider.resolve(context)).accessKeyId !== 'AKEC2') await new Promise(setImmediate);
    expect(paths(metadata).slice(3)).to.deep.equal(['PUT token', 'GET security_credentials', 'GET db']);
  });

  it('takes the name of the role from its options, else from the environment', async () => {
    const metadata = await startFakeMetadata();
    const env = { VOLCENGINE_ECS_METADATA: 'of env' };
    await instanceRole({ endpoint: metadata.origin, roleName: 'of/options' }).resolve(
      providerContext({ env }),
    );
    await instanceRole({ endpoint: metadata.origin }).resolve(providerContext({ env }));
    expect(paths(metadata)).to.deep.equal(['PUT token', 'GET of%2Foptions', 'PUT token', 'GET of%20env']);
  });

  it('uses the first of several roles, and warns of it', async () => {
    for (const roles of [['web', 'db'], 'web\ndb\n']) {
      const metadata = await startFakeMetadata({ roles: [200, roles] });
      const context = providerContext();
      await instanceRole({ endpoint: metadata.origin }).resolve(context);
      expect(paths(metadata).at(-1)).to.equal('GET web');
      expect(context.warnings).to.have.length(1);
      expect(context.warnings[0]).to.include('(web, db): web is used; set VOLCENGINE_ECS_METADATA to choose');
    }
  });

  it('tries each request three times, 1 s apart', async () => {
    let failures = 0;
    const metadata = await startFakeMetadata();
    const { respond: answer } = metadata;
    metadata.respond = (asked, before) => (failures++ < 2 ? [503, ''] : answer(asked, before));
    const context = providerContext();
    await instanceRole({ endpoint: metadata.origin }).resolve(context);
    expect(context.clock.slept).to.deep.equal([1_000, 1_000]);
  });

  it('asks without a proxy, within a second each', async () => {
    const context = providerContext();
    const sent: unknown[] = [];
    const http = {
      ...context.http,
      send: (request: object) => {
        sent.push(request);
        return Promise.resolve({ status: 500, headers: {}, body: '' });
      },
    };
    await instanceRole()
      .resolve({ ...context, http } as typeof context)
      .catch(() => undefined);
    expect(sent[0]).to.include({
      url: 'http://100.96.0.96/latest/api/token',
      direct: true,
      connectTimeoutMs: 1_000,
      responseTimeoutMs: 1_000,
    });
  });

  it('is turned off by the environment', async () => {
    const metadata = await startFakeMetadata();
    for (const off of ['true', 'TRUE']) {
      const env = { VOLCENGINE_ECS_METADATA_DISABLED: off };
      const error = await failureOf(instanceRole({ endpoint: metadata.origin }), providerContext({ env }));
      expect(error.message).to.include('turned off by VOLCENGINE_ECS_METADATA_DISABLED');
    }
    expect(metadata.requests).to.have.length(0);
    const env = { VOLCENGINE_ECS_METADATA_DISABLED: 'false' };
    await instanceRole({ endpoint: metadata.origin }).resolve(providerContext({ env }));
  });

  for (const [what, faults, words] of [
    ['no token', { token: [200, '<html>\nlogin</html>'] }, 'the metadata service returned no token'],
    ['a refused token request', { token: [403, ''] }, 'responded with HTTP 403 to its token request'],
    ['no role', { roles: [200, []] }, 'this instance has no role'],
    ['no list of roles', { roles: [404, ''] }, 'this instance has no role'],
    ['a broken list', { roles: [500, ''] }, 'responded with HTTP 500 to the list of roles'],
    ['an unknown role', { keys: [404, ''] }, 'this instance has no role web'],
    ['keys that are not JSON', { keys: [200, 'AK'] }, 'response for the role web is not JSON'],
    [
      'no secret',
      { keys: [200, { ...metadataKeys(1, 60), SecretAccessKey: '' }] },
      'has no secret access key',
    ],
    [
      'no token in the keys',
      { keys: [200, { ...metadataKeys(1, 60), SessionToken: null }] },
      'has no session token',
    ],
    [
      'keys without an end',
      { keys: [200, { ...metadataKeys(1, 60), ExpiredTime: '' }] },
      'has no expiration',
    ],
  ] as const)
    it(`says when there is ${what}`, async () => {
      const metadata = await startFakeMetadata(faults as MetadataFaults);
      const error = await failureOf(instanceRole({ endpoint: metadata.origin }), providerContext());
      expect(error.message).to.include(words);
    });

  it('says when the service breaks off after the token', async () => {
    const metadata = await startFakeMetadata({ roles: 'break' });
    const error = await failureOf(instanceRole({ endpoint: metadata.origin }), providerContext());
    expect(error.message).to.include(`no metadata service responds at ${metadata.origin}`);
  });

  it('asks an absent service once where it may be absent, and not again for a minute', async () => {
    const metadata = await FakeServer.start(() => 'break');
    const provider = instanceRole({ endpoint: metadata.origin, mayBeAbsent: true });
    const context = providerContext();
    await failureOf(provider, context);
    await failureOf(provider, context);
    expect(metadata.requests).to.have.length(1);
    context.clock.advance(60_000);
    await failureOf(provider, context);
    expect(metadata.requests).to.have.length(2);
    await failureOf(instanceRole({ endpoint: metadata.origin }), context);
    expect(metadata.requests).to.have.length(5);
  });

  it('learns that nothing is there even when the caller gives up before', async () => {
    const metadata = await FakeServer.start(() => 'hang');
    const provider = instanceRole({ endpoint: metadata.origin, mayBeAbsent: true });
    const context = providerContext();
    const controller = new AbortController();
    const call = provider.resolve({ ...context, signal: controller.signal });
    while (metadata.requests.length === 0) await new Promise(setImmediate);
    controller.abort();
    expect(await call.catch((error: Error) => error.name)).to.equal('AbortedError');
    await failureOf(provider, context);
    await failureOf(provider, context);
    expect(metadata.requests).to.have.length(1);
  });

  it('refuses an invalid endpoint', () => {
    expect(() => instanceRole({ endpoint: 'a b' })).to.throw(ConfigError, 'cannot be used');
  });
});
