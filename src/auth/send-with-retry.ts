import type { CredentialContext } from '../types/credentials.js';
import type { HttpRequest, HttpResponse } from '../types/http.js';
import { ConnectionError, TimeoutError, TransportError } from '../errors/index.js';
import { noCredentials } from './no-credentials.js';

/** No answer of a credential service is longer. */
const maxResponseBytes = 1024 * 1024;

/** The answer that ended the attempts. */
export interface LastResponse extends HttpResponse {
  /** How many times the request was sent, or tried to be. */
  readonly attempts: number;
}

/** Whose request it is, and how it is repeated. */
export interface Repeating {
  readonly provider: string;
  /** What a failure without an answer means: `STS did not answer`. */
  readonly silence: string;
  /** How often it is sent at most, 1 s apart. */
  readonly attempts: number;
  /** `unsent`: only when it surely never arrived, for requests that spend what they send. */
  readonly after?: 'any failure' | 'unsent';
}

/**
 * Sends a provider's request over the session's connections, again when the failure may pass.
 *
 * @param make - Called for each attempt, since a signature carries its time.
 * @returns the last answer, whatever its status
 * @throws {@link CredentialsError} when there was none, with the connection's error as the cause
 */
export async function sendRepeatedly(
  context: CredentialContext,
  make: () => HttpRequest,
  { provider, silence, attempts, after = 'any failure' }: Repeating,
): Promise<LastResponse> {
  const { http, clock, signal, timeouts } = context;
  const limits = { maxResponseBytes, connectTimeoutMs: timeouts?.connectMs ?? 5_000 };
  for (let attempt = 1; ; attempt++) {
    try {
      const { status, headers, body } = await http.send({ ...limits, signal, ...make() });
      const mayPass = status >= 500 || status === 429;
      if (!mayPass || attempt >= attempts || after === 'unsent')
        return { status, headers, body, attempts: attempt };
    } catch (error) {
      if (!(error instanceof TransportError) || signal?.aborted) throw error;
      if (attempt >= attempts || !mayRepeat(error, after))
        throw noCredentials(provider, `${silence}: ${error.message}`, error);
    }
    await clock.sleep(1_000, signal);
  }
}

function mayRepeat(error: unknown, after: Repeating['after']): boolean {
  if (after === 'unsent') return error instanceof ConnectionError && error.notSent;
  return error instanceof ConnectionError || error instanceof TimeoutError;
}
