import type { CredentialContext, CredentialProvider, Credentials } from '../contracts/credentials.js';
import { noCredentials } from './no-credentials.js';
import { usableCredentials } from './usable-credentials.js';

const name = 'environment';

/** Each with its legacy names, read only when the first is unset. */
const accessKeyVariables = ['VOLCENGINE_ACCESS_KEY', 'VOLCSTACK_ACCESS_KEY_ID', 'VOLCSTACK_ACCESS_KEY'];
const secretKeyVariables = ['VOLCENGINE_SECRET_KEY', 'VOLCSTACK_SECRET_ACCESS_KEY', 'VOLCSTACK_SECRET_KEY'];
const sessionTokenVariables = ['VOLCENGINE_SESSION_TOKEN', 'VOLCSTACK_SESSION_TOKEN'];

/** The first of several variables that is set, even to nothing. */
export function firstSet(env: CredentialContext['env'], variables: readonly string[]): string | undefined {
  for (const variable of variables) if (env[variable] !== undefined) return env[variable];
  return undefined;
}

/** Gives the keys of `VOLCENGINE_ACCESS_KEY`, `VOLCENGINE_SECRET_KEY` and `VOLCENGINE_SESSION_TOKEN`, or of their legacy names. */
export function environment(): CredentialProvider {
  let last: { readonly keys: Credentials; readonly given: Promise<Credentials> } | undefined;
  return {
    name,
    resolve({ env }) {
      const accessKeyId = firstSet(env, accessKeyVariables);
      const secretAccessKey = firstSet(env, secretKeyVariables);
      const sessionToken = firstSet(env, sessionTokenVariables) || undefined;
      if (
        last?.keys.accessKeyId === accessKeyId &&
        last?.keys.secretAccessKey === secretAccessKey &&
        last?.keys.sessionToken === sessionToken &&
        last !== undefined
      )
        return last.given;
      try {
        const missing = [
          ...(accessKeyId ? [] : [accessKeyVariables[0]]),
          ...(secretAccessKey ? [] : [secretKeyVariables[0]]),
        ];
        if (missing.length > 0)
          throw noCredentials(name, `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set`);
        const keys = usableCredentials(name, 'its variables', { accessKeyId, secretAccessKey, sessionToken });
        last = { keys, given: Promise.resolve(keys) };
        return last.given;
      } catch (error) {
        return Promise.reject(error as Error);
      }
    },
  };
}
