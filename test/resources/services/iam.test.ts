import { inspect } from 'node:util';
import { expect } from 'chai';
import type { Emulator } from 'volcengine-fluent/emulator';
import { IamClient, type PolicyDocument } from 'volcengine-fluent/iam';
import { StsClient } from 'volcengine-fluent/sts';
import { lastInput, startCloud } from '../../support/cloud-fixture.js';

const readImages: PolicyDocument = {
  Statement: [{ Effect: 'Allow', Action: ['ecs:DescribeImages'], Resource: ['*'] }],
};

describe('users, groups, roles and policies, by their curated methods', () => {
  let cloud: Emulator;
  let iam: IamClient;

  before(async () => {
    cloud = await startCloud();
    iam = new IamClient(cloud.config());
  });
  after(async () => {
    iam.close();
    await cloud.stop();
  });

  const policiesOf = (resourceType: string, member: string, id: string) => {
    const found = cloud.resources(`iam.${resourceType}`).find((each) => each[member] === id);
    return ((found?.['policies'] ?? []) as { PolicyName: string; PolicyType: string }[]).map(
      ({ PolicyName, PolicyType }) => `${PolicyType}:${PolicyName}`,
    );
  };

  it('a user gets policies of either type, by name or object, and loses them', async () => {
    const user = await iam.users().create().userName('ann').run();
    const own = await iam
      .policies()
      .define({ name: 'read-images', document: readImages, description: 'images' });
    await user.attach('ECSReadOnlyAccess');
    expect(lastInput(cloud, 'AttachUserPolicy')).to.deep.equal({
      UserName: 'ann',
      PolicyName: 'ECSReadOnlyAccess',
      PolicyType: 'System',
    });
    await user.attach(own);
    await user.attach('VPCFullAccess', { type: 'System' });
    expect(policiesOf('User', 'UserName', 'ann')).to.deep.equal([
      'System:ECSReadOnlyAccess',
      'Custom:read-images',
      'System:VPCFullAccess',
    ]);
    expect((await user.policies().list().toArray()).map(({ policyName }) => policyName)).to.include(
      'read-images',
    );
    const [listed] = await iam.policies().find({ Query: 'read-images' }).toArray();
    await user.detach(listed as typeof own);
    const [first, second] = await user.policies().list().toArray();
    expect((await first!.policy().reload()).id).to.equal('ECSReadOnlyAccess');
    await user.detach(first!);
    expect(lastInput(cloud, 'DetachUserPolicy')).to.deep.equal({
      UserName: 'ann',
      PolicyName: 'ECSReadOnlyAccess',
      PolicyType: 'System',
    });
    await second!.delete();
    expect(policiesOf('User', 'UserName', 'ann')).to.deep.equal([]);
    const error = await user.attach('read-image').catch((caught: unknown) => caught);
    expect(String(error)).to.contain('There is no policy read-image');
  });

  it('a policy is attached to each kind of holder, and its document is an object', async () => {
    const policy = await iam.policies().define({ name: 'shared', document: readImages });
    const user = await iam.users().create().userName('bob').run();
    const group = await iam.groups().create().userGroupName('staff').run();
    const trust: PolicyDocument = {
      Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service: ['ecs'] } }],
    };
    const role = await iam.roles().define({ name: 'app', trust, description: 'for machines' });
    for (const holder of [user, group, role]) await policy.attachTo(holder);
    expect(policiesOf('User', 'UserName', 'bob')).to.deep.equal(['Custom:shared']);
    expect(policiesOf('Group', 'UserGroupName', 'staff')).to.deep.equal(['Custom:shared']);
    expect(policiesOf('Role', 'RoleName', 'app')).to.deep.equal(['Custom:shared']);
    for (const holder of [user, group, role]) await policy.detachFrom(holder, { type: 'Custom' });
    await group.attach(policy);
    await role.attach(policy);
    await group.detach(policy);
    await role.detach(policy);
    expect(
      cloud.resources('iam.Policy').find(({ PolicyName }) => PolicyName === 'shared')?.['AttachmentCount'],
    ).to.equal(0);

    const [read] = await iam.policies().find({ Query: 'shared' }).toArray();
    expect(read?.document()).to.deep.equal(readImages);
    const nothing: PolicyDocument = { Statement: [{ Effect: 'Deny', Action: ['*'], Resource: ['*'] }] };
    await policy.setDocument(nothing);
    expect(JSON.parse(String(lastInput(cloud, 'UpdatePolicy')?.['NewPolicyDocument']))).to.deep.equal(
      nothing,
    );
    expect((await role.reload()).trustDocument()).to.deep.equal(trust);
    const service = {
      Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service: ['ecs'] } }],
    };
    await role.trust(JSON.stringify(service));
    expect((await role.reload()).trustDocument()).to.deep.equal(service);
    const wrong = await policy.attachTo(iam.accessKey('AKLT') as never).catch((caught: unknown) => caught);
    expect(String(wrong)).to.match(/iam\.AccessKey has no policies: pass one of iam\.User/);
  });

  it('a user joins and leaves groups, from either side', async () => {
    const user = await iam.users().create().userName('cat').run();
    const group = await iam.groups().create().userGroupName('admins').run();
    await user.joinGroup(group);
    expect((await group.users().list().toArray()).map(({ userName }) => userName)).to.deep.equal(['cat']);
    expect((await user.groups().list().toArray()).map(({ userGroupName }) => userGroupName)).to.deep.equal([
      'admins',
    ]);
    const [membership] = await user.groups().list().toArray();
    expect((await membership!.userGroup().reload()).id).to.equal('admins');
    await membership!.delete();
    expect(await group.users().list().toArray()).to.deep.equal([]);
    await user.joinGroup(group);
    await user.leaveGroup('admins');
    await group.addUser('cat');
    await group.removeUser(user);
    expect(await user.groups().list().toArray()).to.deep.equal([]);
  });

  it('a new access key signs at once, shows no secret, and can be paused', async () => {
    const user = await iam.users().create().userName('dan').run();
    const key = await user.createAccessKey();
    expect(key.secretAccessKey).to.be.a('string').with.length.greaterThan(20);
    expect(inspect(key) + JSON.stringify(key)).not.to.contain(key.secretAccessKey);
    const sts = new StsClient({ ...cloud.config(), credentials: key });
    expect((await sts.getCallerIdentity()).Trn).to.match(/user\/dan$/);
    const [listed] = await user.accessKeys().toArray();
    expect(listed?.id).to.equal(key.accessKeyId);
    await listed?.deactivate();
    expect(lastInput(cloud, 'UpdateAccessKey')).to.deep.equal({
      AccessKeyId: key.accessKeyId,
      Status: 'inactive',
      UserName: 'dan',
    });
    expect(await sts.getCallerIdentity().catch((error: Error) => error.name)).to.equal('AuthenticationError');
    await iam.accessKey(key.accessKeyId).activate();
    await sts.getCallerIdentity();
    sts.close();
    const root = await iam.accessKeys().issue();
    const second = await iam.accessKeys().issue({ userName: 'dan' });
    const owners = cloud
      .resources('iam.AccessKey')
      .map(({ AccessKeyId, UserName }) => [AccessKeyId, UserName]);
    expect(owners).to.deep.include.members([
      [root.accessKeyId, ''],
      [second.accessKeyId, 'dan'],
    ]);
  });
});
