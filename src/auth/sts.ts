import { randomUUID } from 'node:crypto';
import type { CredentialContext, Credentials } from '../types/credentials.js';
import type { HttpRequest } from '../types/http.js';
import { ConfigError, ServiceError } from '../errors/index.js';
import { redactText } from '../util/secrets.js';
import { member, objectOf, textMember } from './response-json.js';
import { baseUrl } from './base-url.js';
import { encodePairs, type QueryPair } from './signing/canonical-query.js';
import { noCredentials } from './no-credentials.js';
import type { RefreshOptions } from './cached-credentials.js';
import { sendRepeatedly, type LastResponse } from './send-with-retry.js';
import { sign } from './signing/signer.js';
import { signingDate } from './signing/signing-date.js';
import { toDate } from './to-date.js';
import { usableTemporary } from './usable-credentials.js';

/** What the three ways to take on a role have in common. */
export interface RoleOptions extends RefreshOptions {
  /** Who the role's actions are logged as. @defaultValue a random id, the same for the provider's life */
  readonly sessionName?: string | undefined;
  /** Narrows the role's rights further: a policy document as JSON. */
  readonly policy?: string | undefined;
  /** How long the keys live, in seconds. @defaultValue 3600 */
  readonly durationSeconds?: number | undefined;
  /** @defaultValue `https://sts.volcengineapi.com` */
  readonly endpoint?: string | undefined;
}

/** One exchange with STS. */
export interface RoleExchange {
  /** The provider's name, for errors. */
  readonly provider: string;
  readonly action: 'AssumeRole' | 'AssumeRoleWithOIDC' | 'AssumeRoleWithSAML';
  readonly options: RoleOptions;
  readonly roleTrn: string;
  readonly sessionName: string;
  /** The action's own parameters. */
  readonly parameters: readonly QueryPair[];
  /** Keys that sign a GET; unset: an unsigned POST. */
  readonly signWith?: { readonly credentials: Credentials; readonly region: string } | undefined;
  /** What errors must not repeat, should the service do so. */
  readonly secrets: readonly (string | undefined)[];
}

/** Asks STS for a role's keys; once more by its clock, when it does not accept the time of the signature. */
export async function askForRole(exchange: RoleExchange, context: CredentialContext): Promise<Credentials> {
  const { provider, action } = exchange;
  let response = await send(exchange, context);
  let refusal = refusalIn(response, exchange);
  const serverTime = Date.parse(response.headers['date'] ?? '');
  if (refusal?.code === 'InvalidTimestamp' && exchange.signWith !== undefined && !Number.isNaN(serverTime)) {
    response = await send(exchange, context, serverTime - context.clock.now());
    refusal = refusalIn(response, exchange);
  }
  if (refusal !== undefined) throw noCredentials(provider, refusal.message, refusal);
  const answer = objectOf(response);
  const keys = member(member(answer, 'Result'), 'Credentials');
  if (answer === undefined || response.status >= 300)
    throw noCredentials(provider, `STS answered HTTP ${response.status} without an answer to ${action}`);
  return usableTemporary(provider, `STS's answer to ${action}`, {
    accessKeyId: textMember(keys, 'AccessKeyId'),
    secretAccessKey: textMember(keys, 'SecretAccessKey'),
    sessionToken: textMember(keys, 'SessionToken'),
    expiration: toDate(member(keys, 'ExpiredTime') ?? member(keys, 'Expiration')),
  });
}

function send(exchange: RoleExchange, context: CredentialContext, skewMs = 0): Promise<LastResponse> {
  const { provider } = exchange;
  const repeating = { provider, silence: 'STS did not answer', attempts: 3 };
  return sendRepeatedly(context, request(exchange, context, skewMs), repeating);
}

function request(
  exchange: RoleExchange,
  { clock, timeouts }: CredentialContext,
  skewMs: number,
): () => HttpRequest {
  const { action, options, signWith } = exchange;
  const base = baseUrl(exchange.provider, options.endpoint ?? 'https://sts.volcengineapi.com');
  const pairs: QueryPair[] = [
    ['DurationSeconds', String(options.durationSeconds ?? 3600)],
    ['RoleSessionName', exchange.sessionName],
    ['RoleTrn', exchange.roleTrn],
    ...exchange.parameters,
  ];
  if (options.policy) pairs.push(['Policy', options.policy]);
  const call: QueryPair[] = [
    ['Action', action],
    ['Version', '2018-01-01'],
  ];
  const responseTimeoutMs = timeouts?.responseMs ?? 10_000;
  if (signWith === undefined) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const url = `${base}/?${encodePairs(call)}`;
    return () => ({ method: 'POST', url, headers, body: encodePairs(pairs), responseTimeoutMs });
  }
  const query = encodePairs([...call, ...pairs]);
  const { credentials, region } = signWith;
  const host = base.replace(/^https?:\/\//, '');
  return () => {
    const scope = { credentials, region, service: 'sts', dateTime: signingDate(clock.now() + skewMs) };
    const { headers } = sign({ method: 'GET', host, query, body: '', contentType: 'text/plain' }, scope);
    return { method: 'GET', url: `${base}/?${query}`, headers, responseTimeoutMs };
  };
}

function refusalIn(
  response: LastResponse,
  { action, signWith, secrets }: RoleExchange,
): ServiceError | undefined {
  const { status, attempts } = response;
  const metadata = member(objectOf(response), 'ResponseMetadata');
  const error = member(metadata, 'Error');
  const code = textMember(error, 'Code');
  if (code === undefined) return undefined;
  return new ServiceError({
    code: redactText(code, secrets),
    serviceMessage: redactText(textMember(error, 'Message') ?? 'no message', secrets),
    status,
    requestId: textMember(metadata, 'RequestId'),
    service: 'sts',
    action,
    region: signWith?.region ?? 'cn-beijing',
    attempts,
    retryable: status >= 500 || status === 429,
  });
}

/**
 * Checks what the ways to take on a role share, once, when the provider is made.
 *
 * @throws {@link ConfigError} naming the option
 */
export function checkRoleOptions(provider: string, { durationSeconds, endpoint }: RoleOptions): void {
  if (endpoint !== undefined) baseUrl(provider, endpoint);
  if (durationSeconds !== undefined && !(Number.isInteger(durationSeconds) && durationSeconds > 0))
    throw new ConfigError(
      `${provider}: durationSeconds must be a whole number above 0, got ${durationSeconds}`,
    );
}

/** A name for a role's session that nobody else has. */
export function randomSessionName(): string {
  return randomUUID();
}
