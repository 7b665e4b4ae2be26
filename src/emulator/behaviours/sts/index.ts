import type { Behaviour, UnsignedAction } from '../../engine/behaviour.js';
import type { EngineAccess } from '../../engine/call.js';
import { documentProblem } from '../../engine/policy-document.js';
import { isTrusted, type Assumer } from '../../engine/trust-policy.js';
import { invalidParameter, missingParameter, notFound, ApiError } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { AccessKey } from '../../state/accounts.js';

const defaultSeconds = 3600;
const minSeconds = 900;
const maxSeconds = 43_200;

interface Role {
  readonly account: string;
  readonly name: string;
}

/** The role of a TRN such as `trn:iam::2100000001:role/name`. */
function roleOf(trn: unknown): Role {
  const [, account, name] = /^trn:iam::([^:]+):role\/(.+)$/.exec(String(trn)) ?? [];
  if (account === undefined || name === undefined) {
    throw invalidParameter('RoleTrn', 'must have the form trn:iam::account:role/name');
  }
  return { account, name };
}

/**
 * The lifetime of the keys in seconds: what the request asks for, within the limits of the service and the role. Less than
 * the minimum counts as not set (public documentation of AssumeRole).
 */
function durationSeconds(asked: unknown, roleMaximum: unknown): number {
  const seconds = Number(asked ?? defaultSeconds);
  if (!Number.isFinite(seconds)) throw invalidParameter('DurationSeconds', 'is not a number');
  const maximum = Math.min(maxSeconds, Number(roleMaximum ?? maxSeconds));
  return Math.min(seconds < minSeconds ? defaultSeconds : seconds, maximum);
}

/** The policy that narrows the session, if the request has one. */
function sessionPolicyOf({ Policy }: Readonly<Data>): string | undefined {
  if (Policy === undefined || Policy === '') return undefined;
  const problem = documentProblem(String(Policy), 'permission');
  if (problem !== undefined) throw invalidParameter('Policy', problem);
  return String(Policy);
}

/** Creates temporary keys for a role that trusts whoever assumes it. */
function assumeRole(engine: EngineAccess, input: Readonly<Data>, action: string, assumer: Assumer): Data {
  const { account, name } = roleOf(input['RoleTrn']);
  const session = input['RoleSessionName'];
  if (typeof session !== 'string' || session === '') throw missingParameter('RoleSessionName');
  const sessionPolicy = sessionPolicyOf(input);
  const { cloud } = engine;
  const role = cloud.partition(account, '', 'iam').collection('iam.Role').get(name);
  if (!role) throw notFound('iam', 'Role', name);
  if (!isTrusted(role.data['TrustPolicyDocument'], `sts:${action}`, assumer)) {
    throw new ApiError(
      'AccessDenied',
      `The trust policy of the role does not allow ${action} for this caller.`,
    );
  }
  const seconds = durationSeconds(input['DurationSeconds'], role.data['MaxSessionDuration']);
  const key: AccessKey = {
    account,
    principal: { kind: 'role', name },
    accessKeyId: cloud.ids.accessKeyId('AKTP'),
    secretAccessKey: cloud.ids.secretAccessKey(),
    sessionToken: cloud.ids.sessionToken(),
    expiresAtMs: cloud.clock.now() + seconds * 1000,
    ...(sessionPolicy !== undefined && { sessionPolicy }),
  };
  cloud.accounts.add(key);
  const expiration = new Date(cloud.clock.now() + seconds * 1000).toISOString();
  return {
    AssumedRoleUser: {
      Trn: `trn:sts::${account}:assumed-role/${name}/${session}`,
      AssumedRoleId: `${cloud.ids.integer()}:${session}`,
    },
    Credentials: {
      CurrentTime: new Date(cloud.clock.now()).toISOString(),
      ExpiredTime: expiration,
      Expiration: expiration,
      AccessKeyId: key.accessKeyId,
      SecretAccessKey: key.secretAccessKey,
      SessionToken: key.sessionToken,
    },
  };
}

/** Creates temporary keys for a token of an identity provider. The token is required, and not checked. */
function assumeRoleWith(action: string, tokenMember: string, providerMember: string): UnsignedAction {
  return (engine, input) => {
    if (typeof input[tokenMember] !== 'string' || input[tokenMember] === '') {
      throw missingParameter(tokenMember);
    }
    const provider = input[providerMember];
    return assumeRole(engine, input, action, {
      provider: provider === undefined ? undefined : String(provider),
    });
  };
}

/** Temporary keys for roles: they sign at once, and expire. */
export const sts: Behaviour = {
  module: 'sts',
  actions: {
    AssumeRole: (call) => {
      if (call.caller.principal.kind === 'root') {
        throw new ApiError(
          'AccessDenied',
          'The keys of the account itself cannot assume a role; use those of a user.',
        );
      }
      return call.result(assumeRole(call.engine, call.input, 'AssumeRole', call.caller));
    },
    GetCallerIdentity: (call) => {
      const { account, principal } = call.caller;
      const isRoot = principal.kind === 'root';
      return call.result({
        AccountId: account,
        IdentityId: isRoot ? account : principal.name,
        IdentityType: { root: 'Account', user: 'User', role: 'AssumedRole' }[principal.kind],
        Trn: `trn:iam::${account}:${isRoot ? 'root' : `${principal.kind}/${principal.name}`}`,
      });
    },
  },
  unsigned: {
    AssumeRoleWithOIDC: assumeRoleWith('AssumeRoleWithOIDC', 'OIDCToken', 'OIDCProviderTrn'),
    AssumeRoleWithSAML: assumeRoleWith('AssumeRoleWithSAML', 'SAMLResp', 'SAMLProviderTrn'),
  },
};
