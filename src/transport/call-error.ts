import {
  AbortedError,
  ConnectionError,
  ResponseParseError,
  TimeoutError,
  type CallDetails,
  type ServiceError,
  type TransportError,
} from '../errors/index.js';
import { redactJsonText, redactTexts, redactText, secretsOf } from '../util/secrets.js';
import type { Call, SentAttempt } from './call.js';
import type { ParsedResponse } from './parse-response.js';
import { serviceError } from './service-error.js';

/** What errors report of a call, after so many attempts. */
export function callDetails({ target, region }: Call, attempts: number) {
  const { service, action } = target;
  return { service, action, region, attempts };
}

/** The error of a response that has no result. */
export function responseError(
  call: Call,
  attempts: number,
  { response, credentials }: SentAttempt,
  parsed: Exclude<ParsedResponse, { readonly kind: 'result' }>,
): ServiceError | TransportError {
  const { status, body } = response;
  const secrets = secretsOf(credentials, call.request);
  const details = {
    ...callDetails(call, attempts),
    status,
    requestId: parsed.requestId && redactText(parsed.requestId, secrets),
  };
  if (parsed.kind === 'unreadable') {
    const message = `${details.action} failed: the response, HTTP ${status}, ${parsed.why}`;
    const options = parsed.cause === undefined ? undefined : { cause: parsed.cause };
    const start = redactText(redactJsonText(body.slice(0, 500)), secrets);
    return new ResponseParseError(message, start, details, options);
  }
  // A service may repeat what it was sent.
  return serviceError({
    ...details,
    code: redactText(parsed.code, secrets),
    codeN: parsed.codeN,
    serviceMessage: redactText(parsed.message, secrets),
    raw: redactTexts(parsed.body, secrets),
  });
}

/**
 * The error of an attempt without a response, with what is known of its call. An attempt's own error does not know
 * the call: it comes from the HTTP handler, a provider or the rate limit.
 *
 * @param before - the error of the attempt before, which a call cut off at its deadline has as its cause
 */
export function sendingError(
  call: Call,
  attempts: number,
  error: TransportError,
  before: Error | undefined,
): TransportError {
  const { status, requestId } = error;
  const details: CallDetails = { ...callDetails(call, attempts), status, requestId };
  if (error instanceof AbortedError) return new AbortedError(details, error.cause);
  const isTotal = error instanceof TimeoutError && error.phase === 'total';
  const cause = error.cause ?? (isTotal ? before : undefined);
  const options = cause === undefined ? undefined : { cause };
  if (error instanceof TimeoutError) {
    const timeoutMs = isTotal ? call.timeouts.totalMs : error.timeoutMs;
    return new TimeoutError(error.phase, timeoutMs, details, options);
  }
  const message = `${call.target.action} failed: ${error.message}`;
  if (error instanceof ConnectionError) {
    const { notSent, wasStale } = error;
    return new ConnectionError(message, { ...details, notSent, wasStale }, options);
  }
  if (error instanceof ResponseParseError)
    return new ResponseParseError(message, error.bodyStart, details, options);
  return error;
}
