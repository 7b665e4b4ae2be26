import type { CredentialContext } from '../contracts/credentials.js';
import type { HttpRequest, HttpResponse } from '../contracts/http.js';
import { ConnectionError, TimeoutError } from '../errors/index.js';

/** No answer of a credential service is longer. */
const maxResponseBytes = 1024 * 1024;

/** The answer that ended the attempts. */
export interface LastResponse extends HttpResponse {
  /** How many times the request was sent, or tried to be. */
  readonly attempts: number;
}

/** How a provider's request is repeated. */
export interface Repeating {
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
 */
export async function sendRepeatedly(
  context: CredentialContext,
  make: () => HttpRequest,
  { attempts, after = 'any failure' }: Repeating,
): Promise<LastResponse> {
  const { http, clock, signal, timeouts } = context;
  const limits = { maxResponseBytes, connectTimeoutMs: timeouts?.connectMs ?? 5_000 };
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await http.send({ ...limits, signal, ...make() });
      const mayPass = response.status >= 500 || response.status === 429;
      if (!mayPass || attempt >= attempts || after === 'unsent') return { ...response, attempts: attempt };
    } catch (error) {
      if (attempt >= attempts || signal?.aborted || !mayRepeat(error, after)) throw error;
    }
    await clock.sleep(1_000, signal);
  }
}

function mayRepeat(error: unknown, after: Repeating['after']): boolean {
  if (after === 'unsent') return error instanceof ConnectionError && error.notSent;
  return error instanceof ConnectionError || error instanceof TimeoutError;
}
