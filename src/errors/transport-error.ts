import { VolcengineError } from './volcengine-error.js';

/** What is known of the call when it failed without a usable answer. */
export interface CallFacts {
  readonly service?: string | undefined;
  readonly action?: string | undefined;
  readonly region?: string | undefined;
  /** How many times the request was sent, or tried to be. */
  readonly attempts?: number | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
}

/** There was no usable answer: base of {@link ConnectionError}, {@link TimeoutError}, {@link AbortedError} and {@link ResponseParseError}. */
export class TransportError extends VolcengineError {
  readonly service: string | undefined;
  readonly action: string | undefined;
  readonly region: string | undefined;
  readonly attempts: number;
  readonly status: number | undefined;
  readonly requestId: string | undefined;

  constructor(message: string, code: string, call: CallFacts = {}, options?: ErrorOptions) {
    super(message, code, options);
    this.service = call.service;
    this.action = call.action;
    this.region = call.region;
    this.attempts = call.attempts ?? 1;
    this.status = call.status;
    this.requestId = call.requestId;
  }

  override toJSON(): Record<string, unknown> {
    const { service, action, region, attempts, status, requestId } = this;
    return { ...super.toJSON(), service, action, region, attempts, status, requestId };
  }
}
