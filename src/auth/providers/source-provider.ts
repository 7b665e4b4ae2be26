import type { CredentialProvider, CredentialSource } from '../../types/credentials.js';
import { isObject } from '../response-json.js';
import { functionCredentials, type CredentialsFunction } from './function-credentials.js';
import { staticCredentials } from './static-credentials.js';

/** By function, so that one given to each of many calls keeps its credentials between them. */
const byFunction = new WeakMap<CredentialsFunction, CredentialProvider>();

/** The provider of what `credentials:` was given: keys, a function, or a provider itself. */
export function sourceProvider(source: CredentialSource): CredentialProvider {
  if (typeof source === 'function') {
    const known = byFunction.get(source);
    if (known !== undefined) return known;
    const made = functionCredentials(source);
    byFunction.set(source, made);
    return made;
  }
  return isProvider(source) ? source : staticCredentials(source);
}

function isProvider(source: unknown): source is CredentialProvider {
  return isObject(source) && typeof source.resolve === 'function';
}
