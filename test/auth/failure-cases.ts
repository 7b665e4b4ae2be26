import { join } from 'node:path';
import type { CredentialProvider, Credentials } from '../../src/types/credentials.js';
import { assumeRole } from '../../src/auth/providers/assume-role.js';
import { assumeRoleWithOidc } from '../../src/auth/providers/assume-role-with-oidc.js';
import { assumeRoleWithSaml } from '../../src/auth/providers/assume-role-with-saml.js';
import { cliProfile } from '../../src/auth/providers/cli-profile.js';
import { consoleLogin } from '../../src/auth/providers/console-login.js';
import { environment } from '../../src/auth/providers/environment.js';
import { functionCredentials, staticCredentials } from '../../src/auth/providers/source-provider.js';
import { instanceRole } from '../../src/auth/providers/instance-role.js';
import { sso } from '../../src/auth/providers/sso.js';
import { ConsoleHome, startFakeSso, portalResponse, Rotation, SsoHome, startUrl } from './fake-login.js';
import { startFakeMetadata, metadataKeys, type MetadataFaults } from './fake-metadata.js';
import { isoAfter, refusal, roleResponse } from './fake-sts.js';
import { FakeServer, type FakeResponse } from './fake-server.js';
import { directory, secrets } from './provider-context.js';

/** What can go wrong, as the columns of the table. */
export const failures = [
  'nothing given',
  'file missing',
  'file broken',
  'no answer',
  'refused',
  'answer without keys',
  'keys ended',
] as const;

/** One provider in one kind of trouble. */
export interface FailureCase {
  readonly provider: string;
  readonly failure: (typeof failures)[number];
  /** The error's reason, where DIR, FILE, HOST and BROKEN stand for what differs from run to run. */
  readonly says: string;
  readonly make: (env: Record<string, string>) => CredentialProvider | Promise<CredentialProvider>;
}

const source = { accessKeyId: 'AK', secretAccessKey: secrets.secretAccessKey };
const roleTrn = 'trn:iam::1:role/r';
const noKeys: FakeResponse = [200, { ResponseMetadata: {}, Result: {} }];
const ended: FakeResponse = roleResponse(1, { ExpiredTime: isoAfter(-60) });
const broken = `{"access_token": "${secrets.accessToken}", "refresh_token" "${secrets.refreshToken}"}`;
const endedWords = "they expired at 2026-01-02T03:03:05.000Z already; check this machine's clock";

const play = (answer: FakeResponse): Promise<FakeServer> => FakeServer.start(() => answer);

type StsMake = (endpoint: string) => CredentialProvider;

/** The failures of STS, which its three providers share. */
function stsCases(provider: string, secret: string, make: StsMake): FailureCase[] {
  const cases: readonly (readonly [FailureCase['failure'], FakeResponse, string])[] = [
    ['no answer', 'break', `${provider} failed: The connection to HOST broke before the response: BROKEN`],
    [
      'refused',
      refusal(403, 'AccessDenied', `Not with ${secret}.`),
      `${provider} failed: AccessDenied — Not with [redacted]. (request request-x)`,
    ],
    ['answer without keys', noKeys, `the response to ${provider} has no access key id`],
    ['keys ended', ended, endedWords],
  ];
  return cases.map(([failure, answer, says]) => ({
    provider,
    failure,
    says,
    make: async () => make((await play(answer)).origin),
  }));
}

function metadataCase(failure: FailureCase['failure'], says: string, faults: MetadataFaults): FailureCase {
  const make = async (): Promise<CredentialProvider> =>
    instanceRole({ endpoint: (await startFakeMetadata(faults)).origin });
  return { provider: 'ECS instance role', failure, says, make };
}

function ssoCase(
  failure: FailureCase['failure'],
  says: string,
  make: { file?: string | null; token?: FakeResponse; portal?: FakeResponse; ended?: boolean },
): FailureCase {
  return {
    provider: 'SSO',
    failure,
    says,
    make: async () => {
      const home = new SsoHome(make.ended ? { expires_at: isoAfter(0) } : {});
      if (make.file) home.writeText(make.file);
      const server = await startFakeSso(new Rotation(), {
        token: () => make.token,
        portal: () => make.portal,
      });
      return sso({
        startUrl,
        sessionName: 'corp',
        accountId: '1',
        roleName: 'Admin',
        configDirectory: make.file === null ? directory() : home.directory,
        endpoints: { ssoOauth: server.origin, ssoPortal: server.origin },
      });
    },
  };
}

function consoleCase(
  failure: FailureCase['failure'],
  says: string,
  make: { file?: string | null; answer?: FakeResponse },
): FailureCase {
  return {
    provider: 'console login',
    failure,
    says,
    make: async () => {
      const home = new ConsoleHome({ expires_in: 1 });
      if (make.file) home.writeText(make.file);
      return consoleLogin({
        loginSession: 'trn:iam::1:user/me',
        cacheDirectory: make.file === null ? directory() : home.directory,
        endpoint: (await play(make.answer ?? [500, ''])).origin,
      });
    },
  };
}

/** A profile from a file with this text; none: there is no file. */
function profileCase(failure: FailureCase['failure'], says: string, text?: string): FailureCase {
  const make = (): CredentialProvider =>
    cliProfile({
      configFile: join(directory(text === undefined ? {} : { 'config.json': text }), 'config.json'),
    });
  return { provider: 'CLI profile', failure, says, make };
}

export const failureCases: readonly FailureCase[] = [
  {
    provider: 'static keys',
    failure: 'nothing given',
    says: '`credentials` has no secret access key',
    make: () => staticCredentials({ accessKeyId: 'AK', secretAccessKey: '' }),
  },
  {
    provider: 'environment',
    failure: 'nothing given',
    says: 'VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY are not set',
    make: () => environment(),
  },
  {
    provider: 'credentials function',
    failure: 'no answer',
    says: 'the function that gets keys failed: the vault is sealed',
    make: () => functionCredentials(() => Promise.reject(new Error('the vault is sealed'))),
  },
  {
    provider: 'credentials function',
    failure: 'answer without keys',
    says: 'its result has no access key id',
    make: () => functionCredentials(() => ({}) as unknown as Credentials),
  },
  {
    provider: 'credentials function',
    failure: 'keys ended',
    says: endedWords,
    make: () => functionCredentials(() => ({ ...source, expiration: new Date(isoAfter(-60)) })),
  },
  ...stsCases('AssumeRole', secrets.secretAccessKey, (endpoint) => assumeRole({ source, roleTrn, endpoint })),
  {
    provider: 'AssumeRoleWithOIDC',
    failure: 'nothing given',
    says: 'VOLCENGINE_OIDC_ROLE_TRN and VOLCENGINE_OIDC_TOKEN_FILE are not set',
    make: () => assumeRoleWithOidc(),
  },
  {
    provider: 'AssumeRoleWithOIDC',
    failure: 'file missing',
    says: 'DIR/token does not exist',
    make: () => assumeRoleWithOidc({ roleTrn, tokenFile: join(directory(), 'token') }),
  },
  {
    provider: 'AssumeRoleWithOIDC',
    failure: 'file broken',
    says: 'DIR/token is empty',
    make: () => assumeRoleWithOidc({ roleTrn, tokenFile: join(directory({ token: '\n' }), 'token') }),
  },
  ...stsCases('AssumeRoleWithOIDC', secrets.oidcToken, (endpoint) =>
    assumeRoleWithOidc({ roleTrn, token: secrets.oidcToken, endpoint }),
  ),
  {
    provider: 'AssumeRoleWithSAML',
    failure: 'nothing given',
    says: 'the assertion is empty',
    make: () => assumeRoleWithSaml({ roleTrn, samlProvider: 'idp', assertion: () => '' }),
  },
  ...stsCases('AssumeRoleWithSAML', secrets.assertion, (endpoint) =>
    assumeRoleWithSaml({ roleTrn, samlProvider: 'idp', assertion: secrets.assertion, endpoint }),
  ),
  metadataCase('nothing given', 'this instance has no role', { roles: [200, []] }),
  metadataCase(
    'no answer',
    'no metadata service responds at HOST (this is no ECS instance, or its network is not up): The connection to HOST broke before the response: BROKEN',
    { token: 'break' },
  ),
  metadataCase('refused', 'the metadata service responded with HTTP 403 to its token request', {
    token: [403, ''],
  }),
  metadataCase(
    'answer without keys',
    "the metadata service's response for the role web has no access key id",
    {
      keys: [200, {}],
    },
  ),
  metadataCase('keys ended', endedWords, { keys: [200, metadataKeys(1, -60)] }),
  profileCase(
    'nothing given',
    'profile "default" of DIR/config.json has no access-key',
    '{"profiles":{"default":{}}}',
  ),
  profileCase('file missing', 'DIR/config.json does not exist; run `ve login` or `ve sso login` to make it'),
  profileCase('file broken', 'DIR/config.json:1:50 is not valid JSON', broken.replace('access_token', 'a')),
  profileCase(
    'refused',
    'profile "default" of DIR/config.json has the unknown mode "Magic"; known are AK, StsToken, RamRoleArn, OIDC, EcsRole, sso and console-login',
    '{"profiles":{"default":{"mode":"Magic"}}}',
  ),
  ssoCase('file missing', 'FILE does not exist; run `ve sso login`', { file: null }),
  ssoCase('file broken', 'FILE:1:61 is not valid JSON', { file: broken }),
  ssoCase(
    'no answer',
    'the SSO portal did not respond: The connection to HOST broke before the response: BROKEN',
    { portal: 'break' },
  ),
  ssoCase('refused', 'the login has expired (invalid_grant); run `ve sso login`', {
    token: [400, { error: 'invalid_grant', error_description: secrets.refreshToken }],
    ended: true,
  }),
  ssoCase('answer without keys', "the SSO portal's response for the role Admin has no access key id", {
    portal: noKeys,
  }),
  ssoCase('keys ended', endedWords, { portal: portalResponse(1, -60) }),
  consoleCase('file missing', 'FILE does not exist; run `ve login`', { file: null }),
  consoleCase('file broken', 'FILE:1:61 is not valid JSON', { file: broken }),
  consoleCase(
    'no answer',
    'the login could not be renewed: The connection to HOST broke before the response: BROKEN',
    { answer: 'break' },
  ),
  consoleCase('refused', 'the login has expired (invalid_grant); run `ve login`', {
    answer: [400, { error: 'invalid_grant', error_description: secrets.refreshToken }],
  }),
  consoleCase('answer without keys', "the response to the login's renewal has no access key id", {
    answer: [200, { expires_in: 900 }],
  }),
];
