import type { CredentialProvider, Credentials } from '../types/credentials.js';
import { noCredentials } from './no-credentials.js';

/** Keys as they were found, before anything is known about them. */
export interface FoundKeys {
  readonly accessKeyId?: unknown;
  readonly secretAccessKey?: unknown;
  readonly sessionToken?: unknown;
  readonly expiration?: Date | undefined;
}

const words = {
  accessKeyId: 'access key id',
  secretAccessKey: 'secret access key',
  sessionToken: 'session token',
} as const;

/** Those that were checked: providers return the same ones for call after call. */
const usable = new WeakSet<object>();

/**
 * Checks that keys can sign, and freezes them. An empty session token means none.
 *
 * @param where - the source of the keys, for the error: `the response`
 * @throws {@link CredentialsError} that names the missing or invalid member, never its value
 */
export function usableCredentials(
  provider: string,
  where: string,
  found: FoundKeys | undefined,
): Credentials {
  const text = (member: keyof typeof words): string => {
    const value = found?.[member];
    if (value === undefined || value === null || value === '')
      throw noCredentials(provider, `${where} has no ${words[member]}`);
    if (typeof value !== 'string')
      throw noCredentials(provider, `the ${words[member]} in ${where} is not a string`);
    // Usually the line break of a file; it would fail only later, as a header or a wrong signature.
    if (/[^\x21-\x7e]/.test(value))
      throw noCredentials(
        provider,
        `the ${words[member]} in ${where} contains white space or a character outside ASCII`,
      );
    return value;
  };
  const accessKeyId = text('accessKeyId');
  const secretAccessKey = text('secretAccessKey');
  const { sessionToken, expiration } = found ?? {};
  const hasToken = sessionToken !== undefined && sessionToken !== null && sessionToken !== '';
  if (expiration !== undefined && !(expiration instanceof Date && !Number.isNaN(expiration.getTime())))
    throw noCredentials(provider, `the expiration in ${where} is not a valid Date`);
  const credentials = Object.freeze({
    accessKeyId,
    secretAccessKey,
    ...(hasToken ? { sessionToken: text('sessionToken') } : {}),
    ...(expiration === undefined ? {} : { expiration }),
  });
  usable.add(credentials);
  return credentials;
}

/** What a provider returned, checked unless it was before: a caller's own provider may return anything. */
export function checkedCredentials({ name }: CredentialProvider, found: Credentials): Credentials {
  return usable.has(found) ? found : usableCredentials(name, 'its result', found);
}

/** The same for temporary keys of a role or a login: they have a session token and an expiration. */
export function usableTemporary(provider: string, where: string, found: FoundKeys): Credentials {
  const credentials = usableCredentials(provider, where, found);
  if (credentials.sessionToken === undefined)
    throw noCredentials(provider, `${where} has no ${words.sessionToken}`);
  if (credentials.expiration === undefined)
    throw noCredentials(provider, `${where} has no expiration of the keys`);
  return credentials;
}

/** Whether two are the same keys. */
export function sameKeys(a: Credentials | undefined, b: Credentials | undefined): boolean {
  return a?.accessKeyId === b?.accessKeyId && a?.sessionToken === b?.sessionToken;
}
