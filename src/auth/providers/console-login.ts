import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CredentialContext, CredentialProvider, Credentials } from '../../types/credentials.js';
import { ConfigError } from '../../errors/index.js';
import { isObject } from '../../util/json.js';
import { textMember, toDate } from '../response-json.js';
import { originOf } from '../endpoints.js';
import { encodePairs } from '../signing/canonical-request.js';
import { cliConfigDirectory } from './cli-config.js';
import { readJsonFile } from '../files.js';
import { Logins, oauthToken, type Grant } from './login.js';
import { noCredentials } from '../no-credentials.js';
import { CachedCredentials, type RefreshOptions } from '../cached-credentials.js';
import { sameKeys, usableTemporary } from '../usable-credentials.js';

const name = 'console login';
const help = 'run `ve login`';
/** Keys are renewed this long before they expire. */
const marginMs = 60_000;

/** Options of {@link consoleLogin}. */
export interface ConsoleLoginOptions extends RefreshOptions {
  /** The profile's `login-session`. */
  readonly loginSession: string;
  /** The directory of the logins. @defaultValue `VOLCENGINE_LOGIN_CACHE_DIRECTORY`, else `login/cache` in `configDirectory` */
  readonly cacheDirectory?: string | undefined;
  /** @defaultValue the directory of the CLI's configuration file */
  readonly configDirectory?: string | undefined;
  /** @defaultValue the login's own, else `https://signin.volcengine.com` */
  readonly endpoint?: string | undefined;
}

interface ConsoleGrant extends Grant {
  /** Undefined: the file has no usable keys, so they must be renewed. */
  readonly keys: Credentials | undefined;
  readonly clientId: string | undefined;
  readonly scope: string | undefined;
  readonly endpoint: string | undefined;
}

const logins = new Logins<ConsoleGrant>();

/**
 * Provides the keys of the user who is logged in with `ve login`. Renews them in memory; writes nothing.
 *
 * @throws {@link ConfigError} when `loginSession` is missing
 *
 * @example
 * ```ts
 * import { consoleLogin, Volcengine } from 'volcengine-fluent';
 *
 * const credentials = consoleLogin({ loginSession: 'trn:iam::2100000001:user/me' });
 * const session = new Volcengine({ credentials });
 * ```
 */
export function consoleLogin(options: ConsoleLoginOptions): CredentialProvider {
  const { loginSession, endpoint } = options;
  if (!loginSession) throw new ConfigError(`${name}: set loginSession`);
  if (endpoint !== undefined) originOf(name, endpoint);
  const cacheFile = `${createHash('sha1').update(loginSession).digest('hex')}.json`;

  async function fetch(context: CredentialContext, stale?: Credentials): Promise<Credentials> {
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
      (grant) => grant.usableUntil > clock.now() && !sameKeys(grant.keys, stale),
    );
    if (keys === undefined) throw noCredentials(name, `the login has no keys; ${help}`);
    return keys;
  }

  return new CachedCredentials(name, fetch, options);
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
    throw noCredentials(name, `the login has expired and has no token to renew it with; ${help}`);
  const token = await oauthToken(
    name,
    context,
    {
      url: `${originOf(name, endpoint)}/authorize/oauth/token`,
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
  const seconds = Number(token.expires_in);
  if (!(seconds > 0))
    throw noCredentials(name, `the response to the login's renewal has no expires_in; ${help}`);
  const endsAt = context.clock.now() + seconds * 1_000;
  const keys = usableTemporary(name, "the response to the login's renewal", {
    ...keysIn(token.access_token),
    expiration: new Date(endsAt),
  });
  return {
    ...grant,
    keys,
    usableUntil: endsAt - marginMs,
    refreshToken: textMember(token, 'refresh_token') ?? refreshToken,
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
