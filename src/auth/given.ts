import { fromCaller } from './from-caller.js';
import { noCredentials } from './no-credentials.js';

/**
 * A text that the caller gave, or gives by a function.
 *
 * @throws {@link CredentialsError} when it is empty or the function throws
 */
export async function given(
  provider: string,
  what: string,
  text: string | (() => string | Promise<string>),
): Promise<string> {
  const found = typeof text === 'string' ? text : await fromCaller(provider, what, text);
  if (!found) throw noCredentials(provider, `${what} is empty`);
  return found;
}
