import type { AccessKey } from '../../state/accounts.js';
import type { Behaviour } from '../../engine/behaviour.js';
import type { Engine } from '../../engine/engine.js';
import { invalidParameter, missingParameter, notFound, Refusal } from '../../model/refusal.js';
import type { Data } from '../../state/store.js';

const usualSeconds = 3600;

interface Role {
  readonly account: string;
  readonly name: string;
}

function roleOf(trn: unknown): Role {
  const [, account, name] = /^trn:iam::([^:]+):role\/(.+)$/.exec(String(trn)) ?? [];
  if (account === undefined || name === undefined) {
    throw invalidParameter('RoleTrn', 'is not of the form trn:iam::account:role/name');
  }
  return { account, name };
}

/** How long the keys hold, in seconds: as asked, at most what the role allows. */
function secondsOf(engine: Engine, input: Readonly<Data>, { account, name }: Role): number {
  const seconds = Number(input['DurationSeconds'] ?? usualSeconds);
  const { world } = engine;
  const role = world.space(account, '', 'iam').collection('iam.Role').get(name);
  if (!role && world.references === 'all') throw notFound('iam', 'Role', name);
  const most = Number(role?.data['MaxSessionDuration'] ?? 43_200);
  if (!(seconds >= 900 && seconds <= most)) {
    throw invalidParameter('DurationSeconds', `is not a number from 900 to ${most}`);
  }
  return seconds;
}

/** Keys that end, for whoever is in a role. */
function assume(engine: Engine, input: Readonly<Data>): Data {
  const role = roleOf(input['RoleTrn']);
  const session = input['RoleSessionName'];
  if (typeof session !== 'string' || session === '') throw missingParameter('RoleSessionName');
  const seconds = secondsOf(engine, input, role);
  const { world } = engine;
  const key: AccessKey = {
    account: role.account,
    principal: { kind: 'role', name: role.name },
    accessKeyId: world.ids.accessKeyId('AKTP'),
    secretAccessKey: world.ids.secretAccessKey(),
    sessionToken: `STS${world.ids.text(96)}`,
    expiresAtMs: world.clock.now() + seconds * 1000,
    ...(typeof input['Policy'] === 'string' && input['Policy'] !== '' && { sessionPolicy: input['Policy'] }),
  };
  world.accounts.add(key);
  const ends = new Date(world.clock.now() + seconds * 1000).toISOString();
  return {
    AssumedRoleUser: {
      Trn: `trn:sts::${role.account}:assumed-role/${role.name}/${session}`,
      AssumedRoleId: `${world.ids.integer()}:${session}`,
    },
    Credentials: {
      CurrentTime: new Date(world.clock.now()).toISOString(),
      ExpiredTime: ends,
      Expiration: ends,
      AccessKeyId: key.accessKeyId,
      SecretAccessKey: key.secretAccessKey,
      SessionToken: key.sessionToken,
    },
  };
}

/** Like {@link assume}, on the word of an identity provider; its token is not checked, but has to be there. */
function assumeWith(proof: string): (engine: Engine, input: Readonly<Data>) => Data {
  return (engine, input) => {
    if (typeof input[proof] !== 'string' || input[proof] === '') throw missingParameter(proof);
    return assume(engine, input);
  };
}

/** Keys for roles: they sign at once, and end when they say. */
export const sts: Behaviour = {
  module: 'sts',
  actions: {
    AssumeRole: (call) => {
      if (call.caller.principal.kind === 'role') {
        throw new Refusal('AccessDenied', 'Keys of a role assume no other role.');
      }
      return call.result(assume(call.engine, call.input));
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
    AssumeRoleWithOIDC: assumeWith('OIDCToken'),
    AssumeRoleWithSAML: assumeWith('SAMLResp'),
  },
};
