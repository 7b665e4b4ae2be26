import type { CredentialSource } from './credentials.js';
import type { HttpMethod } from './http.js';
import type { TimeoutOptions } from './timeouts.js';

/** The action of a service that a call is for, and how it is sent. */
export interface CallTarget {
  /** The name for signing and endpoints: `rds_mysql`. */
  readonly service: string;
  readonly version: string;
  readonly action: string;
  readonly method: HttpMethod;
  /** Where the members of the request go: `multipart` is a form that can hold files. */
  readonly protocol: 'query' | 'form' | 'json' | 'multipart';
  /**
   * The encoded path of an API that has paths instead of actions: `/api/v3/files`. Such a call sends no `Action` and no
   * `Version`, its query repeats the name for each item of a list, and its response needs no envelope.
   */
  readonly path?: string | undefined;
  /** A header that gets a new id with each attempt, unless the call's own headers have it; errors name that id. */
  readonly requestIdHeader?: string | undefined;
  /**
   * Whether the service's own rules allow to send it twice although it is no read, as with a model's answer.
   *
   * @defaultValue false
   */
  readonly isRepeatable?: boolean | undefined;
  /**
   * Whether its texts belong to people, such as a prompt and its answer: neither is logged, and no error repeats them.
   */
  readonly isPrivate?: boolean | undefined;
  /** Whether it changes nothing, so that it is always safe to send it again. */
  readonly isRead: boolean;
  /** The request member of the idempotency token, if it has one. */
  readonly clientTokenMember?: string | undefined;
}

/**
 * How failed attempts are retried; see `RetryPolicy` for the defaults.
 *
 * @example
 * ```ts
 * import { Volcengine, type RetryOptions } from 'volcengine-fluent';
 *
 * const retry: RetryOptions = { maxAttempts: 6, maxDelayMs: 5_000, codes: ['OperationDenied.Busy'] };
 * const session = new Volcengine({ retry });
 * ```
 */
export interface RetryOptions {
  /** The most attempts of a call, the first one included. */
  readonly maxAttempts?: number | undefined;
  /** In milliseconds, for transient failures; throttled calls wait five times as long. */
  readonly baseDelayMs?: number | undefined;
  /** In milliseconds: no wait is longer, whatever `Retry-After` says. */
  readonly maxDelayMs?: number | undefined;
  /** Further error codes of the service to retry. */
  readonly codes?: readonly string[] | undefined;
  /** Further HTTP statuses to retry. */
  readonly statuses?: readonly number[] | undefined;
  /** Decides whether a failure is retried; undefined leaves the decision to the other options. */
  readonly shouldRetry?: ((failure: RetryFailure) => boolean | undefined) | undefined;
  readonly backoff?: 'none' | 'exponential' | 'full-jitter' | ((failure: RetryFailure) => number) | undefined;
  /**
   * When a write is sent again. `proven`: with an idempotency token, as a read is; without one, only when it is proven
   * that the service did not process it. `never`: not at all, with or without a token.
   *
   * @defaultValue `proven`
   */
  readonly writeRetries?: 'proven' | 'never' | undefined;
}

/** A failed attempt, for the functions of {@link RetryOptions}. */
export interface RetryFailure {
  readonly error: Error;
  /** 1 for the first. */
  readonly attempt: number;
  readonly isThrottling: boolean;
  /** Of the response by lower-case name; empty when there was none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A key that is sent as it is, as a bearer token, in place of a signature. */
export interface ApiKeySource {
  /** Gets the key; called for each attempt. */
  resolve(context: { readonly signal?: AbortSignal | undefined }): Promise<string>;
  /** Reports that the service refused the key; the next `resolve` gets another one if it can. */
  invalidate?(key: string): void;
}

/**
 * The options of one call; for omitted ones the client's apply.
 *
 * @example
 * ```ts
 * import { EcsClient } from 'volcengine-fluent/ecs';
 *
 * const ecs = new EcsClient({ region: 'cn-beijing' });
 * const signal = AbortSignal.timeout(5_000);
 * await ecs.describeInstances({}, { region: 'cn-shanghai', timeoutMs: 3_000, retry: false, signal });
 * ```
 */
export interface CallOptions {
  readonly region?: string | undefined;
  /** `https://host[:port]`, `http://…` or a bare host. */
  readonly endpoint?: string | undefined;
  readonly credentials?: CredentialSource | undefined;
  /** In milliseconds, for the whole call with all attempts: short for `timeouts.totalMs`. */
  readonly timeoutMs?: number | undefined;
  /** Sent as a bearer token in place of a signature. @defaultValue the call is signed */
  readonly apiKey?: string | ApiKeySource | undefined;
  /** Further members of the query. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly timeouts?: TimeoutOptions | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly retry?: RetryOptions | false | undefined;
  /** `false` sends the request unchecked. */
  readonly validate?: boolean | undefined;
  /** `send`: members unknown to the facts are sent instead of refused. */
  readonly unknownMembers?: 'refuse' | 'send' | undefined;
  /** Further headers; those that the signature needs cannot be replaced. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The idempotency token to use; `false` sends none. Undefined: one is made if the action has it. */
  readonly clientToken?: string | false | undefined;
  /** A longer response is a {@link ResponseParseError}. */
  readonly maxResponseBytes?: number | undefined;
  /** How much of this call is logged, if the client has a logger. */
  readonly logLevel?: 'off' | 'error' | 'warn' | 'info' | 'debug' | undefined;
  /** `true` keeps the unparsed HTTP response as `$metadata.rawResponse`. */
  readonly rawResponse?: boolean | undefined;
}

/** An unparsed HTTP response. */
export interface RawResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The details of a successful call; on every result as the non-enumerable `$metadata`. */
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
  /** Present when the call's option `rawResponse` is true. */
  readonly rawResponse?: RawResponse;
}

/** Every result has it besides its members. */
export interface WithMetadata {
  readonly $metadata: ResultMetadata;
}
