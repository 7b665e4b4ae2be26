import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigError } from '../../src/errors/index.js';
import { assumeRoleWithOidc } from '../../src/auth/providers/assume-role-with-oidc.js';
import { assumeRoleWithSaml } from '../../src/auth/providers/assume-role-with-saml.js';
import { FakeServer } from './fake-server.js';
import { form, isoAfter, startFakeSts, refusal, roleResponse } from './fake-sts.js';
import { directory, failureOf, secrets, providerContext, start, write } from './provider-context.js';

const roleTrn = 'trn:iam::2100000001:role/pod';

describe('AssumeRoleWithOIDC', () => {
  it('posts the token unsigned', async () => {
    const sts = await FakeServer.start(() => roleResponse(1, { Expiration: isoAfter(3600) }));
    const keys = await assumeRoleWithOidc({
      roleTrn,
      token: secrets.oidcToken,
      endpoint: sts.origin,
    }).resolve(providerContext());
    expect(keys).to.deep.include({ accessKeyId: 'AKTP1', expiration: new Date(start + 3_600_000) });
    const [asked] = sts.requests;
    expect(asked).to.include({ method: 'POST', path: '/' });
    expect(asked?.query).to.deep.equal({ Action: 'AssumeRoleWithOIDC', Version: '2018-01-01' });
    expect(asked?.headers).to.include({ 'content-type': 'application/x-www-form-urlencoded' });
    expect(asked?.headers).not.to.have.any.keys('authorization', 'x-date');
    const { RoleSessionName, ...sent } = asked ? form(asked) : {};
    expect(RoleSessionName).to.match(/^[0-9a-f-]{36}$/);
    expect(sent).to.deep.equal({ DurationSeconds: '3600', RoleTrn: roleTrn, OIDCToken: secrets.oidcToken });
  });

  it('takes all from the environment, and reads the token file again at each refresh', async () => {
    const sts = await FakeServer.start((_asked, before) =>
      roleResponse(before + 1, { Expiration: isoAfter(3600 * (before + 1)) }),
    );
    const tokenFile = join(directory({ token: 'first-token\n' }), 'token');
    const context = providerContext({
      env: {
        VOLCENGINE_OIDC_ROLE_TRN: roleTrn,
        VOLCENGINE_OIDC_TOKEN_FILE: tokenFile,
        VOLCENGINE_OIDC_ROLE_SESSION_NAME: 'pod-7',
        VOLCENGINE_OIDC_ROLE_POLICY: '{"Statement":[]}',
        VOLCENGINE_OIDC_STS_ENDPOINT: sts.origin,
      },
    });
    const provider = assumeRoleWithOidc();
    await provider.resolve(context);
    await provider.resolve(context);
    write(tokenFile, 'second-token');
    context.clock.advance(3_600_000);
    await provider.resolve(context);
    const sent = sts.requests.map(form);
    expect(sent.map(({ OIDCToken }) => OIDCToken)).to.deep.equal(['first-token', 'second-token']);
    expect(sent[0]).to.include({ RoleSessionName: 'pod-7', Policy: '{"Statement":[]}', RoleTrn: roleTrn });
  });

  it('leaves the environment alone when it has a role of its own', async () => {
    const sts = await startFakeSts();
    const env = {
      VOLCENGINE_OIDC_ROLE_POLICY: 'not this',
      VOLCENGINE_OIDC_STS_ENDPOINT: 'http://127.0.0.1:1',
    };
    await assumeRoleWithOidc({ roleTrn, token: 't', endpoint: sts.origin }).resolve(providerContext({ env }));
    expect(sts.requests[0] && form(sts.requests[0])).not.to.have.property('Policy');
  });

  it('asks a token function at each refresh', async () => {
    const sts = await startFakeSts();
    let asked = 0;
    const provider = assumeRoleWithOidc({ roleTrn, token: () => `token-${++asked}`, endpoint: sts.origin });
    const context = providerContext();
    const keys = await provider.resolve(context);
    provider.invalidate?.(keys);
    await provider.resolve(context);
    expect(sts.requests.map((one) => form(one)['OIDCToken'])).to.deep.equal(['token-1', 'token-2']);
  });

  it('never repeats the token when STS does', async () => {
    const sts = await FakeServer.start(() => refusal(400, 'InvalidToken', `bad token ${secrets.oidcToken}`));
    const provider = assumeRoleWithOidc({ roleTrn, token: secrets.oidcToken, endpoint: sts.origin });
    expect((await failureOf(provider, providerContext())).message).to.include(
      'InvalidToken — bad token [redacted]',
    );
  });

  it('names what the environment lacks, and files that are no help', async () => {
    const path = directory({ empty: '', closed: 't', dir: '' });
    chmodSync(join(path, 'closed'), 0);
    const failure = async (file?: string): Promise<string> => {
      const env = { VOLCENGINE_OIDC_ROLE_TRN: roleTrn, VOLCENGINE_OIDC_TOKEN_FILE: file };
      return (await failureOf(assumeRoleWithOidc(), providerContext({ env }))).message;
    };
    const none = await failureOf(assumeRoleWithOidc(), providerContext());
    expect(none.message).to.include('VOLCENGINE_OIDC_ROLE_TRN and VOLCENGINE_OIDC_TOKEN_FILE are not set');
    expect(await failure()).to.include('VOLCENGINE_OIDC_TOKEN_FILE is not set');
    expect(await failure(join(path, 'none'))).to.match(/\/none does not exist$/);
    expect(await failure(join(path, 'empty'))).to.match(/\/empty is empty$/);
    expect(await failure(path)).to.match(/cannot be read \(EISDIR\)$/);
    if (process.getuid?.() !== 0)
      expect(await failure(join(path, 'closed'))).to.match(/cannot be read \(EACCES\)$/);
  });

  it('refuses a role without a token at once', () => {
    expect(() => assumeRoleWithOidc({ roleTrn })).to.throw(ConfigError, 'give token or tokenFile');
  });
});

describe('AssumeRoleWithSAML', () => {
  const saml = { samlProvider: 'okta', assertion: secrets.assertion };

  it("posts the assertion unsigned, with the provider in the role's account", async () => {
    const sts = await startFakeSts();
    await assumeRoleWithSaml({ roleTrn, ...saml, endpoint: sts.origin }).resolve(providerContext());
    const [asked] = sts.requests;
    expect(asked?.query).to.deep.equal({ Action: 'AssumeRoleWithSAML', Version: '2018-01-01' });
    expect(asked?.headers).not.to.have.property('authorization');
    expect(asked && form(asked)).to.include({
      RoleTrn: roleTrn,
      SAMLProviderTrn: 'trn:iam::2100000001:saml-provider/okta',
      SAMLResp: secrets.assertion,
    });
  });

  it('takes a role by account and name, and a provider by its TRN', async () => {
    const sts = await startFakeSts();
    const samlProvider = 'trn:iam::7:saml-provider/x';
    await assumeRoleWithSaml({
      accountId: '8',
      roleName: 'r',
      ...saml,
      samlProvider,
      endpoint: sts.origin,
    }).resolve(providerContext());
    expect(sts.requests[0] && form(sts.requests[0])).to.include({
      RoleTrn: 'trn:iam::8:role/r',
      SAMLProviderTrn: samlProvider,
    });
  });

  it('words the failure of an assertion function, and an empty assertion', async () => {
    const failing = { roleTrn, ...saml, assertion: () => Promise.reject(new Error('not signed in')) };
    expect((await failureOf(assumeRoleWithSaml(failing), providerContext())).message).to.equal(
      'No credentials from AssumeRoleWithSAML: the function that gets the assertion failed: not signed in',
    );
    const empty = assumeRoleWithSaml({ roleTrn, ...saml, assertion: () => '' });
    expect((await failureOf(empty, providerContext())).message).to.include('the assertion is empty');
  });

  it('never repeats the assertion, and needs a role whose account is known', async () => {
    const sts = await FakeServer.start(() =>
      refusal(403, 'AccessDenied', encodeURIComponent(secrets.assertion)),
    );
    const provider = assumeRoleWithSaml({ roleTrn, ...saml, endpoint: sts.origin });
    expect((await failureOf(provider, providerContext())).message).to.include('AccessDenied — [redacted]');
    expect(() => assumeRoleWithSaml({ roleTrn: 'pod', ...saml })).to.throw(
      ConfigError,
      'trn:iam::{account}:role/{role}',
    );
    expect(() => assumeRoleWithSaml({ roleTrn, ...saml, samlProvider: '' })).to.throw(
      ConfigError,
      'set samlProvider',
    );
  });
});
