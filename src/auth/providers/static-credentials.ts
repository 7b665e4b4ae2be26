import type { CredentialProvider, Credentials } from '../../types/credentials.js';
import { usableCredentials } from '../usable-credentials.js';

const name = 'static keys';

/**
 * Gives fixed keys, for as long as the process runs.
 *
 * @throws {@link CredentialsError} at once when a key is missing or unfit for a header
 */
export function staticCredentials(keys: Credentials): CredentialProvider {
  const given = Promise.resolve(usableCredentials(name, '`credentials`', keys));
  return { name, resolve: () => given };
}
