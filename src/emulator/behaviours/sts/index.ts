import type { Behaviour, UnsignedAction } from '../../engine/behaviour.js';
import type { EngineAccess } from '../../engine/call.js';
import { invalidParameter, missingParameter, notFound, ApiError } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { AccessKey } from '../../state/accounts.js';

const defaultSeconds = 3600;

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

/** The lifetime of the keys in seconds, which the role limits. */
function durationSeconds(engine: EngineAccess, input: Readonly<Data>, { account, name }: Role): number {
  const seconds = Number(input['DurationSeconds'] ?? defaultSeconds);
  const { cloud } = engine;
  const role = cloud.partition(account, '', 'iam').collection('iam.Role').get(name);
  if (!role && cloud.references === 'all') throw notFound('iam', 'Role', name);
  const max = Number(role?.data['MaxSessionDuration'] ?? 43_200);
  if (!(seconds >= 900 && seconds <= max)) {
    throw invalidParameter('DurationSeconds', `is not a number from 900 to ${max}`);
  }
  return seconds;
}

/** Creates temporary keys for a role. */
function assumeRole(engine: EngineAccess, input: Readonly<Data>): Data {
  const role = roleOf(input['RoleTrn']);
  const session = input['RoleSessionName'];
  if (typeof session !== 'string' || session === '') throw missingParameter('RoleSessionName');
  const seconds = durationSeconds(engine, input, role);
  const { cloud } = engine;
  const key: AccessKey = {
    account: role.account,
    principal: { kind: 'role', name: role.name },
    accessKeyId: cloud.ids.accessKeyId('AKTP'),
    secretAccessKey: cloud.ids.secretAccessKey(),
    sessionToken: cloud.ids.sessionToken(),
    expiresAtMs: cloud.clock.now() + seconds * 1000,
    ...(typeof input['Policy'] === 'string' && input['Policy'] !== '' && { sessionPolicy: input['Policy'] }),
  };
  cloud.accounts.add(key);
  const expiration = new Date(cloud.clock.now() + seconds * 1000).toISOString();
  return {
    AssumedRoleUser: {
      Trn: `trn:sts::${role.account}:assumed-role/${role.name}/${session}`,
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
function assumeRoleWith(tokenMember: string): UnsignedAction {
  return (engine, input) => {
    if (typeof input[tokenMember] !== 'string' || input[tokenMember] === '') {
      throw missingParameter(tokenMember);
    }
    return assumeRole(engine, input);
  };
}

/** Temporary keys for roles: they sign at once, and expire. */
export const sts: Behaviour = {
  module: 'sts',
  actions: {
    AssumeRole: (call) => {
      if (call.caller.principal.kind === 'role') {
        throw new ApiError('AccessDenied', 'The keys of a role cannot assume another role.');
      }
      return call.result(assumeRole(call.engine, call.input));
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
    AssumeRoleWithOIDC: assumeRoleWith('OIDCToken'),
    AssumeRoleWithSAML: assumeRoleWith('SAMLResp'),
  },
};
