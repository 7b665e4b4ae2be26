import type { CredentialProvider, Credentials } from '../../types/credentials.js';
import { firstSet } from '../input.js';
import { notSet } from '../no-credentials.js';
import { usableCredentials } from '../usable-credentials.js';

const name = 'environment';

/** Each with its legacy names, read only when the first is unset. */
const accessKeyVariables = ['VOLCENGINE_ACCESS_KEY', 'VOLCSTACK_ACCESS_KEY_ID', 'VOLCSTACK_ACCESS_KEY'];
const secretKeyVariables = ['VOLCENGINE_SECRET_KEY', 'VOLCSTACK_SECRET_ACCESS_KEY', 'VOLCSTACK_SECRET_KEY'];
const sessionTokenVariables = ['VOLCENGINE_SESSION_TOKEN', 'VOLCSTACK_SESSION_TOKEN'];

/**
 * Provides the keys of `VOLCENGINE_ACCESS_KEY`, `VOLCENGINE_SECRET_KEY` and `VOLCENGINE_SESSION_TOKEN`, or of their
 * legacy names `VOLCSTACK_…`.
 *
 * @example
 * ```ts
 * import { environment, Volcengine } from 'volcengine-fluent';
 *
 * const session = new Volcengine({ credentials: environment() });
 * ```
 */
export function environment(): CredentialProvider {
  let last: { readonly keys: Credentials; readonly promise: Promise<Credentials> } | undefined;
  return {
    name,
    resolve({ env }) {
      const accessKeyId = firstSet(env, accessKeyVariables);
      const secretAccessKey = firstSet(env, secretKeyVariables);
      const sessionToken = firstSet(env, sessionTokenVariables) || undefined;
      if (
        last !== undefined &&
        last.keys.accessKeyId === accessKeyId &&
        last.keys.secretAccessKey === secretAccessKey &&
        last.keys.sessionToken === sessionToken
      )
        return last.promise;
      try {
        if (!accessKeyId || !secretAccessKey)
          throw notSet(name, { VOLCENGINE_ACCESS_KEY: accessKeyId, VOLCENGINE_SECRET_KEY: secretAccessKey });
        const keys = usableCredentials(name, 'its variables', { accessKeyId, secretAccessKey, sessionToken });
        last = { keys, promise: Promise.resolve(keys) };
        return last.promise;
      } catch (error) {
        return Promise.reject(error as Error);
      }
    },
  };
}
