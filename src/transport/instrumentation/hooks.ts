import type { HttpResponse } from '../../types/http.js';
import type { Result } from '../result.js';

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
  /** Further headers by lower-case name; what is added before the attempt is sent goes with it, `x-*` signed. */
  readonly headers: Record<string, string>;
}

/** An attempt failed and another one follows. */
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
 * What can be hung onto calls. Observers are told; the functions `around…` are layers of an onion, the first given
 * the outermost: they can change what goes in and what comes out, or not call `next` at all.
 *
 * What a hook throws ends the call as it is.
 */
export interface Hooks {
  /** Before a call's first attempt. */
  onCall?(call: CallEvent): void | Promise<void>;
  /** Before each attempt, before it is signed. */
  onAttempt?(attempt: AttemptEvent): void | Promise<void>;
  /** Before the wait for another attempt. */
  onRetry?(retry: RetryEvent): void | Promise<void>;
  /** After a call failed for good. */
  onError?(failed: ErrorEvent): void | Promise<void>;
  /** Around a whole call; `next` can be given another request. */
  aroundCall?(
    call: CallEvent,
    next: (request?: Readonly<Record<string, unknown>>) => Promise<Result>,
  ): Promise<Result>;
  /** Around each attempt, from its credentials to its HTTP answer, whatever its status. */
  aroundAttempt?(attempt: AttemptEvent, next: () => Promise<HttpResponse>): Promise<HttpResponse>;
}
