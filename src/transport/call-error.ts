import {
  AbortedError,
  ConnectionError,
  ResponseParseError,
  TimeoutError,
  type CallDetails,
  type ServiceError,
  type ServiceErrorDetails,
  type TransportError,
} from '../errors/index.js';
import { mapTexts, redactJsonText, redactText, secretsOf } from '../util/secrets.js';
import { privateTexts, withoutPrivateTexts } from '../util/private-text.js';
import type { Call, SentAttempt } from './call.js';
import type { ParsedResponse, RefusedResponse } from './parse-response.js';
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
  sent: Pick<SentAttempt, 'response' | 'credentials' | 'apiKey'>,
  parsed: Exclude<ParsedResponse, { readonly kind: 'result' }>,
): ServiceError | TransportError {
  const { status, body } = sent.response;
  const redacted = redactorOf(call, sent);
  const details = {
    ...callDetails(call, attempts),
    status,
    requestId: parsed.requestId && redacted(parsed.requestId),
  };
  if (parsed.kind === 'unreadable') {
    const message = `${details.action} failed: the response, HTTP ${status}, ${parsed.why}`;
    const { cause } = parsed;
    // The error of a parser quotes what it could not parse.
    const options = cause === undefined || call.target.isPrivate === true ? undefined : { cause };
    const isAnswer = call.target.isPrivate === true && status < 300;
    const start = isAnswer ? '' : redacted(redactJsonText(body.slice(0, 500)));
    return new ResponseParseError(message, start, details, options);
  }
  return refusalError(call, details, parsed, redacted);
}

/** The error of a service that refuses a call, in its response or in the middle of it. */
export function refusalError(
  call: Call,
  details: Omit<ServiceErrorDetails, 'retryable' | 'code' | 'serviceMessage'>,
  { code, codeN, message, type, param, body }: RefusedResponse,
  redacted: Redactor,
): ServiceError {
  // A service may repeat what it was sent.
  return serviceError({
    ...details,
    code: redacted(code),
    codeN,
    serviceMessage: redacted(message),
    type: type && redacted(type),
    param: param && redacted(param),
    raw: call.target.isPrivate === true ? undefined : mapTexts(body, redacted),
  });
}

/** Takes out of a text what no error may repeat. */
export type Redactor = (text: string) => string;

/** The redactor of a call: its keys, its secret members and, of a private one, all that a person wrote. */
export function redactorOf(
  call: Call,
  { credentials, apiKey }: Pick<SentAttempt, 'credentials' | 'apiKey'>,
): Redactor {
  const secrets = [...secretsOf(credentials, call.request), apiKey];
  if (call.target.isPrivate !== true) return (text) => redactText(text, secrets);
  const privates = privateTexts(call.request);
  return (text) => withoutPrivateTexts(redactText(text, secrets), privates);
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
  sentId?: string,
): TransportError {
  const { status, requestId = sentId } = error;
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
