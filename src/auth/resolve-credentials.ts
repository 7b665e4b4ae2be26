import type { CredentialProvider, CredentialSource } from '../types/credentials.js';
import { defaultChain } from './providers/default-chain.js';
import { sourceProvider } from './providers/source-provider.js';

/**
 * The provider of what `credentials:` was given: fixed keys, a function, a provider itself, or, when unset, a new
 * default chain.
 *
 * @throws {@link CredentialsError} when fixed keys are not usable
 */
export function toProvider(source: CredentialSource | undefined): CredentialProvider {
  return source === undefined ? defaultChain() : sourceProvider(source);
}
