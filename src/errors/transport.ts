import { defineHidden } from '../util/define-method.js';
import { keepName, VolcengineError } from './volcengine-error.js';

/** The call that failed without a usable response, as far as it is known. */
export interface CallDetails {
  readonly service?: string | undefined;
  readonly action?: string | undefined;
  readonly region?: string | undefined;
  /** How many times the request was sent, or the client tried to send it. */
  readonly attempts?: number | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
}

/**
 * There was no usable response: base of {@link ConnectionError}, {@link TimeoutError}, {@link AbortedError} and
 * {@link ResponseParseError}.
 *
 * @example
 * ```ts
 * import { TransportError } from 'volcengine-fluent';
 * import { EcsClient } from 'volcengine-fluent/ecs';
 *
 * const ecs = new EcsClient({ region: 'cn-beijing' });
 * try {
 *   await ecs.describeInstances();
 * } catch (error) {
 *   if (!(error instanceof TransportError)) throw error;
 *   console.error(`${error.code} after ${error.attempts} attempts`, error.cause);
 * }
 * ```
 */
export class TransportError extends VolcengineError {
  static {
    keepName(this, 'TransportError');
  }

  readonly service: string | undefined;
  readonly action: string | undefined;
  readonly region: string | undefined;
  readonly attempts: number;
  readonly status: number | undefined;
  readonly requestId: string | undefined;

  constructor(message: string, code: string, call: CallDetails = {}, options?: ErrorOptions) {
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

/** The connection could not be made, or broke before the whole response was read; `cause` is the system's error. */
export class ConnectionError extends TransportError {
  static {
    keepName(this, 'ConnectionError');
  }

  /** Whether the request surely never reached the server, so that sending it again repeats nothing. */
  readonly notSent: boolean;
  /** Whether a kept connection broke before any byte of the response: usually the server had just closed it. */
  readonly wasStale: boolean;

  constructor(
    message: string,
    call: CallDetails & { readonly notSent?: boolean; readonly wasStale?: boolean } = {},
    options?: ErrorOptions,
  ) {
    super(message, 'ERR_CONNECTION', call, options);
    this.notSent = call.notSent ?? false;
    this.wasStale = call.wasStale ?? false;
  }
}

/**
 * `connect`: no connection in time; `response`: no whole response in time; `idle`: a stream that had begun was silent for
 * too long; `total`: the call with all its attempts took too long.
 */
export type TimeoutPhase = 'connect' | 'response' | 'idle' | 'total';

/**
 * A time limit ran out; `phase` says which.
 *
 * @example
 * ```ts
 * import { TimeoutError } from 'volcengine-fluent';
 * import { EcsClient } from 'volcengine-fluent/ecs';
 *
 * const ecs = new EcsClient({ region: 'cn-beijing' });
 * try {
 *   await ecs.describeInstances({}, { timeoutMs: 2_000 });
 * } catch (error) {
 *   if (!(error instanceof TimeoutError)) throw error;
 *   console.error(`${error.phase} timeout after ${error.timeoutMs} ms`);
 * }
 * ```
 */
export class TimeoutError extends TransportError {
  static {
    keepName(this, 'TimeoutError');
  }

  readonly phase: TimeoutPhase;
  readonly timeoutMs: number;

  constructor(phase: TimeoutPhase, timeoutMs: number, call: CallDetails = {}, options?: ErrorOptions) {
    const what = {
      connect: 'No connection',
      response: 'No complete response',
      idle: 'The stream was silent: no data',
      total: 'The call did not end',
    }[phase];
    const of = call.action === undefined ? '' : `${call.action} failed: `;
    super(`${of}${what} within ${timeoutMs} ms`, 'ERR_TIMEOUT', call, options);
    this.phase = phase;
    this.timeoutMs = timeoutMs;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), phase: this.phase, timeoutMs: this.timeoutMs };
  }
}

/** The caller's `AbortSignal` ended the call; `cause` is the signal's reason. */
export class AbortedError extends TransportError {
  static {
    keepName(this, 'AbortedError');
  }

  constructor(call: CallDetails = {}, reason?: unknown) {
    super(`${call.action ?? 'The call'} was aborted by its signal`, 'ERR_ABORTED', call, { cause: reason });
  }
}

/** Waits for a promise that a signal ends: when it rejects and the signal is aborted, with an {@link AbortedError}. */
export async function orAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  call: CallDetails = {},
): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw signal?.aborted ? new AbortedError(call, signal.reason) : error;
  }
}

/** The response is not one that the service gives: empty, HTML, cut off, or JSON without the envelope. */
export class ResponseParseError extends TransportError {
  static {
    keepName(this, 'ResponseParseError');
  }

  /** The first characters of the body, which show who responded. */
  declare readonly bodyStart: string;

  constructor(message: string, bodyStart: string, call: CallDetails = {}, options?: ErrorOptions) {
    super(message, 'ERR_RESPONSE_PARSE', call, options);
    defineHidden(this, 'bodyStart', bodyStart);
  }
}
