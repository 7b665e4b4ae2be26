import { loadShared } from '../catalog/load.js';
import {
  AuthenticationError,
  ConflictError,
  InternalError,
  NotFoundError,
  PermissionError,
  QuotaError,
  ServiceError,
  ThrottlingError,
  type ServiceErrorDetails,
} from '../errors/index.js';

interface ErrorFacts {
  readonly throttling: readonly string[];
  readonly transient: readonly string[];
  readonly gateway: { readonly codes: Readonly<Record<string, number>> };
}

let codes: Readonly<Record<'throttling' | 'transient' | 'gateway', ReadonlySet<string>>> | undefined;

function knownCodes(): NonNullable<typeof codes> {
  if (codes === undefined) {
    const { throttling, transient, gateway } = loadShared<ErrorFacts>('errors');
    const documented = new Set(Object.keys(gateway.codes));
    codes = { throttling: new Set(throttling), transient: new Set(transient), gateway: documented };
  }
  return codes;
}

/** Whether a code is documented to mean that the gateway turned the call away, before the service saw it. */
export function isDocumentedThrottling(code: string): boolean {
  return knownCodes().throttling.has(code);
}

/** Whether a code is documented as one of the gateway's own. */
export function isGatewayCode(code: string): boolean {
  return knownCodes().gateway.has(code);
}

/** Whether an error response means too many calls. */
function isThrottling(code: string, status: number): boolean {
  return (
    status === 429 ||
    knownCodes().throttling.has(code) ||
    /^(Request)?Throttl|(Flow|Request|Rate)LimitExceeded$|^TooManyRequests$/i.test(code)
  );
}

/** Whether the same call is likely to succeed soon. */
export function isTransient(code: string, status: number): boolean {
  return knownCodes().transient.has(code) || isTransientStatus(status);
}

/** 408, and all of 5xx but those that say that the server will never do it. */
function isTransientStatus(status: number): boolean {
  return status === 408 || (status >= 500 && status !== 501 && status !== 505);
}

const isAuthentication =
  /^(MissingAuthenticationToken|MissingSignature|InvalidAccessKey|SignatureDoesNotMatch|InvalidClientTokenId|InvalidTimestamp|InvalidSecurityToken|InvalidToken)$|Token\w*Expired|Expired\w*Token/;

/** Codes say more than the status; the first that matches wins. */
const byCode: readonly (readonly [RegExp, typeof ServiceError])[] = [
  // An unknown action has status 404 too, but no resource is missing: a waiter must not take it for "deleted".
  [/^(InvalidActionOrVersion|InvalidAction|InvalidVersion|ServiceNotFound)$/, ServiceError],
  [isAuthentication, AuthenticationError],
  [
    /^(AccessDenied|LackPolicy|LackProjectPolicy|RequestForbidden|Forbidden)\b|AccountNotInWhitelist/,
    PermissionError,
  ],
  [/Quota|LimitExceed|Insufficient\.?Balance/, QuotaError],
  [/\.NotFound$|NotExist(s|ed)?$|NotFound$|^NotFound\./, NotFoundError],
  [
    /InUse$|InvalidStat(e|us)$|Invalid\w*Stat(e|us)$|Conflict|AlreadyExist|IdempotentParameterMismatch/,
    ConflictError,
  ],
];

const byStatus: Readonly<Record<number, typeof ServiceError>> = {
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
};

/** The error of an error response: its class by the code first, then by the status. */
export function serviceError(
  details: Omit<ServiceErrorDetails, 'retryable'>,
  options?: ErrorOptions,
): ServiceError {
  const { code, status } = details;
  const throttled = isThrottling(code, status);
  const Class = throttled ? ThrottlingError : classOf(code, status);
  return new Class({ ...details, retryable: throttled || isTransient(code, status) }, options);
}

function classOf(code: string, status: number): typeof ServiceError {
  for (const [pattern, Class] of byCode) if (pattern.test(code)) return Class;
  if (status >= 500 || /^Internal/.test(code) || knownCodes().transient.has(code)) return InternalError;
  return byStatus[status] ?? ServiceError;
}
