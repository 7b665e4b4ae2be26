import { defineHidden } from '../util/define-method.js';
import { keepName, VolcengineError } from './volcengine-error.js';

/** A service's error response, and the call that it belongs to. */
export interface ServiceErrorDetails {
  /** The service's code, as it came: `InvalidInstance.NotFound`. */
  readonly code: string;
  readonly codeN?: number | undefined;
  readonly serviceMessage: string;
  readonly status: number;
  readonly requestId?: string | undefined;
  readonly service: string;
  readonly action: string;
  readonly region: string;
  readonly attempts: number;
  readonly retryable: boolean;
  /** The item that failed, if the call changes several and the response reports each. */
  readonly itemId?: string | undefined;
  /** The service's family of the error, where it names one: `BadRequest`. */
  readonly type?: string | undefined;
  /** The member of the request that the error is about, where the service names it. */
  readonly param?: string | undefined;
  /** The parsed response. */
  readonly raw?: unknown;
}

/**
 * The service refused the call. `code` is the service's own; the subclasses sort the common ones.
 *
 * @example
 * ```ts
 * import { ServiceError } from 'volcengine-fluent';
 * import { EcsClient } from 'volcengine-fluent/ecs';
 *
 * const ecs = new EcsClient({ region: 'cn-beijing' });
 * try {
 *   await ecs.startInstance({ InstanceId: 'i-1' });
 * } catch (error) {
 *   if (!(error instanceof ServiceError)) throw error;
 *   console.error(error.code, error.requestId, error.retryable);
 * }
 * ```
 */
export class ServiceError extends VolcengineError {
  static {
    keepName(this, 'ServiceError');
  }

  readonly codeN: number | undefined;
  /** The service's own words. */
  readonly serviceMessage: string;
  /** The HTTP status; an error can come with 200. */
  readonly status: number;
  readonly requestId: string | undefined;
  readonly service: string;
  readonly action: string;
  readonly region: string;
  readonly attempts: number;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** The item that failed, if a response with HTTP 200 reports failures of single items. */
  readonly itemId: string | undefined;
  /** The service's family of the error, where it names one: `BadRequest`. */
  readonly type: string | undefined;
  /** The member of the request that the error is about, where the service names it. */
  readonly param: string | undefined;
  declare readonly raw: unknown;

  constructor(details: ServiceErrorDetails, options?: ErrorOptions) {
    super(messageOf(details), details.code, options);
    this.codeN = details.codeN;
    this.serviceMessage = details.serviceMessage;
    this.status = details.status;
    this.requestId = details.requestId;
    this.service = details.service;
    this.action = details.action;
    this.region = details.region;
    this.attempts = details.attempts;
    this.retryable = details.retryable;
    this.itemId = details.itemId;
    this.type = details.type;
    this.param = details.param;
    defineHidden(this, 'raw', details.raw);
  }

  override toJSON(): Record<string, unknown> {
    const { codeN, status, requestId, service, action, region, attempts, retryable, itemId } = this;
    const { type, param } = this;
    return {
      ...super.toJSON(),
      codeN,
      status,
      requestId,
      service,
      action,
      region,
      attempts,
      retryable,
      itemId,
      ...(type !== undefined && { type }),
      ...(param !== undefined && { param }),
    };
  }
}

function messageOf({
  action,
  code,
  serviceMessage,
  requestId,
  attempts,
  itemId,
}: ServiceErrorDetails): string {
  const marks = [
    ...(requestId === undefined ? [] : [`request ${requestId}`]),
    ...(attempts > 1 ? [`${attempts} attempts`] : []),
  ];
  const tail = marks.length > 0 ? ` (${marks.join(', ')})` : '';
  const item = itemId === undefined ? '' : ` for ${itemId}`;
  return `${action} failed${item}: ${code} — ${serviceMessage}${tail}`;
}

/** The keys, the token, the signature or its date were not accepted. */
export class AuthenticationError extends ServiceError {
  static {
    keepName(this, 'AuthenticationError');
  }
}

/** The caller is known but may not do this. */
export class PermissionError extends ServiceError {
  static {
    keepName(this, 'PermissionError');
  }
}

/** The resource does not exist, or not yet. */
export class NotFoundError extends ServiceError {
  static {
    keepName(this, 'NotFoundError');
  }

  /** Whether the SDK concluded it from a response without the resource; else the service said so. */
  readonly isConcluded: boolean;

  constructor(details: ServiceErrorDetails & { readonly isConcluded?: boolean }, options?: ErrorOptions) {
    super(details, options);
    this.isConcluded = details.isConcluded ?? false;
  }
}

/** The state of a resource does not allow this now: in use, wrong status, exists already, another operation under way. */
export class ConflictError extends ServiceError {
  static {
    keepName(this, 'ConflictError');
  }
}

/** Too many calls; the same call succeeds later. */
export class ThrottlingError extends ServiceError {
  static {
    keepName(this, 'ThrottlingError');
  }
}

/** A quota or a balance is used up; repeating the call does not help. */
export class QuotaError extends ServiceError {
  static {
    keepName(this, 'QuotaError');
  }
}

/** The service failed inside, or something behind the gateway did. */
export class InternalError extends ServiceError {
  static {
    keepName(this, 'InternalError');
  }
}
