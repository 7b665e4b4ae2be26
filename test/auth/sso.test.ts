import { readFileSync, statSync, unlinkSync } from 'node:fs';
import { expect } from 'chai';
import type { CredentialProvider } from '../../src/types/credentials.js';
import { ConfigError } from '../../src/errors/index.js';
import { sso, type SsoOptions } from '../../src/auth/providers/sso.js';
import type { FakeServer } from './fake-server.js';
import { startFakeSso, portalResponse, Rotation, SsoHome, startUrl } from './fake-login.js';
import { isoAfter, refusal } from './fake-sts.js';
import { failureOf, secrets, providerContext, start, write } from './provider-context.js';

function provider(home: SsoHome, server: FakeServer, options: Partial<SsoOptions> = {}): CredentialProvider {
  return sso({
    startUrl,
    sessionName: 'corp',
    accountId: '2100000001',
    roleName: 'Admin',
    configDirectory: home.directory,
    endpoints: { ssoOauth: server.origin, ssoPortal: server.origin },
    ...options,
  });
}

const paths = ({ requests }: FakeServer): string[] => requests.map(({ method, path }) => `${method} ${path}`);

describe('SSO', () => {
  it("gets a role's keys with the login's token", async () => {
    const server = await startFakeSso(new Rotation());
    const keys = await provider(new SsoHome(), server).resolve(providerContext());
    expect(keys).to.deep.equal({
      accessKeyId: 'AKSS1',
      secretAccessKey: secrets.secretAccessKey,
      sessionToken: secrets.sessionToken,
      expiration: new Date(start + 600_000),
    });
    expect(paths(server)).to.deep.equal(['GET /federation/credentials']);
    expect(server.requests[0]?.query).to.deep.equal({ account_id: '2100000001', role_name: 'Admin' });
    expect(server.requests[0]?.headers['x-bd-cloudidentity-bearer-token']).to.equal(secrets.accessToken);
  });

  it('reads the spelling with small letters, and the end in any unit', async () => {
    for (const Expiration of [start / 1e3 + 600, start + 600e3, start * 1e3 + 600e6, start * 1e6 + 600e9]) {
      const small = {
        roleCredentials: {
          accessKeyId: 'AK',
          secretAccessKey: 'SK',
          sessionToken: 'T',
          expiration: Expiration,
        },
      };
      const server = await startFakeSso(new Rotation(), { portal: () => [200, { result: small }] });
      expect((await provider(new SsoHome(), server).resolve(providerContext())).expiration).to.deep.equal(
        new Date(start + 600_000),
      );
    }
  });

  it('renews an ended login once for all, and writes nothing', async () => {
    const rotation = new Rotation();
    const server = await startFakeSso(rotation);
    const home = new SsoHome({ expires_at: isoAfter(0) });
    const before = [readFileSync(home.cacheFile, 'utf8'), statSync(home.cacheFile).mtimeMs];
    const one = provider(home, server);
    const context = providerContext();
    await Promise.all(Array.from({ length: 1_000 }, () => one.resolve(context)));
    expect(paths(server)).to.deep.equal(['POST /token', 'GET /federation/credentials']);
    expect(JSON.parse(server.requests[0]?.body ?? '')).to.deep.equal({
      grant_type: 'refresh_token',
      client_id: 'client-1',
      client_secret: secrets.clientSecret,
      refresh_token: secrets.refreshToken,
    });
    expect(server.requests[1]?.headers['x-bd-cloudidentity-bearer-token']).to.equal(
      `${secrets.accessToken}-1`,
    );
    expect([readFileSync(home.cacheFile, 'utf8'), statSync(home.cacheFile).mtimeMs]).to.deep.equal(before);
    context.clock.advance(1_000_000);
    await one.resolve(context);
    expect(rotation.uses).to.equal(2);
  });

  it('shares one login between providers, since using its refresh token spends it', async () => {
    const rotation = new Rotation();
    const server = await startFakeSso(rotation);
    const home = new SsoHome({ expires_at: isoAfter(0) });
    const context = providerContext();
    await Promise.all(
      ['A', 'B', 'C'].map((roleName) => provider(home, server, { roleName }).resolve(context)),
    );
    await provider(home, server).resolve(providerContext());
    expect(rotation.uses).to.equal(1);
  });

  it('uses a newer login of the CLI instead of its own', async () => {
    const server = await startFakeSso(new Rotation());
    const home = new SsoHome();
    const one = provider(home, server);
    const context = providerContext();
    await one.resolve(context);
    home.write({ access_token: 'newer', refresh_token: 'newer-refresh', expires_at: isoAfter(9_000) });
    context.clock.advance(600_000);
    await one.resolve(context);
    expect(server.requests.at(-1)?.headers['x-bd-cloudidentity-bearer-token']).to.equal('newer');
  });

  it("falls back to the CLI's file when its own refresh token was spent by the CLI", async () => {
    const rotation = new Rotation();
    const home = new SsoHome({ expires_at: isoAfter(0) });
    const server = await startFakeSso(rotation, {
      token: () => {
        if (rotation.good !== secrets.refreshToken) return undefined;
        rotation.good = 'by-cli';
        home.write({ refresh_token: 'by-cli', access_token: 'of-cli', expires_at: isoAfter(2_000) });
        return undefined;
      },
    });
    await provider(home, server).resolve(providerContext());
    expect(paths(server)).to.deep.equal(['POST /token', 'GET /federation/credentials']);
    expect(server.requests[1]?.headers['x-bd-cloudidentity-bearer-token']).to.equal('of-cli');
  });

  it('never sends a renewal again whose response was lost or failed', async () => {
    for (const answer of [[502, ''], 'break'] as const) {
      const server = await startFakeSso(new Rotation(), { token: () => answer });
      const error = await failureOf(
        provider(new SsoHome({ expires_at: isoAfter(0) }), server),
        providerContext(),
      );
      expect(error.message).to.match(/^No credentials from SSO: the login could not be renewed: /);
      expect(server.requests).to.have.length(1);
    }
  });

  it('uses the keys that the CLI got first, and gets others when they end or are refused', async () => {
    const server = await startFakeSso(new Rotation());
    const cached = { accessKeyId: 'AKCACHED', secretAccessKey: 's', sessionToken: 't' };
    const fresh = { ...cached, expiration: new Date(start + 300_000) };
    const context = providerContext();
    const one = provider(new SsoHome(), server, { cached: fresh });
    expect(await one.resolve(context)).to.deep.equal(fresh);
    expect(server.requests).to.have.length(0);
    one.invalidate?.(fresh);
    expect((await one.resolve(context)).accessKeyId).to.equal('AKSS1');
    const ended = provider(new SsoHome(), server, { cached: { ...cached, expiration: new Date(start) } });
    expect((await ended.resolve(context)).accessKeyId).to.equal('AKSS2');
  });

  it('tries the portal three times', async () => {
    let failures = 0;
    const server = await startFakeSso(new Rotation(), {
      portal: () => (failures++ < 2 ? [503, ''] : portalResponse(1, 600)),
    });
    const context = providerContext();
    await provider(new SsoHome(), server).resolve(context);
    expect(context.clock.slept).to.deep.equal([1_000, 1_000]);
  });

  it('names the file that is missing or broken, and the command that helps', async () => {
    const server = await startFakeSso(new Rotation());
    const home = new SsoHome();
    write(
      home.cacheFile,
      `{\n  "access_token": "${secrets.accessToken}",\n  "refresh_token" "${secrets.refreshToken}"\n}`,
    );
    expect((await failureOf(provider(home, server), providerContext())).message).to.include(
      `${home.cacheFile}:3:19 is not valid JSON`,
    );
    unlinkSync(home.cacheFile);
    expect((await failureOf(provider(home, server), providerContext())).message).to.equal(
      `No credentials from SSO: ${home.cacheFile} does not exist; run \`ve sso login\``,
    );
  });

  for (const [what, login, words] of [
    [
      'has no refresh token',
      { refresh_token: undefined },
      'has no token to renew it with; run `ve sso login`',
    ],
    ['has no client secret', { client_secret: '' }, 'has no token to renew it with; run `ve sso login`'],
    [
      'has an ended client',
      { client_secret_expires_at: start / 1000 },
      'client secret expired at 2026-01-02T03:04:05.000Z',
    ],
    ['was spent', { refresh_token: 'spent' }, 'the login has expired (invalid_grant); run `ve sso login`'],
  ] as const)
    it(`says what to do when an ended login ${what}`, async () => {
      const server = await startFakeSso(new Rotation());
      const home = new SsoHome({ expires_at: isoAfter(0), ...login });
      expect((await failureOf(provider(home, server), providerContext())).message).to.include(words);
    });

  it('says what to do when the portal or the OAuth service refuses, or the answer has no keys', async () => {
    const failure = async (faults: Parameters<typeof startFakeSso>[1], login = {}): Promise<string> => {
      const server = await startFakeSso(new Rotation(), faults);
      return (await failureOf(provider(new SsoHome(login), server), providerContext())).message;
    };
    expect(await failure({ portal: () => refusal(401, 'Unauthorized', secrets.accessToken) })).to.include(
      'refused the role Admin: HTTP 401 (Unauthorized); run `ve sso login`',
    );
    expect(await failure({ portal: () => 'break' })).to.include('the SSO portal did not respond');
    expect(await failure({ portal: () => [200, { Result: {} }] })).to.include('has no access key id');
    const ended = { expires_at: 'x' };
    expect(await failure({ token: () => [401, { error: 'invalid_client' }] }, ended)).to.include(
      'HTTP 401 (invalid_client); run `ve sso login`',
    );
    expect(await failure({ token: () => [200, {}] }, ended)).to.include('has no access_token or expires_in');
  });

  it('does not send an access token that is no header', async () => {
    const server = await startFakeSso(new Rotation());
    const home = new SsoHome({ access_token: `${secrets.accessToken}\n` });
    const error = await failureOf(provider(home, server), providerContext());
    expect(error.message).to.include('access_token cannot be sent as a header; run `ve sso login`');
    expect(server.requests).to.have.length(0);
  });

  it('refuses options that are missing or unfit', () => {
    const whole = { startUrl, sessionName: 'corp', accountId: '1', roleName: 'r' };
    expect(() => sso({ ...whole, accountId: '' })).to.throw(ConfigError, 'SSO: set accountId');
    expect(() => sso({ ...whole, region: 'evil.example.com/' })).to.throw(ConfigError, 'is not a region');
  });
});
