import type { Credentials } from '../../types/credentials.js';
import {
  AbortedError,
  AuthenticationError,
  ConnectionError,
  ResponseParseError,
  ServiceError,
  ThrottlingError,
  TimeoutError,
  type TransportError,
} from '../../errors/index.js';
import { isDocumentedThrottling, isGatewayCode, isTransient } from '../service-error.js';
import type { RetryPolicy } from './retry-policy.js';

/** An attempt that gave no result, and what that means for another one. */
export interface Failure {
  readonly error: TransportError | ServiceError;
  /** By lower-case name; those of the response, if there was one. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the attempt was signed with, if it came to that. */
  readonly credentials?: Credentials | undefined;
  readonly apiKey?: string | undefined;
  readonly signedDate?: string;
  /** Whether another attempt would surely fail the same way, such as by a response that is too long. */
  readonly isFinal?: boolean;
}

/** Whether another attempt may succeed. */
export function isRetryable({ error, isFinal }: Failure, policy: RetryPolicy): boolean {
  if (isFinal === true) return false;
  if (error instanceof ServiceError)
    return error.retryable || policy.codes.includes(error.code) || policy.statuses.includes(error.status);
  if (error instanceof AbortedError) return false;
  if (error instanceof TimeoutError) return error.phase !== 'total';
  if (error instanceof ResponseParseError) {
    const { status = 0 } = error;
    // An unreadable 2xx is a response damaged on its way; a redirect is some gateway's, not the service's.
    return status === 429 || status < 400 || isTransient('', status) || policy.statuses.includes(status);
  }
  return true;
}

/**
 * Whether the service is proven to have done nothing, so that even a write without a token can be sent again.
 * `docs/transport.md` lists what counts as proof. A 503 is none, whoever wrote it and whatever its `Retry-After` says:
 * something behind the gateway may have acted before.
 */
export function isProvenUnprocessed(failure: Failure): boolean {
  const { error } = failure;
  if (error instanceof ConnectionError) return error.notSent;
  if (error instanceof TimeoutError) return error.phase === 'connect';
  if (error.status === 429) return true;
  if (!(error instanceof ServiceError)) return false;
  return isDocumentedThrottling(error.code) || isRefusedSignature(failure);
}

/** Whether the call was refused for how it was signed: with a status that says so, or a code of the gateway. */
function isRefusedSignature(failure: Failure): boolean {
  if (!isClockError(failure) && !isCredentialsExpiry(failure)) return false;
  const { status, code } = failure.error;
  return status === 401 || status === 403 || isGatewayCode(code);
}

/** Whether the service asks for fewer requests. */
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
