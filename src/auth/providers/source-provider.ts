import type { CredentialProvider, CredentialSource } from '../../types/credentials.js';
import { isObject } from '../../util/json.js';
import { memoize } from '../../util/memo.js';
import { functionCredentials, type CredentialsFunction } from './function-credentials.js';
import { staticCredentials } from './static-credentials.js';

/** Once per function, so that one given to each of many calls keeps its credentials between them. */
const functionProvider = memoize((source: CredentialsFunction) => functionCredentials(source));

/** The provider of what `credentials:` was given: keys, a function, or a provider itself. */
export function sourceProvider(source: CredentialSource): CredentialProvider {
  if (typeof source === 'function') return functionProvider(source);
  return isProvider(source) ? source : staticCredentials(source);
}

function isProvider(source: unknown): source is CredentialProvider {
  return isObject(source) && typeof source.resolve === 'function';
}
