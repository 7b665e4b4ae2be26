import type { CredentialContext } from '../../types/credentials.js';
import type { HttpRequest } from '../../types/http.js';
import { objectOf, textMember } from '../response-json.js';
import { noCredentials } from '../no-credentials.js';
import { sendRepeatedly } from '../send-with-retry.js';

/** The refresh token was not accepted: it was used already, or the login is over. */
export class InvalidGrantError extends Error {}

/**
 * Exchanges a refresh token for a new access token. Repeated only when the request surely never arrived: the service
 * may have replaced the refresh token in an answer that was lost.
 *
 * @param help - What to do when it fails for good: ``run `ve login` ``.
 * @throws {@link InvalidGrantError} when the refresh token was not accepted
 * @throws {@link CredentialsError} for every other failure
 */
export async function oauthToken(
  provider: string,
  context: CredentialContext,
  request: Pick<HttpRequest, 'url' | 'headers' | 'body'>,
  help: string,
): Promise<Record<string, unknown>> {
  const whole: HttpRequest = { method: 'POST', responseTimeoutMs: 30_000, ...request };
  const silence = 'the login could not be renewed';
  const response = await sendRepeatedly(context, () => whole, {
    provider,
    silence,
    attempts: 3,
    after: 'unsent',
  });
  const answer = objectOf(response);
  const { status } = response;
  if (status >= 200 && status < 300 && answer !== undefined) return answer;
  const code = textMember(answer, 'error') ?? '';
  if (status === 400 && code === 'invalid_grant') throw new InvalidGrantError(code);
  const words = /^[a-z_]{1,40}$/.test(code) ? ` (${code})` : '';
  throw noCredentials(
    provider,
    `${silence}: HTTP ${status}${words}${status >= 500 ? '; if it lasts, ' : '; '}${help}`,
  );
}
