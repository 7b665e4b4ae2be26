import type { Behaviour } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { onePage } from '../../engine/paging.js';
import { change, existing, objectsOf, textOf, textsOf } from '../../engine/references.js';
import { alreadyExists, inUse, Refusal } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';

/** What every account has from the beginning. */
const systemPolicies: Readonly<Record<string, string>> = {
  AdministratorAccess: '*',
  ReadOnlyAccess: '*:Describe*,*:List*,*:Get*',
  ECSFullAccess: 'ecs:*',
  ECSReadOnlyAccess: 'ecs:Describe*,ecs:List*,ecs:Get*',
  VPCFullAccess: 'vpc:*',
  IAMFullAccess: 'iam:*',
  STSAssumeRoleAccess: 'sts:AssumeRole',
  AutoScalingFullAccess: 'auto_scaling:*',
  TransitRouterFullAccess: 'transitrouter:*',
};

const mostKeysEach = 2;

/** A user or role or group, with what it is called in requests. */
interface Holder {
  readonly key: string;
  readonly member: string;
}

const user: Holder = { key: 'iam.User', member: 'UserName' };
const role: Holder = { key: 'iam.Role', member: 'RoleName' };
const group: Holder = { key: 'iam.Group', member: 'UserGroupName' };

function holderOf(call: Call, { key, member }: Holder): Entity {
  return existing(call, key, call.input[member]);
}

function attach(holder: Holder): (call: Call) => Data {
  return (call) => {
    const entity = holderOf(call, holder);
    const policy = existing(call, 'iam.Policy', call.input['PolicyName']);
    const policies = objectsOf(entity.data, 'policies');
    if (policies.some(({ PolicyName }) => PolicyName === policy.id)) {
      throw alreadyExists('PolicyAttachment', policy.id);
    }
    const { PolicyType, PolicyTrn, Description = '' } = policy.data;
    const attached = { PolicyName: policy.id, PolicyType, PolicyTrn, Description, AttachDate: dateOf(call) };
    change(call, holder.key, entity, { policies: [...policies, attached] });
    count(call, policy, 1);
    return call.result({});
  };
}

function detach(holder: Holder): (call: Call) => Data {
  return (call) => {
    const entity = holderOf(call, holder);
    const policy = existing(call, 'iam.Policy', call.input['PolicyName']);
    const policies = objectsOf(entity.data, 'policies');
    const left = policies.filter(({ PolicyName }) => PolicyName !== policy.id);
    if (left.length === policies.length) {
      throw new Refusal('PolicyAttachmentNotExist', `The policy ${policy.id} is not attached.`, 404);
    }
    change(call, holder.key, entity, { policies: left });
    count(call, policy, -1);
    return call.result({});
  };
}

function listAttached(holder: Holder): (call: Call) => Data {
  return (call) =>
    call.result(onePage(call, objectsOf(holderOf(call, holder).data, 'policies'), 'AttachedPolicyMetadata'));
}

function count(call: Call, policy: Entity, by: number): void {
  change(call, 'iam.Policy', policy, { AttachmentCount: Number(policy.data['AttachmentCount'] ?? 0) + by });
}

function dateOf(call: Call): string {
  return new Date(call.now).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** A number of its own, a TRN, and dates in the form that this service has. */
function describe(kind: string, member: string, idMember: string): (call: Call, data: Data) => void {
  return (call, data) => {
    data[idMember] = call.world.ids.integer();
    data['Trn'] = `trn:iam::${call.space.account}:${kind}/${textOf(data, member)}`;
  };
}

function refuseWhileHolding(noun: string): (call: Call, entity: Entity) => void {
  return (call, entity) => {
    const [policy] = objectsOf(entity.data, 'policies');
    if (policy) throw inUse(noun, entity.id, `the policy ${String(policy['PolicyName'])}`);
    const [key] = noun === 'User' ? call.space.collection('iam.AccessKey').where('UserName', entity.id) : [];
    if (key) throw inUse(noun, entity.id, `the access key ${key.id}`);
    const [member] = noun === 'Group' ? usersOf(call, entity.id) : textsOf(entity.data, 'groups');
    if (member !== undefined)
      throw inUse(
        noun,
        entity.id,
        typeof member === 'string' ? `the group ${member}` : `the user ${member.id}`,
      );
  };
}

function usersOf(call: Call, name: string): Entity[] {
  return call.space
    .collection('iam.User')
    .all()
    .filter(({ data }) => textsOf(data, 'groups').includes(name));
}

/** The owner of the keys that a request is about: the user that it names, else the caller. */
function ownerOf(call: Call): string {
  const { UserName } = call.input;
  if (typeof UserName === 'string') return existing(call, 'iam.User', UserName).id;
  return call.caller.principal.kind === 'user' ? call.caller.principal.name : '';
}

function registerKey(call: Call, { data, id }: Entity, secretAccessKey: string): void {
  const name = textOf(data, 'UserName');
  call.world.accounts.add({
    accessKeyId: id,
    secretAccessKey,
    account: call.space.account,
    principal: name === '' ? { kind: 'root', name: 'root' } : { kind: 'user', name },
    isInactive: data['Status'] === 'inactive',
  });
}

/** A user's keys go on signing for him under his new name. */
function moveKeys(call: Call, from: string, to: string): void {
  for (const key of [...call.space.collection('iam.AccessKey').where('UserName', from)]) {
    change(call, 'iam.AccessKey', key, { UserName: to });
    const { secretAccessKey } = call.world.accounts.get(key.id) ?? {};
    if (secretAccessKey !== undefined) registerKey(call, key, secretAccessKey);
  }
}

/** Users, groups, roles and policies; keys that sign from the moment they are made. */
export const iam: Behaviour = {
  module: 'iam',
  nouns: {
    User: {
      beforeCreate: describe('user', 'UserName', 'Id'),
      beforeUpdate: (call, { id }, { UserName }) => {
        if (typeof UserName === 'string') moveKeys(call, id, UserName);
      },
      beforeDelete: refuseWhileHolding('User'),
    },
    Role: {
      beforeCreate: (call, data) => {
        describe('role', 'RoleName', 'RoleId')(call, data);
        data['MaxSessionDuration'] ??= 3600;
      },
      beforeDelete: refuseWhileHolding('Role'),
    },
    Group: { beforeDelete: refuseWhileHolding('Group') },
    Policy: {
      given: (call) =>
        Object.entries(systemPolicies).map(([PolicyName, actions]) => ({
          PolicyName,
          PolicyType: 'System',
          PolicyTrn: `trn:iam::system:policy/${PolicyName}`,
          Description: `${PolicyName} of the local cloud`,
          PolicyDocument: JSON.stringify({
            Statement: [{ Effect: 'Allow', Action: actions.split(','), Resource: ['*'] }],
          }),
          AttachmentCount: 0,
          CreateDate: dateOf(call),
        })),
      filters: {
        Scope: ({ data }, value) => value === 'All' || value === '' || data['PolicyType'] === value,
        Query: ({ id }, value) => id.includes(String(value)),
      },
      beforeCreate: (call, data) => {
        data['PolicyType'] = 'Custom';
        data['PolicyTrn'] = `trn:iam::${call.space.account}:policy/${textOf(data, 'PolicyName')}`;
        data['AttachmentCount'] = 0;
      },
      beforeDelete: (_call, entity) => {
        if (entity.data['PolicyType'] === 'System')
          throw new Refusal('AccessDenied', 'A system policy stays.');
        if (Number(entity.data['AttachmentCount']) > 0)
          throw inUse('Policy', entity.id, 'what it is attached to');
      },
    },
  },
  actions: {
    CreateAccessKey: (call) => {
      const collection = call.space.collection('iam.AccessKey');
      const UserName = ownerOf(call);
      if (collection.where('UserName', UserName).length >= mostKeysEach) {
        throw new Refusal('AccessKeyLimitExceeded', `There can be ${mostKeysEach} access keys each.`, 409);
      }
      const AccessKeyId = call.world.ids.accessKeyId('AKLT');
      const SecretAccessKey = call.world.ids.secretAccessKey();
      const date = dateOf(call);
      const data = { AccessKeyId, UserName, Status: 'active', CreateDate: date, UpdateDate: date };
      registerKey(call, collection.add(AccessKeyId, data), SecretAccessKey);
      return call.result({ AccessKey: { ...data, SecretAccessKey } });
    },
    UpdateAccessKey: (call) => {
      const entity = existing(call, 'iam.AccessKey', call.input['AccessKeyId']);
      change(call, 'iam.AccessKey', entity, { Status: call.input['Status'], UpdateDate: dateOf(call) });
      const key = call.world.accounts.get(entity.id);
      if (key) registerKey(call, entity, key.secretAccessKey);
      return call.result({});
    },
    DeleteAccessKey: (call, generic) => {
      const result = generic();
      call.world.accounts.remove(textOf(call.input, 'AccessKeyId'));
      return result;
    },
    ListAccessKeys: (call) => {
      const keys = call.space.collection('iam.AccessKey').where('UserName', ownerOf(call));
      return call.result({ AccessKeyMetadata: keys.map(({ data }) => data) });
    },
    AttachUserPolicy: attach(user),
    AttachRolePolicy: attach(role),
    AttachUserGroupPolicy: attach(group),
    DetachUserPolicy: detach(user),
    DetachRolePolicy: detach(role),
    DetachUserGroupPolicy: detach(group),
    ListAttachedUserPolicies: listAttached(user),
    ListAttachedRolePolicies: listAttached(role),
    ListAttachedUserGroupPolicies: listAttached(group),
    AddUserToGroup: (call) => {
      const member = holderOf(call, user);
      const name = holderOf(call, group).id;
      const groups = textsOf(member.data, 'groups').filter((one) => one !== name);
      change(call, 'iam.User', member, { groups: [...groups, name] });
      return call.result({});
    },
    RemoveUserFromGroup: (call) => {
      const member = holderOf(call, user);
      const name = holderOf(call, group).id;
      change(call, 'iam.User', member, {
        groups: textsOf(member.data, 'groups').filter((one) => one !== name),
      });
      return call.result({});
    },
    ListUsersForGroup: (call) =>
      call.result(
        onePage(
          call,
          usersOf(call, holderOf(call, group).id).map(({ data }) => data),
          'Users',
        ),
      ),
    ListGroupsForUser: (call) => {
      const groups = textsOf(holderOf(call, user).data, 'groups').map(
        (name) => existing(call, 'iam.Group', name).data,
      );
      return call.result(onePage(call, groups, 'UserGroups'));
    },
  },
};
