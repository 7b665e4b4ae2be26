import type {
  CredentialContext,
  CredentialProvider,
  Credentials,
  CredentialSource,
} from '../../types/credentials.js';
import { isObject } from '../../util/json.js';
import { memoize } from '../../util/memo.js';
import { CachedCredentials, type RefreshOptions } from '../cached-credentials.js';
import { callInput } from '../input.js';
import { usableCredentials } from '../usable-credentials.js';

/** A function of the caller that gets keys from anywhere. */
export type CredentialsFunction = (context: CredentialContext) => Credentials | Promise<Credentials>;

/**
 * Provides fixed keys, for as long as the process runs.
 *
 * @throws {@link CredentialsError} at once when a key is missing or cannot be sent in a header
 *
 * @example
 * ```ts
 * import { staticCredentials, Volcengine } from 'volcengine-fluent';
 *
 * const { KEY_ID = '', KEY_SECRET = '' } = process.env;
 * const session = new Volcengine({
 *   credentials: staticCredentials({ accessKeyId: KEY_ID, secretAccessKey: KEY_SECRET }),
 * });
 * ```
 */
export function staticCredentials(keys: Credentials): CredentialProvider {
  const name = 'static keys';
  const usable = Promise.resolve(usableCredentials(name, '`credentials`', keys));
  return { name, resolve: () => usable };
}

/**
 * Provides the keys that a function returns, and keeps them until shortly before their `expiration`, or, without one,
 * until the service refuses them. For keys that differ from call to call, use the call's own `credentials`.
 *
 * @example
 * ```ts
 * import { functionCredentials, Volcengine } from 'volcengine-fluent';
 *
 * declare function readVault(name: string): Promise<{ id: string; secret: string }>;
 *
 * const credentials = functionCredentials(async () => {
 *   const { id, secret } = await readVault('volcengine');
 *   return { accessKeyId: id, secretAccessKey: secret };
 * });
 * const session = new Volcengine({ credentials });
 * ```
 */
export function functionCredentials(
  source: CredentialsFunction,
  options?: RefreshOptions,
): CredentialProvider {
  const name = 'credentials function';
  return new CachedCredentials(
    name,
    async (context) =>
      usableCredentials(name, 'its result', await callInput(name, 'keys', () => source(context))),
    options,
  );
}

/** Once per function, so that one given to each of many calls keeps its credentials between them. */
const functionProvider = memoize((source: CredentialsFunction) => functionCredentials(source));

/** The provider of a `credentials:` option: keys, a function, or a provider itself. */
export function sourceProvider(source: CredentialSource): CredentialProvider {
  if (typeof source === 'function') return functionProvider(source);
  return isProvider(source) ? source : staticCredentials(source);
}

function isProvider(source: unknown): source is CredentialProvider {
  return isObject(source) && typeof source.resolve === 'function';
}
