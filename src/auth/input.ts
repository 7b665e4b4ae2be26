import { AbortedError } from '../errors/index.js';
import { noCredentials } from './no-credentials.js';

/** The first of several environment variables that is set, even to an empty text. */
export function firstSet(
  env: Readonly<Record<string, string | undefined>>,
  variables: readonly string[],
): string | undefined {
  for (const variable of variables) {
    const value = env[variable];
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * Calls a function of the caller.
 *
 * @throws {@link CredentialsError} when it throws, with its error as the cause
 */
export async function callInput<T>(provider: string, what: string, input: () => T | Promise<T>): Promise<T> {
  try {
    return await input();
  } catch (error) {
    if (error instanceof AbortedError) throw error;
    const words = error instanceof Error && error.message !== '' ? `: ${error.message}` : '';
    throw noCredentials(provider, `the function that gets ${what} failed${words}`, error);
  }
}

/**
 * A text from the caller, or from a function of the caller.
 *
 * @throws {@link CredentialsError} when it is empty or the function throws
 */
export async function textInput(
  provider: string,
  what: string,
  input: string | (() => string | Promise<string>),
): Promise<string> {
  const text = typeof input === 'string' ? input : await callInput(provider, what, input);
  if (!text) throw noCredentials(provider, `${what} is empty`);
  return text;
}
