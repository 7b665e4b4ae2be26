import type { ActionHandler, Behaviour } from '../../engine/behaviour.js';
import type { Call, ResourceHooks } from '../../engine/call.js';
import { renderPage } from '../../engine/paging.js';
import { documentProblem, type PolicyKind } from '../../engine/policy-document.js';
import { change, requireResource, objectsOf, textOf, textsOf } from '../../engine/references.js';
import { alreadyExists, inUse, invalidParameter, ApiError } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';

/** The system policies of every account, with the actions that they allow. */
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

const maxKeysEach = 2;

/** A type of resource that policies can be attached to. */
interface Holder {
  readonly key: string;
  /** The request member that names it. */
  readonly member: string;
}

const user: Holder = { key: 'iam.User', member: 'UserName' };
const role: Holder = { key: 'iam.Role', member: 'RoleName' };
const group: Holder = { key: 'iam.Group', member: 'UserGroupName' };

function holderOf(call: Call, { key, member }: Holder): Entity {
  return requireResource(call, key, call.input[member]);
}

function attachPolicy(holder: Holder): ActionHandler {
  return (call) => {
    const entity = holderOf(call, holder);
    const policy = requireResource(call, 'iam.Policy', call.input['PolicyName']);
    const policies = objectsOf(entity.data, 'policies');
    if (policies.some(({ PolicyName }) => PolicyName === policy.id)) {
      throw alreadyExists('PolicyAttachment', policy.id);
    }
    const { PolicyType, PolicyTrn, Description = '' } = policy.data;
    const attached = { PolicyName: policy.id, PolicyType, PolicyTrn, Description, AttachDate: dateOf(call) };
    change(call, holder.key, entity, { policies: [...policies, attached] });
    addToAttachmentCount(call, policy, 1);
    return call.result({});
  };
}

function detachPolicy(holder: Holder): ActionHandler {
  return (call) => {
    const entity = holderOf(call, holder);
    const policy = requireResource(call, 'iam.Policy', call.input['PolicyName']);
    const policies = objectsOf(entity.data, 'policies');
    const left = policies.filter(({ PolicyName }) => PolicyName !== policy.id);
    if (left.length === policies.length) {
      throw new ApiError('PolicyAttachmentNotExist', `The policy ${policy.id} is not attached.`, 404);
    }
    change(call, holder.key, entity, { policies: left });
    addToAttachmentCount(call, policy, -1);
    return call.result({});
  };
}

function listAttachedPolicies(holder: Holder): ActionHandler {
  return (call) =>
    call.result(
      renderPage(call, objectsOf(holderOf(call, holder).data, 'policies'), 'AttachedPolicyMetadata'),
    );
}

/** Changes the number of attachments of a policy. */
function addToAttachmentCount(call: Call, policy: Entity, by: number): void {
  change(call, 'iam.Policy', policy, { AttachmentCount: Number(policy.data['AttachmentCount'] ?? 0) + by });
}

/** Refuses a policy that cannot be evaluated, before it is stored. */
function checkDocument(data: Readonly<Data>, member: string, kind: PolicyKind): void {
  const document = data[member];
  if (document === undefined) return;
  const problem = documentProblem(String(document), kind);
  if (problem !== undefined) throw invalidParameter(member, problem);
}

/** The current time in the form of this service: `20260102T030405Z`. */
function dateOf(call: Call): string {
  return new Date(call.now).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** Sets the numeric id and the TRN of a new user or role. */
function setIdentity(
  kind: string,
  member: string,
  idMember: string,
): NonNullable<ResourceHooks['beforeCreate']> {
  return (call, data) => {
    data[idMember] = call.cloud.ids.integer();
    data['Trn'] = `trn:iam::${call.partition.account}:${kind}/${textOf(data, member)}`;
  };
}

/** Refuses to delete a user, role or group that still has policies, access keys, groups or members. */
function refuseWhileUsed(typeName: string): NonNullable<ResourceHooks['beforeDelete']> {
  return (call, entity) => {
    const [policy] = objectsOf(entity.data, 'policies');
    if (policy) throw inUse(typeName, entity.id, `the policy ${String(policy['PolicyName'])}`);
    const accessKeys = call.partition.collection('iam.AccessKey');
    const [key] = typeName === 'User' ? accessKeys.where('UserName', entity.id) : [];
    if (key) throw inUse(typeName, entity.id, `the access key ${key.id}`);
    const [group] = textsOf(entity.data, 'groups');
    if (group !== undefined) throw inUse(typeName, entity.id, `the group ${group}`);
    const [member] = typeName === 'Group' ? usersOf(call, entity.id) : [];
    if (member) throw inUse(typeName, entity.id, `the user ${member.id}`);
  };
}

/** The users in a group. */
function usersOf(call: Call, name: string): Entity[] {
  return call.partition
    .collection('iam.User')
    .all()
    .filter(({ data }) => textsOf(data, 'groups').includes(name));
}

/** The user whose access keys a request is about: the one it names, else the caller; `''` for the account itself. */
function ownerOf(call: Call): string {
  const { UserName } = call.input;
  if (typeof UserName === 'string') return requireResource(call, 'iam.User', UserName).id;
  return call.caller.principal.kind === 'user' ? call.caller.principal.name : '';
}

/** Lets an access key sign calls, or updates whose key it is. */
function registerKey(call: Call, { data, id }: Entity, secretAccessKey: string): void {
  const name = textOf(data, 'UserName');
  call.cloud.accounts.add({
    accessKeyId: id,
    secretAccessKey,
    account: call.partition.account,
    principal: name === '' ? { kind: 'root', name: 'root' } : { kind: 'user', name },
    isInactive: data['Status'] === 'inactive',
  });
}

/** Keeps the access keys of a renamed user valid. */
function moveKeys(call: Call, from: string, to: string): void {
  for (const key of [...call.partition.collection('iam.AccessKey').where('UserName', from)]) {
    change(call, 'iam.AccessKey', key, { UserName: to });
    const { secretAccessKey } = call.cloud.accounts.get(key.id) ?? {};
    if (secretAccessKey !== undefined) registerKey(call, key, secretAccessKey);
  }
}

/** Users, groups, roles and policies; access keys that sign as soon as they are created. */
export const iam: Behaviour = {
  module: 'iam',
  resourceTypes: {
    User: {
      beforeCreate: setIdentity('user', 'UserName', 'Id'),
      beforeUpdate: (call, { id }, { UserName }) => {
        if (typeof UserName === 'string') moveKeys(call, id, UserName);
      },
      beforeDelete: refuseWhileUsed('User'),
    },
    Role: {
      beforeUpdate: (_call, _entity, changes) => checkDocument(changes, 'TrustPolicyDocument', 'trust'),
      beforeCreate: (call, data) => {
        checkDocument(data, 'TrustPolicyDocument', 'trust');
        setIdentity('role', 'RoleName', 'RoleId')(call, data);
        data['MaxSessionDuration'] ??= 3600;
      },
      beforeDelete: refuseWhileUsed('Role'),
    },
    Group: { beforeDelete: refuseWhileUsed('Group') },
    Policy: {
      beforeUpdate: (_call, _entity, changes) => checkDocument(changes, 'PolicyDocument', 'permission'),
      predefined: (call) =>
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
        checkDocument(data, 'PolicyDocument', 'permission');
        data['PolicyType'] = 'Custom';
        data['PolicyTrn'] = `trn:iam::${call.partition.account}:policy/${textOf(data, 'PolicyName')}`;
        data['AttachmentCount'] = 0;
      },
      beforeDelete: (_call, entity) => {
        if (entity.data['PolicyType'] === 'System')
          throw new ApiError('AccessDenied', 'A system policy cannot be deleted.');
        if (Number(entity.data['AttachmentCount']) > 0)
          throw inUse('Policy', entity.id, 'users, groups or roles');
      },
    },
  },
  actions: {
    CreateAccessKey: (call) => {
      const collection = call.partition.collection('iam.AccessKey');
      const UserName = ownerOf(call);
      if (collection.where('UserName', UserName).length >= maxKeysEach) {
        throw new ApiError('AccessKeyLimitExceeded', `A user can have ${maxKeysEach} access keys.`, 409);
      }
      const AccessKeyId = call.cloud.ids.accessKeyId('AKLT');
      const SecretAccessKey = call.cloud.ids.secretAccessKey();
      const date = dateOf(call);
      const data = { AccessKeyId, UserName, Status: 'active', CreateDate: date, UpdateDate: date };
      registerKey(call, collection.add(AccessKeyId, data), SecretAccessKey);
      return call.result({ AccessKey: { ...data, SecretAccessKey } });
    },
    UpdateAccessKey: (call) => {
      const entity = requireResource(call, 'iam.AccessKey', call.input['AccessKeyId']);
      change(call, 'iam.AccessKey', entity, { Status: call.input['Status'], UpdateDate: dateOf(call) });
      const key = call.cloud.accounts.get(entity.id);
      if (key) registerKey(call, entity, key.secretAccessKey);
      return call.result({});
    },
    DeleteAccessKey: (call, generic) => {
      const result = generic();
      call.cloud.accounts.remove(textOf(call.input, 'AccessKeyId'));
      return result;
    },
    ListAccessKeys: (call) => {
      const keys = call.partition.collection('iam.AccessKey').where('UserName', ownerOf(call));
      return call.result({ AccessKeyMetadata: keys.map(({ data }) => data) });
    },
    AttachUserPolicy: attachPolicy(user),
    AttachRolePolicy: attachPolicy(role),
    AttachUserGroupPolicy: attachPolicy(group),
    DetachUserPolicy: detachPolicy(user),
    DetachRolePolicy: detachPolicy(role),
    DetachUserGroupPolicy: detachPolicy(group),
    ListAttachedUserPolicies: listAttachedPolicies(user),
    ListAttachedRolePolicies: listAttachedPolicies(role),
    ListAttachedUserGroupPolicies: listAttachedPolicies(group),
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
    ListUsersForGroup: (call) => {
      const users = usersOf(call, holderOf(call, group).id).map(({ data }) => data);
      return call.result(renderPage(call, users, 'Users'));
    },
    ListGroupsForUser: (call) => {
      const groups = textsOf(holderOf(call, user).data, 'groups').map(
        (name) => requireResource(call, 'iam.Group', name).data,
      );
      return call.result(renderPage(call, groups, 'UserGroups'));
    },
  },
};
