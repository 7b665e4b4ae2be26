import { sign, type SignedRequest } from '../auth/signing/signer.js';
import { AbortedError, TimeoutError } from '../errors/index.js';
import { monotonicMs } from '../util/monotonic.js';
import { warnOfPlainHttp } from '../util/plain-http.js';
import type { Attempt, Call, SentAttempt } from './call.js';
import { checkedHeaders } from './checks.js';
import { credentialsOf } from './call-credentials.js';
import type { TransportContext } from './transport-context.js';

/** Rate limit, credentials, endpoint, signature, sending: everything that is done anew for each attempt. */
export async function sendAttempt(
  context: TransportContext,
  call: Call,
  attempt: Attempt,
): Promise<SentAttempt> {
  const { target, region, wire, timeouts, deadlineMs, signal } = call;
  const { rateLimiter, clock } = context;
  if (signal?.aborted) throw new AbortedError({}, signal.reason);
  if (rateLimiter !== undefined)
    await rateLimiter.acquire(rateLimitKey(call), { deadlineMs, totalMs: timeouts.totalMs, signal });
  const startedAtMs = monotonicMs(clock);
  const credentials =
    call.provider === undefined
      ? undefined
      : await credentialsOf(call, call.provider, context.credentialContext);
  const { origin, host } = context.endpointOf(target.service, region, call.endpoint);
  warnOfPlainHttp(origin, context.http, context.warn);
  const signedDate = credentials === undefined ? '' : context.serviceClock.signingDate();
  const { method, query, body, contentType } = wire;
  // A hook may have added to them.
  if (attempt.headers !== call.headers) checkedHeaders(attempt.headers);
  let headers: SignedRequest['headers'];
  if (credentials === undefined) headers = { 'content-type': contentType, ...attempt.headers };
  else {
    const signed = sign(
      { method, host, query, body, contentType, headers: attempt.headers },
      { credentials, region, service: target.service, dateTime: signedDate },
      context.signingKeys,
    );
    attempt.onSigned?.(origin, signed);
    headers = signed.headers;
  }
  const response = await context.http.send({
    method,
    url: `${origin}/?${query}`,
    headers,
    body,
    signal,
    connectTimeoutMs: timeouts.connectMs,
    responseTimeoutMs: timeouts.responseMs,
    totalTimeoutMs: leftMs(context, call),
    maxResponseBytes: call.maxResponseBytes,
    freshConnection: !call.isRepeatable,
  });
  return { response, credentials, signedDate, startedAtMs };
}

/** Each action of each service has a rate limit of its own. */
export function rateLimitKey({ target }: Call): string {
  return `${target.service}:${target.action}`;
}

/** The milliseconds until the call's deadline; 0: it has none. */
function leftMs({ clock }: TransportContext, { deadlineMs, timeouts }: Call): number {
  if (deadlineMs === Infinity) return 0;
  const left = deadlineMs - monotonicMs(clock);
  if (left <= 0) throw new TimeoutError('total', timeouts.totalMs);
  return left;
}
