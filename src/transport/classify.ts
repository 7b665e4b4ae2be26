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
}

let facts: { readonly throttling: ReadonlySet<string>; readonly transient: ReadonlySet<string> } | undefined;

function known(): NonNullable<typeof facts> {
  if (facts === undefined) {
    const { throttling, transient } = loadShared<ErrorFacts>('errors');
    facts = { throttling: new Set(throttling), transient: new Set(transient) };
  }
  return facts;
}

/** Whether a refusal means: too many calls, come back later. */
export function isThrottling(code: string, status: number): boolean {
  return (
    status === 429 ||
    known().throttling.has(code) ||
    /^(Request)?Throttl|(Flow|Request|Rate)LimitExceeded$|^TooManyRequests$/i.test(code)
  );
}

/** Whether the failure is likely to be gone soon. */
export function isTransient(code: string, status: number): boolean {
  return known().transient.has(code) || [500, 502, 503, 504].includes(status);
}

const isAuthentication =
  /^(MissingAuthenticationToken|MissingSignature|InvalidAccessKey|SignatureDoesNotMatch|InvalidClientTokenId|InvalidTimestamp|InvalidSecurityToken|InvalidToken)$|Token\w*Expired|Expired\w*Token/;

/** Codes whose meaning is surer than their status; the first that matches wins. */
const byCode: readonly (readonly [RegExp, typeof ServiceError])[] = [
  // A wrong address has a 404 too, but nothing that was looked for is missing: a waiter must not take it for "gone".
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

/** Makes the error that a refusal is, by its code first, then its status. */
export function serviceError(
  given: Omit<ServiceErrorDetails, 'retryable'>,
  options?: ErrorOptions,
): ServiceError {
  const { code, status } = given;
  const throttled = isThrottling(code, status);
  const Class = throttled ? ThrottlingError : classOf(code, status);
  return new Class({ ...given, retryable: throttled || isTransient(code, status) }, options);
}

function classOf(code: string, status: number): typeof ServiceError {
  for (const [pattern, Class] of byCode) if (pattern.test(code)) return Class;
  if (status >= 500 || /^Internal/.test(code) || known().transient.has(code)) return InternalError;
  return byStatus[status] ?? ServiceError;
}
