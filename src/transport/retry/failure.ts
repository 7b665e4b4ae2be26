import type { CallTarget } from '../../types/call.js';
import {
  AbortedError,
  AuthenticationError,
  ConnectionError,
  ResponseParseError,
  ServiceError,
  ThrottlingError,
  TimeoutError,
  type CallDetails,
  type TransportError,
} from '../../errors/index.js';
import { isTransient } from '../classify.js';
import type { RetryPolicy } from './retry-policy.js';

/** An attempt that gave no result, and what that means for another one. */
export interface Failure {
  readonly error: TransportError | ServiceError;
  /** By lower-case name; of the answer, where there was one. */
  readonly headers: Readonly<Record<string, string>>;
  /** What was signed with, where it came to that. */
  readonly signedDate: string;
  /** Surely the same on another attempt: an answer that is too long. */
  readonly isFinal?: boolean;
}

/** Whether it is likely to be gone on another attempt. */
export function mayPass({ error, isFinal }: Failure, policy: RetryPolicy): boolean {
  if (isFinal === true) return false;
  if (error instanceof ServiceError)
    return error.retryable || policy.codes.includes(error.code) || policy.statuses.includes(error.status);
  if (error instanceof AbortedError) return false;
  if (error instanceof TimeoutError) return error.phase !== 'total';
  if (error instanceof ResponseParseError) {
    const { status = 0 } = error;
    // A 2xx that can't be read is an answer lost on its way; a redirect is some gateway's, not the service's.
    return status === 429 || status < 400 || isTransient('', status) || policy.statuses.includes(status);
  }
  return true;
}

/** Refusals of the gateway, which come before the service has seen the request. */
const gatewayCodes = new Set(['ServiceUnavailableTemp', 'FailToConnect']);

/** Whether the service surely did nothing, so that even a write without a token can be sent again. */
export function wasNotProcessed({ error, headers }: Failure): boolean {
  if (error instanceof ConnectionError) return error.notSent;
  if (error instanceof TimeoutError) return error.phase === 'connect';
  if (error instanceof ThrottlingError || isThrottled(error)) return true;
  // Who says when to come back has turned the request away.
  if (error.status === 503 && headers['retry-after'] !== undefined) return true;
  return error instanceof ServiceError && gatewayCodes.has(error.code);
}

/** Whether the failure is a call for fewer requests. */
export function isThrottled(error: Error): boolean {
  return error instanceof ThrottlingError || (error instanceof ResponseParseError && error.status === 429);
}

/** Whether the date of the signature was refused. */
export function isClockError({ error }: Failure): boolean {
  return error instanceof AuthenticationError && error.code === 'InvalidTimestamp';
}

/** Whether the keys or their token are no longer accepted. */
export function isCredentialsExpiry({ error }: Failure): boolean {
  return (
    error instanceof AuthenticationError &&
    /^(InvalidClientTokenId|InvalidAccessKey|InvalidSecurityToken|InvalidToken)$|Expired/.test(error.code)
  );
}

/** The same error with what is known of the call, made where the caller's own stack can still be seen. */
export function withCallFacts(error: TransportError, target: CallTarget, facts: CallDetails): TransportError {
  const { service, action } = target;
  const { status, requestId } = error;
  const call = { service, action, status, requestId, ...facts };
  const options = error.cause === undefined ? undefined : { cause: error.cause };
  if (error instanceof AbortedError) return new AbortedError(call, error.cause);
  if (error instanceof TimeoutError) return new TimeoutError(error.phase, error.timeoutMs, call, options);
  const message = `${action} failed: ${error.message}`;
  if (error instanceof ConnectionError) {
    const { notSent, wasStale } = error;
    return new ConnectionError(message, { ...call, notSent, wasStale }, options);
  }
  if (error instanceof ResponseParseError)
    return new ResponseParseError(message, error.bodyStart, call, options);
  return error;
}
