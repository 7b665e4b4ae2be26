import type { CredentialSource } from './credentials.js';
import type { TimeoutOptions } from './timeouts.js';

/** Which action of which service a call is for, and how it goes on the wire. */
export interface CallTarget {
  /** The name for signing and endpoints: `rds_mysql`. */
  readonly service: string;
  readonly version: string;
  readonly action: string;
  readonly method: 'GET' | 'POST';
  readonly protocol: 'query' | 'form' | 'json';
  /** Whether it changes nothing, so that repeating it is always safe. */
  readonly isRead: boolean;
  /** The input's idempotency member, where it has one. */
  readonly clientTokenMember?: string | undefined;
}

/** How failed attempts are repeated; see the transport's `RetryPolicy` for the defaults. */
export interface RetryOptions {
  /** How many times a call is sent at most, the first one included. */
  readonly maxAttempts?: number;
  /** In milliseconds, for transient failures; throttled calls wait five times as long. */
  readonly baseDelayMs?: number;
  /** In milliseconds: no wait is longer, whatever `Retry-After` says. */
  readonly maxDelayMs?: number;
  /** Further error codes of the service to retry. */
  readonly codes?: readonly string[];
  /** Further HTTP statuses to retry. */
  readonly statuses?: readonly number[];
  /** The last word on whether a failure is retried, where it gives one. */
  readonly shouldRetry?: (failure: RetryFailure) => boolean | undefined;
  readonly backoff?: 'none' | 'exponential' | 'full-jitter' | ((failure: RetryFailure) => number);
  /** `always`: writes without an idempotency token are repeated even when the first may have been processed. */
  readonly writes?: 'safe' | 'always';
}

/** A failed attempt, for the functions of {@link RetryOptions}. */
export interface RetryFailure {
  readonly error: Error;
  /** 1 for the first. */
  readonly attempt: number;
  readonly isThrottling: boolean;
}

/** What one call can have of its own; everything else is as the client has it. */
export interface CallOptions {
  readonly region?: string | undefined;
  /** `https://host[:port]`, `http://…` or a bare host. */
  readonly endpoint?: string | undefined;
  readonly credentials?: CredentialSource | undefined;
  /** In milliseconds, for the whole call with all attempts: short for `timeouts.totalMs`. */
  readonly timeoutMs?: number | undefined;
  readonly timeouts?: TimeoutOptions | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly retry?: RetryOptions | false | undefined;
  /** `false` sends the request unchecked. */
  readonly validate?: boolean | undefined;
  /** `send`: members that the facts don't know are sent instead of refused. */
  readonly unknownMembers?: 'refuse' | 'send' | undefined;
  /** Further headers; those that the signature needs can't be replaced. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The idempotency token to use; `false` sends none. Unset: one is made where the action has it. */
  readonly clientToken?: string | false | undefined;
  /** A longer answer is a {@link ResponseParseError}. */
  readonly maxResponseBytes?: number | undefined;
  /** How much of this call is logged, where the client has a logger. */
  readonly logLevel?: 'off' | 'error' | 'warn' | 'info' | 'debug' | undefined;
  /** `true` keeps the HTTP answer as it came, as `$metadata.rawResponse`. */
  readonly rawResponse?: boolean | undefined;
}

/** An HTTP answer as it came. */
export interface RawResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is known of a call that succeeded; on every result as the non-enumerable `$metadata`. */
export interface ResultMetadata {
  readonly requestId: string | undefined;
  readonly service: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  readonly httpStatus: number;
  readonly attempts: number;
  /** In milliseconds: the waits between attempts. */
  readonly totalDelayMs: number;
  /** Where the call's `rawResponse` asked for it. */
  readonly rawResponse?: RawResponse;
}

/** What every answer carries besides its members. */
export interface WithMetadata {
  readonly $metadata: ResultMetadata;
}
