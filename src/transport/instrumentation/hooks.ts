import type { HttpResponse } from '../../types/http.js';
import type { Result } from '../call.js';

/** A call, as hooks and the channel `volcengine:call` see it: the same object from its start to its end. */
export interface CallEvent {
  readonly service: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  /** In wire names, with the idempotency token. It may hold secrets. */
  readonly request: Readonly<Record<string, unknown>>;
}

/** An attempt of a call: the same object from its start to its end. */
export interface AttemptEvent {
  readonly call: CallEvent;
  /** 1 for the first. */
  readonly number: number;
  /** Further headers by lower-case name. Headers added before the attempt is sent go with it; `x-*` are signed. */
  readonly headers: Record<string, string>;
}

/** An attempt failed, and another one follows. */
export interface RetryEvent {
  readonly call: CallEvent;
  /** Of the attempt that failed. */
  readonly number: number;
  readonly error: Error;
  /** In milliseconds, until the next attempt. */
  readonly delayMs: number;
}

/** A call ended with an error. */
export interface ErrorEvent {
  readonly call: CallEvent;
  readonly error: unknown;
  readonly durationMs: number;
}

/**
 * Functions that run around the calls of a session. The functions `on…` observe. The functions `around…` wrap each
 * other, the hooks that were added first outermost: they can change the request and the result, or not call `next`.
 *
 * An error that a hook throws ends the call unchanged.
 *
 * @example
 * ```ts
 * import { Volcengine } from 'volcengine-fluent';
 *
 * const session = new Volcengine();
 * const remove = session.use({
 *   onRetry: ({ call, number, error }) => console.warn(`${call.action}, attempt ${number}: ${error.message}`),
 *   async aroundCall(call, next) {
 *     const startedAt = performance.now();
 *     try {
 *       return await next();
 *     } finally {
 *       console.log(call.action, performance.now() - startedAt);
 *     }
 *   },
 * });
 * remove();
 * ```
 */
export interface Hooks {
  /** Before a call's first attempt. */
  onCall?(call: CallEvent): void | Promise<void>;
  /** Before each attempt, before it is signed. */
  onAttempt?(attempt: AttemptEvent): void | Promise<void>;
  /** Before the wait for another attempt. */
  onRetry?(retry: RetryEvent): void | Promise<void>;
  /** After a call has failed, retries included. */
  onError?(failed: ErrorEvent): void | Promise<void>;
  /** Around a whole call; `next` accepts another request. */
  aroundCall?(
    call: CallEvent,
    next: (request?: Readonly<Record<string, unknown>>) => Promise<Result>,
  ): Promise<Result>;
  /** Around each attempt, from its credentials to its HTTP response, whatever the status. */
  aroundAttempt?(attempt: AttemptEvent, next: () => Promise<HttpResponse>): Promise<HttpResponse>;
}
