import { randomUUID } from 'node:crypto';
import { toProvider } from '../auth/resolve-credentials.js';
import type { CallOptions, CallTarget, TimeoutOptions } from '../types/call.js';
import type { CredentialProvider } from '../types/credentials.js';
import { ConfigError, RequestValidationError } from '../errors/index.js';
import { parseEndpoint, type Endpoint } from './endpoint.js';
import { checkedCount, checkedHeaders, checkedRegion, checkedTimeouts } from './checks.js';
import { serialize, type WireRequest } from './protocols/serialize.js';
import { retryPolicy, type RetryPolicy } from './retry/retry-policy.js';
import type { TransportSettings } from './settings.js';

type Request = Readonly<Record<string, unknown>>;

/** One call, with everything that stays the same over its attempts. */
export interface Call {
  readonly target: CallTarget;
  /** With its idempotency token, where it has one. */
  readonly request: Request;
  readonly wire: WireRequest;
  readonly region: string;
  readonly provider: CredentialProvider;
  /** The call's or the client's own; unset: by the rules. */
  readonly endpoint: Endpoint | undefined;
  readonly retry: RetryPolicy;
  readonly timeouts: Required<TimeoutOptions>;
  /** By the session's clock, in milliseconds since 1970. */
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether sending it twice does nothing twice. */
  readonly isRepeatable: boolean;
  readonly maxResponseBytes: number;
  readonly wantsRawResponse: boolean;
}

/**
 * Lays a call's options over the settings and puts its request into bytes.
 *
 * @throws {@link ConfigError} for options that are none
 * @throws {@link RequestValidationError} for a request that has no form on the wire
 */
export function prepareCall(
  settings: TransportSettings,
  target: CallTarget,
  request: Request,
  options: CallOptions = {},
): Call {
  const timeouts = checkedTimeouts(options, settings.timeouts);
  const retry = retryPolicy(options.retry, settings.retry);
  const token = target.clientTokenMember;
  return {
    target,
    request,
    wire: serialize(target, request),
    region: options.region === undefined ? settings.region : checkedRegion(options.region),
    provider: options.credentials === undefined ? settings.provider : toProvider(options.credentials),
    endpoint:
      options.endpoint === undefined ? settings.endpoint : parseEndpoint(options.endpoint, settings.scheme),
    retry,
    timeouts,
    deadline: timeouts.totalMs > 0 ? settings.clock.now() + timeouts.totalMs : Infinity,
    signal: options.signal,
    headers:
      options.headers === undefined
        ? settings.headers
        : { ...settings.headers, ...checkedHeaders(options.headers) },
    isRepeatable:
      target.isRead || retry.writes === 'always' || (token !== undefined && isSet(request[token])),
    maxResponseBytes:
      options.maxResponseBytes === undefined
        ? settings.maxResponseBytes
        : checkedCount('maxResponseBytes', options.maxResponseBytes),
    wantsRawResponse: options.rawResponse === true,
  };
}

/** The request with an idempotency token, where its action has one and neither the caller nor the settings say otherwise. */
export function withClientToken(
  settings: TransportSettings,
  { action, clientTokenMember: member }: CallTarget,
  request: Request,
  own: string | false | undefined,
): Request {
  if (typeof own === 'string') {
    if (member === undefined)
      throw new ConfigError(`${action} has no idempotency token: leave \`clientToken\` out`);
    if (!/^[\x21-\x7e]{1,64}$/.test(own))
      throw new RequestValidationError(action, [
        { path: member, constraint: 'maxLength', message: 'must be 1 to 64 ASCII characters without spaces' },
      ]);
  }
  if (member === undefined || isSet(request[member])) return request;
  if (own === false || (own === undefined && !settings.clientToken)) return request;
  return { ...request, [member]: own ?? randomUUID() };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
