import type { CredentialProvider } from '../contracts/credentials.js';
import { chain } from './chain.js';
import { environment } from './environment.js';

/** The providers asked when none is configured, in this order: the environment's keys. */
export function defaultChain(): CredentialProvider {
  return chain([environment()], 'default chain');
}
