import { randomUUID } from 'node:crypto';
import { toProvider } from '../auth/providers/default-chain.js';
import type { ApiKeySource, CallOptions, CallTarget, WithMetadata } from '../types/call.js';
import type { CredentialProvider, Credentials } from '../types/credentials.js';
import type { HttpResponse, HttpStream } from '../types/http.js';
import type { TimeoutOptions } from '../types/timeouts.js';
import { ConfigError, RequestValidationError } from '../errors/index.js';
import type { Endpoint } from '../util/endpoint.js';
import { monotonicMs } from '../util/monotonic.js';
import type { SignedRequest } from '../auth/signing/signer.js';
import { checkedCount, checkedEndpoint, checkedHeaders, checkedRegion, checkedTimeouts } from './checks.js';
import { serialize, type WireRequest } from './protocols/serialize.js';
import { retryPolicy, type RetryPolicy } from './retry/retry-policy.js';
import type { TransportSettings } from './settings.js';

type Request = Readonly<Record<string, unknown>>;

/** The `Result` of an action. */
export type Result = Record<string, unknown> & WithMetadata;

/** One call, with everything that stays the same over its attempts. */
export interface Call {
  readonly target: CallTarget;
  /** With its idempotency token, if it has one. */
  readonly request: Request;
  readonly wire: WireRequest;
  readonly region: string;
  /** Undefined: the call is sent without a signature. */
  readonly provider: CredentialProvider | undefined;
  /** Sent in place of a signature. */
  readonly apiKey: ApiKeySource | undefined;
  /** The call's or the client's own; undefined: by the rules. */
  readonly endpoint: Endpoint | undefined;
  readonly retry: RetryPolicy;
  readonly timeouts: Required<TimeoutOptions>;
  /** By the monotonic reading of the session's clock; Infinity: none. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether sending it twice does nothing twice. */
  readonly isRepeatable: boolean;
  /** Whether its body can be read only once, so that no attempt can follow the first. */
  readonly isOneShot: boolean;
  /** Whether the body of a success is read as it comes. */
  readonly isStream: boolean;
  readonly maxResponseBytes: number;
  readonly wantsRawResponse: boolean;
}

/** One attempt of a call, before it is sent. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  /** By lower-case name: sent and, where the rules say so, signed. */
  readonly headers: Readonly<Record<string, string>>;
  /** The id that the attempt is sent with, where its target has a header for one. */
  readonly requestId?: string | undefined;
  /** Called with the request once it is signed, or has its key. */
  readonly onSigned?: (origin: string, signed: SentHeaders) => void;
}

/** The headers of a request, and what was signed, if anything was. */
export type SentHeaders = Pick<SignedRequest, 'headers'> & Partial<Pick<SignedRequest, 'stringToSign'>>;

/** An attempt that got a response, and how it was sent. */
export interface SentAttempt {
  readonly response: HttpResponse;
  /** Undefined: it was not signed, or a hook made the response up. */
  readonly credentials?: Credentials | undefined;
  /** The key that it was sent with in place of a signature. */
  readonly apiKey?: string | undefined;
  /** The body of a success that is read as it comes; then the response has none. */
  readonly stream?: HttpStream['body'] | undefined;
  /** Empty when it was not signed. */
  readonly signedDate: string;
  /** By the monotonic reading of the session's clock: after the wait for the rate limit. */
  readonly startedAtMs: number;
}

/** An attempt that gave a result. */
export interface Success {
  readonly result: unknown;
  readonly requestId: string | undefined;
  readonly response: HttpResponse;
  readonly sent: SentAttempt;
}

/**
 * Merges a call's options with the settings and serializes its request.
 *
 * @throws {@link ConfigError} for invalid options
 * @throws {@link RequestValidationError} for a request that has no form on the wire
 */
export function prepareCall(
  settings: TransportSettings,
  target: CallTarget,
  request: Request,
  options: CallOptions = {},
  isStream = false,
): Call {
  const timeouts = checkedTimeouts(options, settings.timeouts);
  const retry = retryPolicy(options.retry, settings.retry);
  const token = target.clientTokenMember;
  const apiKey = typeof options.apiKey === 'string' ? fixedKey(options.apiKey) : options.apiKey;
  const { query } = options;
  const wire = serialize(target, request, { query, isUnsigned: apiKey !== undefined });
  const isOneShot = wire.upload?.isRepeatable === false;
  return {
    target,
    request,
    wire,
    apiKey,
    isOneShot,
    isStream,
    region: regionOf(settings, options),
    provider: options.credentials === undefined ? settings.provider : toProvider(options.credentials),
    endpoint:
      options.endpoint === undefined ? settings.endpoint : checkedEndpoint(options.endpoint, settings.scheme),
    retry,
    timeouts,
    deadlineMs: timeouts.totalMs > 0 ? monotonicMs(settings.clock) + timeouts.totalMs : Infinity,
    signal: options.signal,
    headers:
      options.headers === undefined
        ? settings.headers
        : { ...settings.headers, ...checkedHeaders(options.headers) },
    isRepeatable:
      !isOneShot &&
      (target.isRead ||
        (retry.writeRetries !== 'never' &&
          (target.isRepeatable === true || (token !== undefined && isSet(request[token]))))),
    maxResponseBytes:
      options.maxResponseBytes === undefined
        ? settings.maxResponseBytes
        : checkedCount('maxResponseBytes', options.maxResponseBytes),
    wantsRawResponse: options.rawResponse === true,
  };
}

/** @throws {@link ConfigError} for a key that no header can hold; the message does not have it */
function fixedKey(key: string): ApiKeySource {
  if (!isApiKey(key)) throw new ConfigError('apiKey must be a text of printable ASCII characters');
  return { resolve: () => Promise.resolve(key) };
}

/** Whether a text can be sent as a bearer token. */
export function isApiKey(key: unknown): key is string {
  return typeof key === 'string' && /^[\x21-\x7e]+$/.test(key);
}

/** @throws {@link ConfigError} for a value that cannot be a region */
export function regionOf(settings: TransportSettings, options: CallOptions | undefined): string {
  return options?.region === undefined ? settings.region : checkedRegion(options.region);
}

/** The request with an idempotency token, if its action has one and neither the caller nor the settings say otherwise. */
export function withClientToken(
  settings: TransportSettings,
  { action, clientTokenMember: member }: CallTarget,
  request: Request,
  ownToken: string | false | undefined,
): Request {
  if (typeof ownToken === 'string') {
    if (member === undefined)
      throw new ConfigError(`${action} has no idempotency token: leave \`clientToken\` out`);
    if (!/^[\x21-\x7e]{1,64}$/.test(ownToken))
      throw new RequestValidationError(action, [
        { path: member, constraint: 'maxLength', message: 'must be 1 to 64 ASCII characters without spaces' },
      ]);
  }
  if (member === undefined || isSet(request[member])) return request;
  if (ownToken === false || (ownToken === undefined && !settings.clientToken)) return request;
  return { ...request, [member]: ownToken ?? randomUUID() };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
