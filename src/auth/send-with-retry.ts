import type { CredentialContext } from '../types/credentials.js';
import type { HttpRequest, HttpResponse } from '../types/http.js';
import { ConnectionError, TimeoutError, TransportError } from '../errors/index.js';
import { warnOfPlainHttp } from '../util/plain-http.js';
import { noCredentials } from './no-credentials.js';

/** No response of a credential service is longer. */
const maxResponseBytes = 1024 * 1024;

/** The response that ended the attempts. */
export interface LastResponse extends HttpResponse {
  /** How many times the request was sent, or its sending was tried. */
  readonly attempts: number;
}

/** The provider of a request, and how it is retried. */
export interface SendOptions {
  readonly provider: string;
  /** The words for a failure without a response: `the SSO portal did not respond`. */
  readonly noResponse: string;
  /** The most attempts, 1 s apart. */
  readonly maxAttempts: number;
  /** `unsent`: only when it surely never arrived, for requests whose token can be used once. */
  readonly retryAfter?: 'any failure' | 'unsent';
}

/**
 * Sends a provider's request over the session's connections, again when the failure may be temporary.
 *
 * @param request - the same for each attempt
 * @returns the last response, whatever its status
 * @throws {@link CredentialsError} when there was none, with the connection's error as the cause
 */
export async function sendWithRetry(
  context: CredentialContext,
  request: HttpRequest,
  { provider, noResponse, maxAttempts, retryAfter = 'any failure' }: SendOptions,
): Promise<LastResponse> {
  const { http, clock, signal, timeouts } = context;
  // The metadata service has no other scheme, and is on this machine's own link.
  if (!request.direct) warnOfPlainHttp(request.url, http, context.warn ?? (() => undefined));
  const limits = { maxResponseBytes, connectTimeoutMs: timeouts?.connectMs ?? 5_000 };
  for (let attempt = 1; ; attempt++) {
    try {
      const { status, headers, body } = await http.send({ ...limits, signal, ...request });
      const mayRecover = status >= 500 || status === 429;
      if (!mayRecover || attempt >= maxAttempts || retryAfter === 'unsent')
        return { status, headers, body, attempts: attempt };
    } catch (error) {
      if (!(error instanceof TransportError) || signal?.aborted) throw error;
      if (attempt >= maxAttempts || !isRetryable(error, retryAfter))
        throw noCredentials(provider, `${noResponse}: ${error.message}`, error);
    }
    await clock.sleep(1_000, signal);
  }
}

function isRetryable(error: unknown, retryAfter: SendOptions['retryAfter']): boolean {
  if (retryAfter === 'unsent') return error instanceof ConnectionError && error.notSent;
  return error instanceof ConnectionError || error instanceof TimeoutError;
}
