import { AbortedError } from '../errors/index.js';
import { noCredentials } from './no-credentials.js';

/**
 * What a function of the caller's gives.
 *
 * @throws {@link CredentialsError} when it throws, with its error as the cause
 */
export async function fromCaller<T>(provider: string, what: string, give: () => T | Promise<T>): Promise<T> {
  try {
    return await give();
  } catch (error) {
    if (error instanceof AbortedError) throw error;
    const words = error instanceof Error && error.message !== '' ? `: ${error.message}` : '';
    throw noCredentials(provider, `the function that gets ${what} failed${words}`, error);
  }
}
