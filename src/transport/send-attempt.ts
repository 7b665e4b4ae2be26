import { createHash } from 'node:crypto';
import { sign } from '../auth/signing/signer.js';
import { AbortedError, ConfigError, CredentialsError, TimeoutError } from '../errors/index.js';
import type { ApiKeySource } from '../types/call.js';
import type { Credentials } from '../types/credentials.js';
import type { HttpResponse, HttpStream, HttpStreamRequest, StreamedBody } from '../types/http.js';
import { monotonicMs } from '../util/monotonic.js';
import { warnOfPlainHttp } from '../util/plain-http.js';
import { isApiKey, type Attempt, type Call, type SentAttempt, type SentHeaders } from './call.js';
import { checkedHeaders } from './checks.js';
import { credentialsOf } from './call-credentials.js';
import { textOf } from './streams/text-of.js';
import type { TransportContext } from './transport-context.js';
import { withinLimits } from './within-limits.js';

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
  const apiKey = call.apiKey === undefined ? undefined : await keyOf(context, call, call.apiKey);
  const credentials =
    call.provider === undefined || apiKey !== undefined
      ? undefined
      : await credentialsOf(call, call.provider, context.credentialContext);
  const { origin, host } = context.endpointOf(target.service, region, call.endpoint);
  warnOfPlainHttp(origin, context.http, context.warn);
  const signedDate = credentials === undefined ? '' : context.serviceClock.signingDate();
  // A hook may have added to them.
  if (attempt.headers !== call.headers) checkedHeaders(attempt.headers);
  const { headers, stringToSign } =
    credentials === undefined
      ? unsigned(call, attempt, apiKey)
      : await signed(context, call, attempt, { credentials, host, dateTime: signedDate });
  if (credentials !== undefined || apiKey !== undefined)
    attempt.onSigned?.(origin, stringToSign === undefined ? { headers } : { headers, stringToSign });
  const { method, path, query, body } = wire;
  const request = {
    method,
    url: query === '' && target.path !== undefined ? `${origin}${path}` : `${origin}${path}?${query}`,
    headers,
    body,
    signal,
    connectTimeoutMs: timeouts.connectMs,
    responseTimeoutMs: timeouts.responseMs,
    totalTimeoutMs: leftMs(context, call),
    maxResponseBytes: call.maxResponseBytes,
    freshConnection: !call.isRepeatable,
  };
  const sent = { credentials, apiKey, signedDate, startedAtMs };
  if (wire.upload === undefined && !call.isStream)
    return { ...sent, response: await context.http.send(request) };
  const opened = await open(context, call, request, wire.upload);
  const { status, headers: received } = opened;
  if (call.isStream && status >= 200 && status < 300)
    return { ...sent, response: { status, headers: received, body: '' }, stream: opened.body };
  const response: HttpResponse = {
    status,
    headers: received,
    body: await textOf(opened.body, call.maxResponseBytes, status),
  };
  return { ...sent, response };
}

/** Each action of each service has a rate limit of its own. */
export function rateLimitKey({ target }: Call): string {
  return `${target.service}:${target.action}`;
}

async function keyOf(context: TransportContext, call: Call, source: ApiKeySource): Promise<string> {
  const { deadlineMs, timeouts, signal } = call;
  const key = await withinLimits(
    () => source.resolve({ signal }),
    { deadlineMs, totalMs: timeouts.totalMs, signal },
    context.clock,
  );
  if (isApiKey(key)) return key;
  const reason = 'what it returned is not the text of a key';
  throw new CredentialsError(`The call has no API key: ${reason}`, [{ provider: 'apiKey', reason }]);
}

function unsigned({ wire }: Call, attempt: Attempt, apiKey: string | undefined): SentHeaders {
  const { body, upload, contentType } = wire;
  const headers: Record<string, string> = { ...attempt.headers };
  const hasBody = body !== '' || upload !== undefined;
  if (apiKey === undefined || hasBody) headers['content-type'] = contentType;
  if (apiKey !== undefined) headers['authorization'] = `Bearer ${apiKey}`;
  return { headers: withLength(headers, upload) };
}

async function signed(
  context: TransportContext,
  { wire, region, target }: Call,
  attempt: Attempt,
  { credentials, host, dateTime }: { credentials: Credentials; host: string; dateTime: string },
): Promise<SentHeaders> {
  const { method, path, query, body, upload, contentType } = wire;
  const bodyHash = upload === undefined ? undefined : await hashOf(upload);
  const { headers, stringToSign } = sign(
    { method, host, path, query, body, bodyHash, contentType, headers: attempt.headers },
    { credentials, region, service: target.service, dateTime },
    context.signingKeys,
  );
  return { headers: withLength(headers, upload), stringToSign };
}

function withLength(
  headers: SentHeaders['headers'],
  upload: StreamedBody | undefined,
): SentHeaders['headers'] {
  return upload?.length === undefined ? headers : { ...headers, 'content-length': String(upload.length) };
}

/** A signature covers the body, which therefore is read once before it is sent. */
async function hashOf(upload: StreamedBody): Promise<string> {
  if (!upload.isRepeatable)
    throw new ConfigError(
      'A signed call cannot send a stream, which can be read only once: pass a path, a Blob or bytes, or an apiKey',
    );
  const digest = createHash('sha256');
  for await (const part of upload.open()) digest.update(part);
  return digest.digest('hex');
}

/** @throws {@link ConfigError} when the session's own handler has no `open` */
function open(
  { http }: TransportContext,
  { target }: Call,
  request: HttpStreamRequest,
  upload: StreamedBody | undefined,
): Promise<HttpStream> {
  if (http.open === undefined)
    throw new ConfigError(
      `${target.action} streams, and the session's HTTP handler cannot: give it a method "open"`,
    );
  return http.open(upload === undefined ? request : { ...request, body: upload });
}

/** The milliseconds until the call's deadline; 0: it has none. */
function leftMs({ clock }: TransportContext, { deadlineMs, timeouts }: Call): number {
  if (deadlineMs === Infinity) return 0;
  const left = deadlineMs - monotonicMs(clock);
  if (left <= 0) throw new TimeoutError('total', timeouts.totalMs);
  return left;
}
