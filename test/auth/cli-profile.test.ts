import { join } from 'node:path';
import { expect } from 'chai';
import { cliProfile, fromProfile, type CliProfileOptions } from '../../src/auth/providers/cli-profile.js';
import { startFakeMetadata } from './fake-metadata.js';
import { ConsoleHome, startFakeSso, Rotation, SsoHome, startUrl } from './fake-login.js';
import { form, isoAfter, startFakeSts, verify } from './fake-sts.js';
import { directory, failureOf, secrets, providerContext, start, write } from './provider-context.js';

const keys = { 'access-key': 'AK', 'secret-key': secrets.secretAccessKey };

function configFile(profile: unknown, rest: Readonly<Record<string, unknown>> = {}): string {
  return join(
    directory({ 'config.json': { current: 'default', profiles: { default: profile }, ...rest } }),
    'config.json',
  );
}

/** The failure of a file with one profile. */
async function failure(
  profile: unknown,
  rest?: Readonly<Record<string, unknown>>,
  options?: CliProfileOptions,
): Promise<string> {
  return (
    await failureOf(cliProfile({ configFile: configFile(profile, rest), ...options }), providerContext())
  ).message;
}

describe('a profile of the CLI', () => {
  for (const mode of [undefined, '', 'AK', 'ak'])
    it(`gives fixed keys in the mode ${JSON.stringify(mode)}`, async () => {
      const file = configFile({ mode, ...keys });
      expect(await cliProfile({ configFile: file }).resolve(providerContext())).to.deep.equal({
        accessKeyId: 'AK',
        secretAccessKey: secrets.secretAccessKey,
      });
    });

  it('gives fixed temporary keys in the mode StsToken, which need a token', async () => {
    const file = configFile({ mode: 'StsToken', ...keys, 'session-token': 'T' });
    expect(await cliProfile({ configFile: file }).resolve(providerContext())).to.have.property(
      'sessionToken',
      'T',
    );
    expect(await failure({ mode: 'StsToken', ...keys })).to.match(
      /profile "default" of .*config.json has no session-token$/,
    );
  });

  it('takes on a role in the mode RamRoleArn', async () => {
    const sts = await startFakeSts();
    const profile = {
      mode: 'RamRoleArn',
      ...keys,
      'role-name': 'r',
      'account-id': 2100000001,
      region: 'cn-shanghai',
    };
    const provider = cliProfile({ configFile: configFile(profile), endpoints: { sts: sts.origin } });
    expect(await provider.resolve(providerContext())).to.have.property('accessKeyId', 'AKTP1');
    const [asked] = sts.requests;
    expect(asked?.query['RoleTrn']).to.equal('trn:iam::2100000001:role/r');
    expect(asked && verify(asked, secrets.secretAccessKey)).to.include({
      accessKeyId: 'AK',
      region: 'cn-shanghai',
    });
  });

  it('takes on a role by a token file in the mode OIDC', async () => {
    const sts = await startFakeSts();
    const tokenFile = join(directory({ token: 'tok' }), 'token');
    const profile = {
      mode: 'oidc',
      'role-trn': 'trn:iam::1:role/x',
      'oidc-token-file': tokenFile,
      policy: '{}',
    };
    await cliProfile({ configFile: configFile(profile), endpoints: { sts: sts.origin } }).resolve(
      providerContext(),
    );
    expect(sts.requests[0] && form(sts.requests[0])).to.include({
      OIDCToken: 'tok',
      Policy: '{}',
      RoleTrn: 'trn:iam::1:role/x',
    });
  });

  it('asks the metadata service in the mode EcsRole', async () => {
    const metadata = await startFakeMetadata();
    const profile = { mode: 'EcsRole', 'role-name': 'web' };
    const provider = cliProfile({
      configFile: configFile(profile),
      endpoints: { metadata: metadata.origin },
    });
    expect(await provider.resolve(providerContext())).to.have.property('accessKeyId', 'AKEC1');
    expect(metadata.requests.map(({ path }) => path.split('/').at(-1))).to.deep.equal(['token', 'web']);
  });

  describe('in the mode sso', () => {
    const sso = { mode: 'sso', 'sso-session-name': 'corp', 'account-id': '1', 'role-name': 'Admin' };
    const session = { 'sso-session': { corp: { 'start-url': startUrl, region: 'cn-beijing' } } };

    it('uses the login beside the file', async () => {
      const home = new SsoHome();
      const server = await startFakeSso(new Rotation());
      const file = join(home.directory, 'config.json');
      write(file, { profiles: { default: sso }, ...session });
      const provider = cliProfile({
        configFile: file,
        endpoints: { ssoOauth: server.origin, ssoPortal: server.origin },
      });
      expect(await provider.resolve(providerContext())).to.have.property('accessKeyId', 'AKSS1');
    });

    it('uses the keys in the profile while they are valid, whatever the unit of their end', async () => {
      for (const end of [
        isoAfter(60),
        start / 1e3 + 60,
        start + 60e3,
        `${start * 1e3 + 60e6}`,
        start * 1e6 + 60e9,
      ]) {
        const profile = { ...sso, ...keys, 'session-token': 'T', 'sts-expiration': end };
        const provider = cliProfile({ configFile: configFile(profile, session) });
        expect(await provider.resolve(providerContext())).to.deep.include({
          accessKeyId: 'AK',
          expiration: new Date(start + 60_000),
        });
      }
    });

    it('does not give the keys in the profile again when a service refused them', async () => {
      const home = new SsoHome();
      const server = await startFakeSso(new Rotation());
      const file = join(home.directory, 'config.json');
      const cached = { ...sso, ...keys, 'session-token': 'T', 'sts-expiration': isoAfter(3_600) };
      write(file, { profiles: { default: cached }, ...session });
      const endpoints = { ssoOauth: server.origin, ssoPortal: server.origin };
      const provider = cliProfile({ configFile: file, endpoints });
      const context = providerContext();
      const refused = await provider.resolve(context);
      expect(refused.accessKeyId).to.equal('AK');
      provider.invalidate?.(refused);
      expect((await provider.resolve(context)).accessKeyId).to.equal('AKSS1');
    });

    it('says what is missing, and the command that helps', async () => {
      expect(await failure({ mode: 'sso' })).to.include('has no sso-session-name; run `ve sso login`');
      expect(await failure(sso)).to.include(
        'names the sso-session "corp", which the file does not have; run `ve sso login`',
      );
      const empty = { 'sso-session': { corp: {} } };
      expect(await failure(sso, empty)).to.include(
        'the sso-session "corp" has no start-url; run `ve sso login`',
      );
      expect(await failure({ ...sso, 'role-name': '' }, session)).to.include('has no role-name');
    });
  });

  it('uses the login in the mode console-login', async () => {
    const home = new ConsoleHome();
    const env = { VOLCENGINE_LOGIN_CACHE_DIRECTORY: home.directory };
    const file = configFile({ mode: 'console-login', 'login-session': 'trn:iam::1:user/me' });
    expect(await cliProfile({ configFile: file }).resolve(providerContext({ env }))).to.have.property(
      'accessKeyId',
      'AKCL0',
    );
    expect(await failure({ mode: 'console-login' })).to.include('has no login-session; run `ve login`');
  });

  it('refuses an unknown mode by its name', async () => {
    for (const mode of ['Magic', 'constructor'])
      expect(await failure({ mode, ...keys })).to.include(
        `has the unknown mode "${mode}"; known are AK, StsToken,`,
      );
  });

  it('finds the profile by the option, by the environment, by the file, or the default', async () => {
    const profiles = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'default'].map((name) => [name, { ...keys, 'access-key': name }]),
    );
    const file = configFile(undefined, { current: 'd', profiles });
    const chosen = async (options: CliProfileOptions, env = {}): Promise<string> =>
      (await cliProfile({ configFile: file, ...options }).resolve(providerContext({ env }))).accessKeyId;
    expect(await chosen({ profile: 'a' }, { VOLCENGINE_PROFILE: 'b' })).to.equal('a');
    expect(await chosen({}, { VOLCENGINE_PROFILE: 'b', VOLCSTACK_PROFILE: 'c' })).to.equal('b');
    expect(await chosen({}, { VOLCSTACK_PROFILE: 'c' })).to.equal('c');
    expect(await chosen({})).to.equal('d');
    expect(await chosen({ configFile: configFile(undefined, { current: '', profiles }) })).to.equal(
      'default',
    );
    expect((await fromProfile('b', { configFile: file }).resolve(providerContext())).accessKeyId).to.equal(
      'b',
    );
  });

  it('finds the file by the environment, else in the home directory', async () => {
    const file = configFile(keys);
    expect(
      await cliProfile().resolve(providerContext({ env: { VOLCENGINE_CLI_CONFIG_FILE: file } })),
    ).to.have.property('accessKeyId', 'AK');
    const home = directory({ '.volcengine/config.json': { profiles: { default: keys } } });
    expect(await cliProfile().resolve(providerContext({ env: { HOME: home } }))).to.have.property(
      'accessKeyId',
      'AK',
    );
  });

  it('says what is wrong with the file or the profile', async () => {
    const path = directory({ broken: '{\n  "current": planted,\n}', list: '[]' });
    const of = async (name: string): Promise<string> =>
      (await failureOf(cliProfile({ configFile: join(path, name) }), providerContext())).message;
    expect(await of('none')).to.match(/none does not exist; run `ve login` or `ve sso login` to make it$/);
    expect(await of('broken')).to.match(/broken:2:14 is not valid JSON$/);
    expect(await of('list')).to.match(/list does not hold a JSON object$/);
    expect(await failure(keys, {}, { profile: 'defualt' })).to.include(
      'no profile "defualt"; did you mean "default"?',
    );
    expect(await failure(keys, {}, { profile: 'toString' })).to.include(
      'has no profile "toString"; run `ve login`',
    );
    expect(await failure({})).to.include('has no access-key');
    expect(await failure({ ...keys, 'secret-key': '' })).to.include('has no secret-key');
  });

  it('reads the file once, and again after a failure or a refusal', async () => {
    const file = configFile(keys);
    const provider = cliProfile({ configFile: file });
    const context = providerContext();
    const first = await provider.resolve(context);
    expect(provider.resolve(context)).to.equal(provider.resolve(context));
    write(file, { profiles: { default: { ...keys, 'access-key': 'AK2' } } });
    expect(await provider.resolve(context)).to.equal(first);
    provider.invalidate?.(first);
    expect((await provider.resolve(context)).accessKeyId).to.equal('AK2');
  });

  it('keeps a login renewed in memory when the file is read again and has not changed', async () => {
    const rotation = new Rotation();
    const home = new SsoHome({ expires_at: isoAfter(0) });
    let isDown = false;
    const server = await startFakeSso(rotation, { portal: () => (isDown ? [403, ''] : undefined) });
    const file = join(home.directory, 'config.json');
    const sso = { mode: 'sso', 'sso-session-name': 'corp', 'account-id': '1', 'role-name': 'Admin' };
    write(file, { profiles: { default: sso }, 'sso-session': { corp: { 'start-url': startUrl } } });
    const provider = cliProfile({
      configFile: file,
      endpoints: { ssoOauth: server.origin, ssoPortal: server.origin },
    });
    const context = providerContext();
    await provider.resolve(context);
    context.clock.advance(600_000);
    isDown = true;
    await failureOf(provider, context);
    isDown = false;
    expect((await provider.resolve(context)).accessKeyId).to.equal('AKSS3');
    expect(rotation.uses).to.equal(1);
  });
});
