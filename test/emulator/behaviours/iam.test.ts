import { expect } from 'chai';
import { callerOf, type Caller } from '../../support/caller.js';
import { readAnswer } from '../../support/signed-call.js';
import { startFixture, type Fixture } from './fixture.js';

describe('the local iam and sts', () => {
  let fixture: Fixture;
  beforeEach(async () => (fixture = await startFixture({ authorize: true })));
  afterEach(() => fixture.cloud.stop());

  const iam = (action: string, input: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
    fixture.caller.call('iam', action, input);
  const apiError = (action: string, input: Record<string, unknown> = {}): Promise<string> =>
    fixture.caller.apiError('iam', action, input);

  /** A new user, and what calls with his key. */
  const makeUser = async (UserName = 'ann'): Promise<{ user: Caller; AccessKeyId: string }> => {
    await iam('CreateUser', { UserName });
    const { AccessKey } = await iam('CreateAccessKey', { UserName });
    const { AccessKeyId, SecretAccessKey } = AccessKey as Record<string, string>;
    const credentials = { accessKeyId: AccessKeyId ?? '', secretAccessKey: SecretAccessKey ?? '' };
    return { user: callerOf({ ...fixture.cloud.config(), credentials }), AccessKeyId: AccessKeyId ?? '' };
  };
  const policy = (PolicyName: string, ...statements: Record<string, unknown>[]): Promise<unknown> =>
    iam('CreatePolicy', { PolicyName, PolicyDocument: JSON.stringify({ Statement: statements }) });
  const attach = (PolicyName: string, PolicyType = 'Custom'): Promise<unknown> =>
    iam('AttachUserPolicy', { UserName: 'ann', PolicyName, PolicyType });

  it('makes keys that sign at once, and stops them when they are switched off or deleted', async () => {
    const { user, AccessKeyId } = await makeUser();
    await attach('AdministratorAccess', 'System');
    expect(await user.call('sts', 'GetCallerIdentity')).to.include({
      IdentityType: 'User',
      IdentityId: 'ann',
    });
    await iam('UpdateAccessKey', { UserName: 'ann', AccessKeyId, Status: 'inactive' });
    expect(await user.apiError('ecs', 'DescribeInstances')).to.equal('InvalidAccessKey');
    await iam('UpdateAccessKey', { UserName: 'ann', AccessKeyId, Status: 'active' });
    await user.call('ecs', 'DescribeInstances');
    await iam('DeleteAccessKey', { UserName: 'ann', AccessKeyId });
    expect(await user.apiError('ecs', 'DescribeInstances')).to.equal('InvalidAccessKey');
    for (let i = 0; i < 2; i++) await iam('CreateAccessKey', { UserName: 'ann' });
    expect(await apiError('CreateAccessKey', { UserName: 'ann' })).to.equal('AccessKeyLimitExceeded');
  });

  it('allows what a policy allows, and nothing else', async () => {
    const { user } = await makeUser();
    expect(await user.apiError('ecs', 'DescribeInstances')).to.equal('AccessDenied');
    await policy('read', { Effect: 'Allow', Action: ['ecs:Describe*'], Resource: ['*'] });
    await attach('read');
    await user.call('ecs', 'DescribeInstances');
    expect(await user.apiError('ecs', 'DeleteInstance', { InstanceId: 'i-1' })).to.equal('AccessDenied');
    expect(await user.apiError('vpc', 'DescribeVpcs')).to.equal('AccessDenied');
    await iam('DetachUserPolicy', { UserName: 'ann', PolicyName: 'read', PolicyType: 'Custom' });
    expect(await user.apiError('ecs', 'DescribeInstances')).to.equal('AccessDenied');
  });

  it('lets a denial win, and goes by resources and conditions', async () => {
    const { user } = await makeUser();
    await policy(
      'mixed',
      {
        Effect: 'Allow',
        Action: 'ecs:*',
        Resource: 'trn:ecs:*:*:instance/*',
        Condition: { StringEquals: { 'volc:RequestedRegion': ['cn-beijing'] } },
      },
      { Effect: 'Deny', Action: 'ecs:DeleteInstance', Resource: 'trn:ecs:*:*:instance/i-precious' },
    );
    await attach('mixed');
    expect(await user.apiError('ecs', 'DeleteInstance', { InstanceId: 'i-0' })).to.equal(
      'InvalidInstance.NotFound',
    );
    expect(await user.apiError('ecs', 'DeleteInstance', { InstanceId: 'i-precious' })).to.equal(
      'AccessDenied',
    );
    expect(await user.apiError('ecs', 'DeleteKeyPairs', { KeyPairNames: ['k'] })).to.equal('AccessDenied');
    await iam('UpdatePolicy', {
      PolicyName: 'mixed',
      NewPolicyDocument: JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Action: 'ecs:*',
            Resource: '*',
            Condition: { StringEquals: { 'volc:RequestedRegion': ['cn-shanghai'] } },
          },
        ],
      }),
    });
    expect(await user.apiError('ecs', 'DescribeInstances')).to.equal('AccessDenied');
  });

  it('gives a user what his groups may do', async () => {
    const { user } = await makeUser();
    await iam('CreateGroup', { UserGroupName: 'readers' });
    await iam('AttachUserGroupPolicy', {
      UserGroupName: 'readers',
      PolicyName: 'ReadOnlyAccess',
      PolicyType: 'System',
    });
    await iam('AddUserToGroup', { UserName: 'ann', UserGroupName: 'readers' });
    await user.call('vpc', 'DescribeVpcs');
    expect(await user.apiError('vpc', 'CreateVpc', { CidrBlock: '10.0.0.0/16' })).to.equal('AccessDenied');
    const { Users } = await iam('ListUsersForGroup', { UserGroupName: 'readers' });
    expect(Users).to.have.nested.property('[0].UserName', 'ann');
    await iam('RemoveUserFromGroup', { UserName: 'ann', UserGroupName: 'readers' });
    expect(await user.apiError('vpc', 'DescribeVpcs')).to.equal('AccessDenied');
  });

  it('keeps what is attached from being deleted', async () => {
    await makeUser();
    await policy('p', { Effect: 'Allow', Action: '*', Resource: '*' });
    await attach('p');
    expect(
      await apiError('AttachUserPolicy', { UserName: 'ann', PolicyName: 'p', PolicyType: 'Custom' }),
    ).to.equal('PolicyAttachmentAlreadyExists');
    expect(await apiError('DeletePolicy', { PolicyName: 'p' })).to.equal('InvalidPolicy.InUse');
    expect(await apiError('DeleteUser', { UserName: 'ann' })).to.equal('InvalidUser.InUse');
    expect(await apiError('DeletePolicy', { PolicyName: 'AdministratorAccess' })).to.equal('AccessDenied');
    const { AttachedPolicyMetadata } = await iam('ListAttachedUserPolicies', { UserName: 'ann' });
    expect(AttachedPolicyMetadata).to.have.nested.property('[0].PolicyName', 'p');
    expect(await iam('ListPolicies', { Scope: 'Custom' })).to.include({ Total: 1 });
  });

  it('renames a user, whose keys go on signing', async () => {
    const { user } = await makeUser();
    await attach('AdministratorAccess', 'System');
    await iam('UpdateUser', { UserName: 'ann', NewUserName: 'anna' });
    expect(await apiError('GetUser', { UserName: 'ann' })).to.equal('UserNotExist');
    expect(await user.call('sts', 'GetCallerIdentity')).to.include({ IdentityId: 'anna' });
    expect(await apiError('CreateUser', { UserName: 'anna' })).to.equal('UserAlreadyExists');
  });

  it('refuses policies that it cannot evaluate, before it stores them', async () => {
    for (const PolicyDocument of ['junk', '{}', '{"Statement":[{"Effect":"Allow","Action":"*"}]}']) {
      expect(await apiError('CreatePolicy', { PolicyName: 'p', PolicyDocument })).to.equal(
        'InvalidParameter.PolicyDocument',
      );
    }
    await policy('p', { Effect: 'Allow', Action: '*', Resource: '*' });
    expect(await apiError('UpdatePolicy', { PolicyName: 'p', NewPolicyDocument: 'junk' })).to.match(
      /^InvalidParameter\./,
    );
    expect(await apiError('CreateRole', { RoleName: 'r', TrustPolicyDocument: 'junk' })).to.equal(
      'InvalidParameter.TrustPolicyDocument',
    );
  });

  const assume = (input: Record<string, unknown> = {}): Record<string, unknown> => ({
    RoleTrn: `trn:iam::${fixture.cloud.account}:role/reader`,
    RoleSessionName: 'session',
    ...input,
  });
  const createRole = async (policyName: string, Principal?: Record<string, unknown>): Promise<void> => {
    const statement = {
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:AssumeRoleWithOIDC', 'sts:AssumeRoleWithSAML'],
      Principal: Principal ?? { IAM: [`trn:iam::${fixture.cloud.account}:root`] },
    };
    const TrustPolicyDocument = JSON.stringify({ Statement: [statement] });
    await iam('CreateRole', { RoleName: 'reader', TrustPolicyDocument });
    await iam('AttachRolePolicy', { RoleName: 'reader', PolicyName: policyName, PolicyType: 'System' });
  };
  /** A user who may assume roles. */
  const makeAssumer = async (): Promise<Caller> => {
    const { user } = await makeUser();
    await attach('STSAssumeRoleAccess', 'System');
    return user;
  };
  const asRole = (result: Record<string, unknown>): Caller => {
    const {
      AccessKeyId = '',
      SecretAccessKey = '',
      SessionToken,
    } = result['Credentials'] as Record<string, string>;
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    return callerOf({ ...fixture.cloud.config(), credentials });
  };

  it('lends keys for a role, which end when they say, and need their token', async () => {
    await createRole('ReadOnlyAccess');
    const user = await makeAssumer();
    const result = await user.call('sts', 'AssumeRole', assume({ DurationSeconds: 900 }));
    const role = asRole(result);
    await role.call('vpc', 'DescribeVpcs');
    expect(await role.apiError('vpc', 'CreateVpc', { CidrBlock: '10.0.0.0/16' })).to.equal('AccessDenied');
    const { Credentials } = result as { Credentials: Record<string, string> };
    const wrong = asRole({ Credentials: { ...Credentials, SessionToken: 'STSother' } });
    expect(await wrong.apiError('vpc', 'DescribeVpcs')).to.equal('InvalidClientTokenId');
    fixture.cloud.advance('16m');
    expect(await role.apiError('vpc', 'DescribeVpcs')).to.equal('InvalidClientTokenId');
  });

  it('limits how long the keys live as the service does, and refuses nothing for it', async () => {
    await createRole('ReadOnlyAccess');
    await iam('UpdateRole', { RoleName: 'reader', MaxSessionDuration: 7200 });
    const user = await makeAssumer();
    const lifetimes: number[] = [];
    for (const DurationSeconds of [60, 900, undefined, 100_000]) {
      const { Credentials } = await user.call('sts', 'AssumeRole', assume({ DurationSeconds }));
      const { CurrentTime, ExpiredTime } = Credentials as Record<string, string>;
      lifetimes.push((Date.parse(ExpiredTime ?? '') - Date.parse(CurrentTime ?? '')) / 1000);
    }
    expect(lifetimes).to.deep.equal([3600, 900, 3600, 7200]);
  });

  it('lets no one assume a role that does not exist or does not trust him, nor the account itself', async () => {
    const user = await makeAssumer();
    expect(await user.apiError('sts', 'AssumeRole', assume())).to.equal('RoleNotExist');
    await iam('CreateRole', { RoleName: 'reader' });
    expect(await user.apiError('sts', 'AssumeRole', assume())).to.equal('AccessDenied');
    await iam('DeleteRole', { RoleName: 'reader' });
    await createRole('ReadOnlyAccess', { Service: ['ecs'] });
    expect(await user.apiError('sts', 'AssumeRole', assume())).to.equal('AccessDenied');
    await iam('UpdateRole', {
      RoleName: 'reader',
      TrustPolicyDocument: JSON.stringify({
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { IAM: [fixture.cloud.account] } },
        ],
      }),
    });
    await user.call('sts', 'AssumeRole', assume());
    expect(await fixture.caller.apiError('sts', 'AssumeRole', assume())).to.equal('AccessDenied');
    expect(await user.apiError('sts', 'AssumeRole', assume({ Policy: 'junk' }))).to.equal(
      'InvalidParameter.Policy',
    );
  });

  it('lets the keys of a role assume a role that trusts it', async () => {
    await createRole('STSAssumeRoleAccess');
    const user = await makeAssumer();
    const role = asRole(await user.call('sts', 'AssumeRole', assume()));
    await role.call('sts', 'AssumeRole', assume());
  });

  it('narrows a role by the policy that is handed along', async () => {
    await createRole('AdministratorAccess');
    const user = await makeAssumer();
    const Policy = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'vpc:*', Resource: '*' }] });
    const role = asRole(await user.call('sts', 'AssumeRole', assume({ Policy })));
    await role.call('vpc', 'DescribeVpcs');
    expect(await role.apiError('ecs', 'DescribeInstances')).to.equal('AccessDenied');
  });

  it('takes the word of an identity provider, unsigned', async () => {
    await createRole('ReadOnlyAccess', { Federated: ['trn:iam::*:saml-provider/*'] });
    const post = async (action: string, more: Record<string, unknown>): ReturnType<typeof readAnswer> =>
      readAnswer(
        await fetch(`${fixture.cloud.url}/?Action=${action}&Version=2018-01-01`, {
          method: 'POST',
          body: new URLSearchParams(assume(more) as Record<string, string>),
        }),
      );
    for (const [action, proof] of [
      ['AssumeRoleWithOIDC', 'OIDCToken'],
      ['AssumeRoleWithSAML', 'SAMLResp'],
    ] as const) {
      const { result } = await post(action, { [proof]: 'proof' });
      await asRole(result).call('vpc', 'DescribeVpcs');
      expect((await post(action, {})).metadata.Error?.Code).to.equal(`MissingParameter.${proof}`);
    }
  });
});
