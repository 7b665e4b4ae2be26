import { staticCredentials } from '../auth/providers/source-provider.js';
import type { StsCall } from '../types/credentials.js';
import { prepareCall, type Result } from './call.js';
import { retryPolicy } from './retry/retry-policy.js';
import { sendCall } from './run-call.js';
import type { TransportContext } from './transport-context.js';

const retry = retryPolicy({ maxAttempts: 3, backoff: () => 1_000 });

/** No response of the STS is longer. */
const maxResponseBytes = 1024 * 1024;

/**
 * Sends a call to the STS for a credential provider: with the session's connections, time limits and clock, but
 * without its hooks, its further headers and its own endpoint.
 */
export function callSts(context: TransportContext, sts: StsCall): Promise<Result> {
  const { action, request, credentials, region, endpoint, signal } = sts;
  const isSigned = credentials !== undefined;
  const call = prepareCall(
    context.settings,
    {
      service: 'sts',
      version: '2018-01-01',
      action,
      method: isSigned ? 'GET' : 'POST',
      protocol: isSigned ? 'query' : 'form',
      // Asking again for keys changes nothing.
      isRead: true,
    },
    request,
    { region, endpoint, signal, maxResponseBytes },
  );
  const userAgent = call.headers['user-agent'];
  return sendCall(context, {
    ...call,
    retry,
    provider: isSigned ? staticCredentials(credentials) : undefined,
    headers: userAgent === undefined ? {} : { 'user-agent': userAgent },
  });
}
