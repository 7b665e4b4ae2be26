import { VolcengineError } from './volcengine-error.js';

/** What a service answered, and to which call. */
export interface ServiceErrorFacts {
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
  /** The answer as it was parsed. */
  readonly raw?: unknown;
}

/** The service refused the call. `code` is the service's own; subclasses sort the common ones. */
export class ServiceError extends VolcengineError {
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
  declare readonly raw: unknown;

  constructor(facts: ServiceErrorFacts, options?: ErrorOptions) {
    const marks = [
      ...(facts.requestId === undefined ? [] : [`request ${facts.requestId}`]),
      ...(facts.attempts > 1 ? [`${facts.attempts} attempts`] : []),
    ];
    const tail = marks.length > 0 ? ` (${marks.join(', ')})` : '';
    super(`${facts.action} failed: ${facts.code} — ${facts.serviceMessage}${tail}`, facts.code, options);
    this.codeN = facts.codeN;
    this.serviceMessage = facts.serviceMessage;
    this.status = facts.status;
    this.requestId = facts.requestId;
    this.service = facts.service;
    this.action = facts.action;
    this.region = facts.region;
    this.attempts = facts.attempts;
    this.retryable = facts.retryable;
    Object.defineProperty(this, 'raw', { value: facts.raw });
  }

  override toJSON(): Record<string, unknown> {
    const { codeN, status, requestId, service, action, region, attempts, retryable } = this;
    return { ...super.toJSON(), codeN, status, requestId, service, action, region, attempts, retryable };
  }
}
