import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CredentialContext, CredentialProvider, Credentials } from '../../types/credentials.js';
import { ConfigError } from '../../errors/index.js';
import { isObject } from '../../util/json.js';
import { textMember } from '../response-json.js';
import { baseUrl } from '../base-url.js';
import { encodePairs } from '../signing/canonical-query.js';
import { cliConfigDirectory } from './cli-config.js';
import { readJsonFile } from '../json-file.js';
import type { Grant } from './login.js';
import { Logins } from './logins.js';
import { noCredentials } from '../no-credentials.js';
import { oauthToken } from './oauth-token.js';
import { Refreshing, type RefreshOptions } from '../cached-credentials.js';
import { toDate } from '../to-date.js';
import { sameKeys, usableTemporary } from '../usable-credentials.js';

const name = 'console login';
const help = 'run `ve login`';
/** Keys this close to their end are renewed. */
const marginMs = 60_000;

/** Settings of {@link consoleLogin}. */
export interface ConsoleLoginOptions extends RefreshOptions {
  /** The profile's `login-session`. */
  readonly loginSession: string;
  /** Where the logins are. @defaultValue `VOLCENGINE_LOGIN_CACHE_DIRECTORY`, else `login/cache` in `configDirectory` */
  readonly cacheDirectory?: string | undefined;
  /** @defaultValue the directory of the CLI's configuration file */
  readonly configDirectory?: string | undefined;
  /** @defaultValue the login's own, else `https://signin.volcengine.com` */
  readonly endpoint?: string | undefined;
}

interface ConsoleGrant extends Grant {
  /** Unset: what the file has is not usable, and must be renewed. */
  readonly keys: Credentials | undefined;
  readonly clientId: string | undefined;
  readonly scope: string | undefined;
  readonly endpoint: string | undefined;
}

const logins = new Logins<ConsoleGrant>();

/**
 * Gives the keys of the user who is logged in with `ve login`. Renews them in memory; writes nothing.
 *
 * @throws {@link ConfigError} when the session is not given
 */
export function consoleLogin(options: ConsoleLoginOptions): CredentialProvider {
  const { loginSession, endpoint } = options;
  if (!loginSession) throw new ConfigError(`${name}: give loginSession`);
  if (endpoint !== undefined) baseUrl(name, endpoint);
  const cacheFile = `${createHash('sha1').update(loginSession).digest('hex')}.json`;

  async function fetch(context: CredentialContext, outworn?: Credentials): Promise<Credentials> {
    const { clock, env } = context;
    const directory =
      options.cacheDirectory ??
      (env.VOLCENGINE_LOGIN_CACHE_DIRECTORY ||
        join(options.configDirectory ?? cliConfigDirectory(name, env), 'login', 'cache'));
    const file = join(directory, cacheFile);
    const login = logins.of(file, endpoint ?? '', {
      provider: name,
      help,
      read: () => readGrant(file),
      renew: (grant, context) => renew(grant, context, endpoint),
    });
    const { keys } = await login.grant(
      context,
      (grant) => grant.usableUntil > clock.now() && !sameKeys(grant.keys, outworn),
    );
    if (keys === undefined) throw noCredentials(name, `the login holds no keys; ${help}`);
    return keys;
  }

  return new Refreshing(name, fetch, options);
}

async function readGrant(path: string): Promise<ConsoleGrant> {
  const file = await readJsonFile(name, path, help);
  const issuedAt = toDate(file.issued_at)?.getTime();
  const seconds = Number(file.expires_in);
  const endsAt = issuedAt !== undefined && seconds > 0 ? issuedAt + seconds * 1_000 : 0;
  const found = keysIn(file.access_token);
  const keys =
    endsAt === 0 || found === undefined
      ? undefined
      : usableTemporary(name, path, { ...found, expiration: new Date(endsAt) });
  return {
    keys,
    usableUntil: keys === undefined ? 0 : endsAt - marginMs,
    refreshToken: textMember(file, 'refresh_token'),
    clientId: textMember(file, 'client_id'),
    scope: textMember(file, 'scope'),
    endpoint: textMember(file, 'endpoint_url'),
  };
}

async function renew(
  grant: ConsoleGrant,
  context: CredentialContext,
  endpoint = grant.endpoint ?? 'https://signin.volcengine.com',
): Promise<ConsoleGrant> {
  const { refreshToken, clientId, scope } = grant;
  if (refreshToken === undefined || clientId === undefined)
    throw noCredentials(name, `the login has ended and holds nothing to renew it with; ${help}`);
  const answer = await oauthToken(
    name,
    context,
    {
      url: `${baseUrl(name, endpoint)}/authorize/oauth/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: encodePairs([
        ['grant_type', 'refresh_token'],
        ['client_id', clientId],
        ['refresh_token', refreshToken],
        ...(scope === undefined ? [] : [['scope', scope] as const]),
      ]),
    },
    help,
  );
  const seconds = Number(answer.expires_in);
  if (!(seconds > 0))
    throw noCredentials(name, `the answer to the login's renewal has no expires_in; ${help}`);
  const endsAt = context.clock.now() + seconds * 1_000;
  const keys = usableTemporary(name, "the answer to the login's renewal", {
    ...keysIn(answer.access_token),
    expiration: new Date(endsAt),
  });
  return {
    ...grant,
    keys,
    usableUntil: endsAt - marginMs,
    refreshToken: textMember(answer, 'refresh_token') ?? refreshToken,
  };
}

/** The keys of an `access_token`, which is an object of them or the same as JSON text. */
function keysIn(
  accessToken: unknown,
): { accessKeyId: unknown; secretAccessKey: unknown; sessionToken: unknown } | undefined {
  let token = accessToken;
  if (typeof token === 'string') {
    try {
      token = JSON.parse(token) as unknown;
    } catch {
      return undefined;
    }
  }
  if (!isObject(token)) return undefined;
  return {
    accessKeyId: token.access_key_id,
    secretAccessKey: token.secret_access_key,
    sessionToken: token.session_token,
  };
}
