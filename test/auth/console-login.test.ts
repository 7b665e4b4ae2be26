import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { CredentialProvider } from '../../src/types/credentials.js';
import { ConfigError } from '../../src/errors/index.js';
import { consoleLogin } from '../../src/auth/providers/console-login.js';
import { FakeServer, type FakeResponse } from './fake-server.js';
import { ConsoleHome, consoleKeys, Rotation } from './fake-login.js';
import { form, isoAfter } from './fake-sts.js';
import { failureOf, secrets, providerContext, start } from './provider-context.js';

function playSignIn(rotation: Rotation, fault?: () => FakeResponse | undefined): Promise<FakeServer> {
  return FakeServer.start((asked) => {
    const fresh = (n: number): Record<string, unknown> => ({ access_token: consoleKeys(n), expires_in: 900 });
    return fault?.() ?? rotation.use(form(asked)['refresh_token'], fresh);
  });
}

function provider(home: ConsoleHome, server?: FakeServer): CredentialProvider {
  return consoleLogin({
    loginSession: 'trn:iam::1:user/me',
    cacheDirectory: home.directory,
    ...(server && { endpoint: server.origin }),
  });
}

const nothing = (): Promise<FakeServer> => FakeServer.start(() => [500, '']);

describe('console login', () => {
  it("gives the login's keys until 60 s before their end, without a request", async () => {
    for (const access_token of [consoleKeys(0), JSON.stringify(consoleKeys(0))]) {
      const server = await nothing();
      const one = provider(new ConsoleHome({ access_token }), server);
      const context = providerContext();
      const keys = {
        accessKeyId: 'AKCL0',
        secretAccessKey: secrets.secretAccessKey,
        sessionToken: `${secrets.sessionToken}-0`,
        expiration: new Date(start + 900_000),
      };
      expect(await one.resolve(context)).to.deep.equal(keys);
      context.clock.advance(839_999);
      expect(await one.resolve(context)).to.deep.equal(keys);
      expect(server.requests).to.have.length(0);
    }
  });

  it('renews them once for all, then with the token that took the place of the first; writes nothing', async () => {
    const rotation = new Rotation();
    const server = await playSignIn(rotation);
    const home = new ConsoleHome({ scope: 'openid x' });
    const before = readFileSync(home.cacheFile, 'utf8');
    const one = provider(home, server);
    const context = providerContext();
    for (const n of [1, 2]) {
      context.clock.advance(900_000);
      const keys = await Promise.all(Array.from({ length: 1_000 }, () => one.resolve(context)));
      expect(new Set(keys.map(({ accessKeyId }) => accessKeyId))).to.deep.equal(new Set([`AKCL${n}`]));
    }
    expect(rotation.uses).to.equal(2);
    expect(server.requests[0]).to.include({ method: 'POST', path: '/authorize/oauth/token' });
    expect(server.requests[0] && form(server.requests[0])).to.deep.equal({
      grant_type: 'refresh_token',
      client_id: 'client-2',
      refresh_token: secrets.refreshToken,
      scope: 'openid x',
    });
    expect(server.requests[1] && form(server.requests[1])['refresh_token']).to.equal(
      `${secrets.newRefreshToken}-1`,
    );
    expect(readFileSync(home.cacheFile, 'utf8')).to.equal(before);
  });

  it('renews in the background during the last minute', async () => {
    const server = await playSignIn(new Rotation());
    const one = provider(new ConsoleHome(), server);
    const context = providerContext();
    await one.resolve(context);
    context.clock.advance(840_000);
    expect((await one.resolve(context)).accessKeyId).to.equal('AKCL0');
    while ((await one.resolve(context)).accessKeyId !== 'AKCL1') await new Promise(setImmediate);
    expect(server.requests).to.have.length(1);
  });

  it("asks the service that the login names, else the provider's own", async () => {
    const server = await playSignIn(new Rotation());
    await provider(new ConsoleHome({ expires_in: 1, endpoint_url: server.origin })).resolve(
      providerContext(),
    );
    expect(server.requests).to.have.length(1);
  });

  it('renews keys that the service refused before their end', async () => {
    const server = await playSignIn(new Rotation());
    const one = provider(new ConsoleHome(), server);
    const context = providerContext();
    one.invalidate?.(await one.resolve(context));
    expect((await one.resolve(context)).accessKeyId).to.equal('AKCL1');
  });

  it('finds the cache by the environment, else beside the configuration file', async () => {
    const loginSession = 'trn:iam::1:user/me';
    const home = new ConsoleHome();
    const env = { VOLCENGINE_LOGIN_CACHE_DIRECTORY: home.directory };
    expect(await consoleLogin({ loginSession }).resolve(providerContext({ env }))).to.have.property(
      'accessKeyId',
      'AKCL0',
    );
    const missing = async (env: Record<string, string>): Promise<string> =>
      (await failureOf(consoleLogin({ loginSession }), providerContext({ env }))).message;
    expect(await missing({ VOLCENGINE_CLI_CONFIG_FILE: '/none/c.json' })).to.include('/none/login/cache/');
    expect(await missing({ HOME: '/nobody' })).to.include('/nobody/.volcengine/login/cache/');
    expect(await missing({})).to.include('neither VOLCENGINE_CLI_CONFIG_FILE nor HOME is set');
  });

  describe('when its refresh token was spent', () => {
    it("uses the CLI's newer keys while they are valid", async () => {
      const home = new ConsoleHome({ expires_in: 1 });
      const server = await playSignIn(new Rotation(), () => {
        home.write({ access_token: consoleKeys(9), refresh_token: 'by-cli' });
        return [400, { error: 'invalid_grant' }];
      });
      expect((await provider(home, server).resolve(providerContext())).accessKeyId).to.equal('AKCL9');
      expect(server.requests).to.have.length(1);
    });

    it("makes one exchange with the CLI's newer token when its keys have ended too", async () => {
      const rotation = new Rotation();
      const home = new ConsoleHome({ expires_in: 1 });
      const server = await playSignIn(rotation, () => {
        if (rotation.good === 'by-cli') return undefined;
        rotation.good = 'by-cli';
        home.write({ expires_in: 1, refresh_token: 'by-cli' });
        return [400, { error: 'invalid_grant' }];
      });
      expect((await provider(home, server).resolve(providerContext())).accessKeyId).to.equal('AKCL1');
      expect(server.requests).to.have.length(2);
    });

    it('gives up when the newer token was spent too, or there is none', async () => {
      for (const [newer, requests] of [
        ['also-spent', 2],
        [secrets.refreshToken, 1],
      ] as const) {
        const home = new ConsoleHome({ expires_in: 1 });
        const server = await playSignIn(new Rotation(), () => {
          home.write({ expires_in: 1, refresh_token: newer });
          return [400, { error: 'invalid_grant', error_description: newer }];
        });
        const error = await failureOf(provider(home, server), providerContext());
        expect(error.message).to.equal(
          'No credentials from console login: the login has expired (invalid_grant); run `ve login`',
        );
        expect(server.requests).to.have.length(requests);
      }
    });

    it('works again after the user has logged in', async () => {
      const rotation = new Rotation();
      rotation.good = 'none';
      const home = new ConsoleHome({ expires_in: 1 });
      const one = provider(home, await playSignIn(rotation));
      const context = providerContext();
      await failureOf(one, context);
      home.write({ access_token: consoleKeys(5), issued_at: isoAfter(10), refresh_token: 'fresh' });
      expect((await one.resolve(context)).accessKeyId).to.equal('AKCL5');
    });
  });

  it('finishes a renewal whose callers have left, and uses what it gave', async () => {
    const rotation = new Rotation();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const server = await playSignIn(rotation);
    const { respond: answer } = server;
    server.respond = async (asked, before) => {
      await held;
      return answer(asked, before);
    };
    const one = provider(new ConsoleHome({ expires_in: 1 }), server);
    const controller = new AbortController();
    const call = one.resolve(providerContext({ signal: controller.signal }));
    while (server.requests.length === 0) await new Promise(setImmediate);
    controller.abort();
    expect(await call.catch((error: Error) => error.name)).to.equal('AbortedError');
    release();
    expect((await one.resolve(providerContext())).accessKeyId).to.equal('AKCL1');
    expect(server.requests).to.have.length(1);
  });

  it('repeats a renewal only when it surely never arrived', async () => {
    for (const answer of [[500, ''], [429, ''], 'break'] as const) {
      const server = await playSignIn(new Rotation(), () => answer);
      const error = await failureOf(provider(new ConsoleHome({ expires_in: 1 }), server), providerContext());
      expect(error.message).to.include('the login could not be renewed: ');
      expect(server.requests).to.have.length(1);
    }
    const gone = await nothing();
    const { origin } = gone;
    await gone.stop();
    const context = providerContext();
    await failureOf(provider(new ConsoleHome({ expires_in: 1, endpoint_url: origin })), context);
    expect(context.clock.slept).to.deep.equal([1_000, 1_000]);
  });

  for (const [what, login, words] of [
    ['no refresh token', { refresh_token: '' }, 'has no token to renew it with; run `ve login`'],
    ['no client id', { client_id: undefined }, 'has no token to renew it with; run `ve login`'],
    ['an endpoint that is none', { endpoint_url: 'x y' }, 'cannot be used'],
  ] as const)
    it(`says when an ended login has ${what}`, async () => {
      const call = provider(new ConsoleHome({ access_token: '{broken', ...login })).resolve(
        providerContext(),
      );
      expect(await call.catch((error: Error) => error.message)).to.include(words);
    });

  it('reports a response without keys or without an expiration', async () => {
    for (const [answer, words] of [
      [{ expires_in: 900 }, 'has no access key id'],
      [{ access_token: consoleKeys(1) }, 'has no expires_in; run `ve login`'],
    ] as const) {
      const server = await playSignIn(new Rotation(), () => [200, answer]);
      expect(
        (await failureOf(provider(new ConsoleHome({ expires_in: 1 }), server), providerContext())).message,
      ).to.include(words);
    }
  });

  it('refuses to be without a session', () => {
    expect(() => consoleLogin({ loginSession: '' })).to.throw(ConfigError, 'set loginSession');
  });
});
