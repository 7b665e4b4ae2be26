import { randomUUID } from 'node:crypto';
import { ConfigError, ServiceError, TransportError } from '../errors/index.js';
import type { CredentialContext, Credentials, StsCall } from '../types/credentials.js';
import type { RefreshOptions } from './cached-credentials.js';
import { originOf } from './endpoints.js';
import { noCredentials } from './no-credentials.js';
import { member, textMember, toDate } from './response-json.js';
import { usableTemporary } from './usable-credentials.js';

/** The options that the three ways to assume a role share. */
export interface RoleOptions extends RefreshOptions {
  /** The name of the role's session in audit logs. @defaultValue a random id, the same for the provider's life */
  readonly sessionName?: string | undefined;
  /** Narrows the role's rights further: a policy document as JSON. */
  readonly policy?: string | undefined;
  /** How long the keys are valid, in seconds. @defaultValue 3600 */
  readonly durationSeconds?: number | undefined;
  /** @defaultValue `https://sts.volcengineapi.com` */
  readonly endpoint?: string | undefined;
}

/** A role by its TRN, or by its account and name. */
export type RoleAddress =
  | {
      /** `trn:iam::{account}:role/{role}` */
      readonly roleTrn: string;
      readonly accountId?: undefined;
      readonly roleName?: undefined;
    }
  | { readonly roleTrn?: undefined; readonly accountId: string; readonly roleName: string };

/**
 * The TRN of a role.
 *
 * @throws {@link ConfigError} when there is neither a TRN nor both account and name
 */
export function roleTrn(provider: string, { roleTrn, accountId, roleName }: RoleAddress): string {
  if (roleTrn) return roleTrn;
  if (accountId && roleName) return `trn:iam::${accountId}:role/${roleName}`;
  throw new ConfigError(`${provider}: set roleTrn, or accountId and roleName`);
}

/**
 * The account of a role's TRN.
 *
 * @throws {@link ConfigError} when the TRN is not one of a role
 */
export function accountOf(provider: string, roleTrn: string): string {
  const account = /^trn:iam::([^:]+):role\/./.exec(roleTrn)?.[1];
  if (account === undefined)
    throw new ConfigError(`${provider}: roleTrn must be trn:iam::{account}:role/{role}, got "${roleTrn}"`);
  return account;
}

/** A request for the keys of a role. */
export interface RoleRequest {
  /** The provider's name, for errors. */
  readonly provider: string;
  readonly action: StsCall['action'];
  readonly options: RoleOptions;
  readonly roleTrn: string;
  readonly sessionName: string;
  /** The action's own parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The keys that sign the call; undefined: it is sent without a signature. */
  readonly credentials?: Credentials | undefined;
  /** The region of the signature. @defaultValue cn-beijing */
  readonly region?: string | undefined;
}

/**
 * Requests the keys of a role from the STS.
 *
 * @throws {@link CredentialsError} when there are none, with the call's error as the cause
 */
export async function requestRoleCredentials(
  { provider, action, options, roleTrn, sessionName, parameters, credentials, region }: RoleRequest,
  context: CredentialContext,
): Promise<Credentials> {
  const call: StsCall = {
    action,
    request: {
      DurationSeconds: String(options.durationSeconds ?? 3600),
      RoleSessionName: sessionName,
      RoleTrn: roleTrn,
      ...parameters,
      ...(options.policy ? { Policy: options.policy } : {}),
    },
    credentials,
    region: region ?? 'cn-beijing',
    endpoint: originOf(provider, options.endpoint ?? 'https://sts.volcengineapi.com'),
    signal: context.signal,
  };
  let result: Readonly<Record<string, unknown>>;
  try {
    result = await context.callSts(call);
  } catch (error) {
    const isRefused = error instanceof ServiceError || error instanceof TransportError;
    if (!isRefused || context.signal?.aborted) throw error;
    throw noCredentials(provider, error.message, error);
  }
  const keys = member(result, 'Credentials');
  return usableTemporary(provider, `the response to ${action}`, {
    accessKeyId: textMember(keys, 'AccessKeyId'),
    secretAccessKey: textMember(keys, 'SecretAccessKey'),
    sessionToken: textMember(keys, 'SessionToken'),
    expiration: toDate(member(keys, 'ExpiredTime') ?? member(keys, 'Expiration')),
  });
}

/**
 * Checks the shared options once, when the provider is made.
 *
 * @throws {@link ConfigError} naming the option
 */
export function checkRoleOptions(provider: string, { durationSeconds, endpoint }: RoleOptions): void {
  if (endpoint !== undefined) originOf(provider, endpoint);
  if (durationSeconds !== undefined && !(Number.isInteger(durationSeconds) && durationSeconds > 0))
    throw new ConfigError(
      `${provider}: durationSeconds must be a whole number above 0, got ${durationSeconds}`,
    );
}

/** A name for a role's session that nobody else has. */
export function randomSessionName(): string {
  return randomUUID();
}
