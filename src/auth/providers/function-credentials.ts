import type { CredentialContext, CredentialProvider, Credentials } from '../../types/credentials.js';
import { fromCaller } from '../from-caller.js';
import { Refreshing, type RefreshOptions } from '../cached-credentials.js';
import { usableCredentials } from '../usable-credentials.js';

const name = 'credentials function';

/** A function of the caller's that gets keys from anywhere. */
export type CredentialsFunction = (context: CredentialContext) => Credentials | Promise<Credentials>;

/**
 * Gives what a function gives, and keeps it: until shortly before its `expiration`, or, where it has none, until
 * the service refuses it. For keys that differ from call to call, use the call's own `credentials`.
 */
export function functionCredentials(give: CredentialsFunction, options?: RefreshOptions): CredentialProvider {
  return new Refreshing(
    name,
    async (context) =>
      usableCredentials(name, 'its result', await fromCaller(name, 'keys', () => give(context))),
    options,
  );
}
