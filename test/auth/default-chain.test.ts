import { join } from 'node:path';
import { expect } from 'chai';
import type { CredentialEndpoints } from '../../src/auth/endpoints.js';
import { defaultChain } from '../../src/auth/providers/default-chain.js';
import { FakeServer } from './fake-server.js';
import { startFakeMetadata } from './fake-metadata.js';
import { form, isoAfter, startFakeSts, roleResponse } from './fake-sts.js';
import { directory, failureOf, providerContext } from './provider-context.js';

const keys = { VOLCENGINE_ACCESS_KEY: 'AKENV', VOLCENGINE_SECRET_KEY: 's' };

/** Everything that the chain can find, or the part of it that a test leaves. */
async function everything(): Promise<{ env: Record<string, string>; endpoints: CredentialEndpoints }> {
  const [sts, metadata] = await Promise.all([startFakeSts(), startFakeMetadata()]);
  const home = directory({
    token: 'tok',
    '.volcengine/config.json': { profiles: { default: { 'access-key': 'AKCLI', 'secret-key': 's' } } },
  });
  const oidc = {
    VOLCENGINE_OIDC_ROLE_TRN: 'trn:iam::1:role/x',
    VOLCENGINE_OIDC_TOKEN_FILE: join(home, 'token'),
  };
  return {
    env: { ...keys, ...oidc, HOME: home },
    endpoints: { sts: sts.origin, metadata: metadata.origin },
  };
}

describe('the default chain', () => {
  for (const [expected, absent] of [
    ['AKENV', []],
    ['AKTP1', ['VOLCENGINE_ACCESS_KEY']],
    ['AKCLI', ['VOLCENGINE_ACCESS_KEY', 'VOLCENGINE_OIDC_TOKEN_FILE']],
    ['AKEC1', ['VOLCENGINE_ACCESS_KEY', 'VOLCENGINE_OIDC_TOKEN_FILE', 'HOME']],
  ] as const)
    it(`gives ${expected} without ${absent.join(', ') || 'missing anything'}`, async () => {
      const { env, endpoints } = await everything();
      for (const variable of absent) delete env[variable];
      expect((await defaultChain({ endpoints }).resolve(providerContext({ env }))).accessKeyId).to.equal(
        expected,
      );
    });

  it('stays with what worked, also when something earlier appears', async () => {
    const { env, endpoints } = await everything();
    delete env['VOLCENGINE_ACCESS_KEY'];
    const context = providerContext({ env });
    const provider = defaultChain({ endpoints });
    await provider.resolve(context);
    env['VOLCENGINE_ACCESS_KEY'] = 'AKENV';
    expect((await provider.resolve(context)).accessKeyId).to.equal('AKTP1');
  });

  it('goes through all again when what worked fails later', async () => {
    const sts = await FakeServer.start((_asked, before) =>
      before === 0 ? roleResponse(1, { Expiration: isoAfter(3600) }) : [400, ''],
    );
    const { env } = await everything();
    delete env['VOLCENGINE_ACCESS_KEY'];
    const context = providerContext({ env });
    const provider = defaultChain({ endpoints: { sts: sts.origin } });
    await provider.resolve(context);
    context.clock.advance(3_600_000);
    expect((await provider.resolve(context)).accessKeyId).to.equal('AKCLI');
    expect(sts.requests).to.have.length(2);
    expect(sts.requests[0] && form(sts.requests[0])['OIDCToken']).to.equal('tok');
  });

  it('names every provider and its reason when there is nothing', async () => {
    const metadata = await FakeServer.start(() => 'break');
    const context = providerContext({ env: { HOME: '/nobody' } });
    const error = await failureOf(defaultChain({ endpoints: { metadata: metadata.origin } }), context);
    expect(error.message.replace(/\): .*/, ')').split('\n')).to.deep.equal([
      'No credentials from the default chain',
      '  environment: VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY are not set',
      '  AssumeRoleWithOIDC: VOLCENGINE_OIDC_ROLE_TRN and VOLCENGINE_OIDC_TOKEN_FILE are not set',
      '  CLI profile: /nobody/.volcengine/config.json does not exist; run `ve login` or `ve sso login` to make it',
      `  ECS instance role: no metadata service responds at ${metadata.origin} (this is no ECS instance, or its network is not up)`,
    ]);
  });

  it('asks an absent metadata service once, not on every call, and never waits for it', async () => {
    const metadata = await FakeServer.start(() => 'break');
    const context = providerContext({ env: {} });
    const provider = defaultChain({ endpoints: { metadata: metadata.origin } });
    for (let call = 0; call < 5; call++) await failureOf(provider, context);
    await Promise.all(Array.from({ length: 1_000 }, () => failureOf(provider, context)));
    expect(metadata.requests).to.have.length(1);
    expect(context.clock.slept).to.deep.equal([]);
  });

  it('leaves the metadata service out when it is turned off', async () => {
    const { env, endpoints } = await everything();
    const off = { VOLCENGINE_ECS_METADATA_DISABLED: 'true', HOME: env['HOME'] ?? '' };
    const missing = { ...off, HOME: '/nobody' };
    const error = await failureOf(defaultChain({ endpoints }), providerContext({ env: missing }));
    expect(error.message).to.include('ECS instance role: turned off by VOLCENGINE_ECS_METADATA_DISABLED');
  });
});
