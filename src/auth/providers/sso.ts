import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CredentialContext, CredentialProvider, Credentials } from '../../types/credentials.js';
import { ConfigError } from '../../errors/index.js';
import { member, objectOf, textMember, toDate } from '../response-json.js';
import { originOf, type CredentialEndpoints } from '../endpoints.js';
import { encodePairs } from '../signing/canonical-request.js';
import { cliConfigDirectory } from './cli-config.js';
import { readJsonFile } from '../files.js';
import { Logins, oauthToken, type Grant } from './login.js';
import { noCredentials } from '../no-credentials.js';
import { CachedCredentials, type RefreshOptions } from '../cached-credentials.js';
import { sendWithRetry } from '../send-with-retry.js';
import { usableTemporary } from '../usable-credentials.js';

const name = 'SSO';
const help = 'run `ve sso login`';

/** Options of {@link sso}, as the CLI's configuration has them. */
export interface SsoOptions extends RefreshOptions {
  readonly startUrl: string;
  readonly sessionName: string;
  readonly accountId: string;
  readonly roleName: string;
  /** @defaultValue cn-beijing */
  readonly region?: string | undefined;
  /** Where the CLI keeps `sso/cache`. @defaultValue the directory of its configuration file */
  readonly configDirectory?: string | undefined;
  /** Keys that the CLI got already: used first, as long as they are valid. */
  readonly cached?: Credentials | undefined;
  readonly endpoints?: CredentialEndpoints | undefined;
}

interface SsoGrant extends Grant {
  readonly accessToken: string;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly clientEndsAt: Date | undefined;
}

const logins = new Logins<SsoGrant>();

/**
 * Gets a role's keys for the user who is logged in with `ve sso login`. Renews the login in memory; writes nothing.
 *
 * @throws {@link ConfigError} when an option is missing or invalid
 *
 * @example
 * ```ts
 * import { sso, Volcengine } from 'volcengine-fluent';
 *
 * const credentials = sso({
 *   startUrl: 'https://example.volccloudidentity.com/userportal',
 *   sessionName: 'corp',
 *   accountId: '2100000001',
 *   roleName: 'Admin',
 * });
 * const session = new Volcengine({ credentials });
 * ```
 */
export function sso(options: SsoOptions): CredentialProvider {
  const { startUrl, sessionName, accountId, roleName, region = 'cn-beijing', endpoints = {} } = options;
  for (const [option, value] of Object.entries({ startUrl, sessionName, accountId, roleName }))
    if (!value) throw new ConfigError(`${name}: set ${option}`);
  if (!/^[a-z0-9-]+$/i.test(region)) throw new ConfigError(`${name}: "${region}" is not a region`);
  const oauth = originOf(name, endpoints.ssoOauth ?? `https://cloudidentity-oauth.${region}.volces.com`);
  const portal = originOf(name, endpoints.ssoPortal ?? `https://cloudidentity-portal.${region}.volces.com`);
  const identity = JSON.stringify({ start_url: startUrl, session_name: sessionName });
  const cacheFile = `${createHash('sha1').update(identity).digest('hex')}.json`;
  const role = encodePairs([
    ['account_id', accountId],
    ['role_name', roleName],
  ]);
  let { cached } = options;

  async function fetch(context: CredentialContext): Promise<Credentials> {
    const { clock, env } = context;
    const first = cached;
    cached = undefined;
    if (first?.expiration !== undefined && first.expiration.getTime() > clock.now()) return first;
    const directory = options.configDirectory ?? cliConfigDirectory(name, env);
    const file = join(directory, 'sso', 'cache', cacheFile);
    const login = logins.of(file, oauth, {
      provider: name,
      help,
      read: () => readGrant(file),
      renew: (grant, context) => renew(grant, context, `${oauth}/token`),
    });
    const { accessToken } = await login.grant(context, (grant) => grant.usableUntil > clock.now());
    return roleKeys(context, `${portal}/federation/credentials?${role}`, accessToken, roleName);
  }

  return new CachedCredentials(name, fetch, options);
}

async function readGrant(path: string): Promise<SsoGrant> {
  const file = await readJsonFile(name, path, help);
  return {
    accessToken: textMember(file, 'access_token') ?? '',
    usableUntil: textMember(file, 'access_token') ? (toDate(file.expires_at)?.getTime() ?? 0) : 0,
    refreshToken: textMember(file, 'refresh_token'),
    clientId: textMember(file, 'client_id'),
    clientSecret: textMember(file, 'client_secret'),
    clientEndsAt: toDate(file.client_secret_expires_at),
  };
}

async function renew(grant: SsoGrant, context: CredentialContext, url: string): Promise<SsoGrant> {
  const { refreshToken, clientId, clientSecret, clientEndsAt } = grant;
  const { clock } = context;
  if (refreshToken === undefined || clientId === undefined || clientSecret === undefined)
    throw noCredentials(name, `the login has expired and has no token to renew it with; ${help}`);
  if (clientEndsAt !== undefined && clientEndsAt.getTime() <= clock.now())
    throw noCredentials(name, `the login's client secret expired at ${clientEndsAt.toISOString()}; ${help}`);
  const body = JSON.stringify({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  });
  const headers = { 'content-type': 'application/json' };
  const token = await oauthToken(name, context, { url, headers, body }, help);
  const accessToken = textMember(token, 'access_token');
  const seconds = Number(token.expires_in);
  if (accessToken === undefined || !(seconds > 0))
    throw noCredentials(
      name,
      `the response to the login's renewal has no access_token or expires_in; ${help}`,
    );
  return {
    ...grant,
    accessToken,
    usableUntil: clock.now() + seconds * 1_000,
    refreshToken: textMember(token, 'refresh_token') ?? refreshToken,
  };
}

async function roleKeys(
  context: CredentialContext,
  url: string,
  accessToken: string,
  role: string,
): Promise<Credentials> {
  if (!/^[\x21-\x7e]+$/.test(accessToken))
    throw noCredentials(name, `the login's access_token cannot be sent as a header; ${help}`);
  const request = {
    method: 'GET',
    url,
    headers: { 'x-bd-cloudidentity-bearer-token': accessToken },
    responseTimeoutMs: 30_000,
  } as const;
  const response = await sendWithRetry(context, request, {
    provider: name,
    noResponse: 'the SSO portal did not respond',
    maxAttempts: 3,
  });
  const body = objectOf(response);
  const code = textMember(member(member(body, 'ResponseMetadata'), 'Error'), 'Code');
  if (response.status !== 200 || code !== undefined)
    throw noCredentials(
      name,
      `the SSO portal refused the role ${role}: HTTP ${response.status}${code === undefined ? '' : ` (${code})`}; ${help}`,
    );
  const keys = member(member(body, 'Result'), 'RoleCredentials');
  return usableTemporary(name, `the SSO portal's response for the role ${role}`, {
    accessKeyId: textMember(keys, 'AccessKeyId'),
    secretAccessKey: textMember(keys, 'SecretAccessKey'),
    sessionToken: textMember(keys, 'SessionToken'),
    expiration: toDate(member(keys, 'Expiration')),
  });
}
