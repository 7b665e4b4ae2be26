import { expect } from 'chai';
import { Emulator } from '../../src/emulator/index.js';
import { serverNeeds } from '../support/server.js';
import { callerOf, type Caller } from '../support/caller.js';
const instance = { ...serverNeeds, ImageId: 'image-1', InstanceName: 'web', ZoneId: 'cn-beijing-a' };

describe('the local cloud', () => {
  let cloud: Emulator;
  let caller: Caller;

  beforeEach(async () => {
    cloud = await new Emulator({ clock: 'virtual', settleMs: 1000 }).start();
    caller = callerOf(cloud.config());
  });
  afterEach(() => cloud.stop());

  const create = async (more: Record<string, unknown> = {}): Promise<string[]> => {
    const { InstanceIds } = await caller.call('ecs', 'RunInstances', { ...instance, ...more });
    return InstanceIds as string[];
  };
  const list = async (input: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
    caller.call('ecs', 'DescribeInstances', input);
  const idsOf = (result: Record<string, unknown>): string[] =>
    (result['Instances'] as { InstanceId: string }[]).map(({ InstanceId }) => InstanceId);
  const statusOf = async (id: string): Promise<unknown> =>
    ((await list({ InstanceIds: [id] }))['Instances'] as { Status: string }[])[0]?.Status;

  it('deletes nothing that has an id and is not named by it', async () => {
    const key = { ProductId: 'product-1', KeyName: 'key', AuthType: 1, PublicKey: 'ssh-rsa AAAA' };
    const { KeyId } = await caller.call('acep', 'AddAdbKey', key);
    expect(await caller.apiError('acep', 'DeleteAdbKey', { ProductId: 'product-1' })).to.match(
      /NotFound|NotExist/,
    );
    const rows = async () => (await caller.call('acep', 'ListAdbKey', { ProductId: 'product-1' }))['Row'];
    expect(await rows()).to.have.length(1);
    await caller.call('acep', 'DeleteAdbKey', { ProductId: 'product-1', KeyIdList: [KeyId] });
    expect(await rows()).to.have.length(0);
  });

  it('moves a server through the states that it really has, as time passes', async () => {
    const [id = ''] = await create();
    expect(await statusOf(id)).to.equal('CREATING');
    cloud.advance('1s');
    expect(await statusOf(id)).to.equal('RUNNING');
    await caller.call('ecs', 'StopInstance', { InstanceId: id });
    expect(await statusOf(id)).to.equal('STOPPING');
    cloud.advance(1000);
    expect(await statusOf(id)).to.equal('STOPPED');
    await caller.call('ecs', 'DeleteInstance', { InstanceId: id });
    expect(await statusOf(id)).to.equal('DELETING');
    cloud.advance(1000);
    expect(await statusOf(id)).to.equal(undefined);
  });

  it('refuses an action in a state that does not allow it', async () => {
    const [id = ''] = await create();
    expect(await caller.apiError('ecs', 'StartInstance', { InstanceId: id })).to.equal(
      'InvalidInstanceStatus',
    );
  });

  it('pages by tokens without skipping or repeating, while others come and go', async () => {
    const ids = await create({ Count: 25 });
    const first = await list({ MaxResults: 10 });
    await create();
    await caller.call('ecs', 'DeleteInstance', { InstanceId: ids[3] });
    cloud.advance(1000);
    const second = await list({ MaxResults: 10, NextToken: first['NextToken'] });
    const third = await list({ MaxResults: 10, NextToken: second['NextToken'] });
    expect([...idsOf(first), ...idsOf(second), ...idsOf(third)].slice(0, 25)).to.deep.equal(ids);
    expect(third).to.include({ NextToken: '', TotalCount: 25 });
    expect(await caller.apiError('ecs', 'DescribeInstances', { NextToken: 'nonsense' })).to.match(
      /NextToken/,
    );
  });

  it('pages by numbers, and tells how many there are', async () => {
    for (let i = 1; i <= 5; i++) await caller.call('iam', 'CreateGroup', { UserGroupName: `group-${i}` });
    const { UserGroups, Total } = await caller.call('iam', 'ListGroups', { Offset: 2, Limit: 2 });
    expect((UserGroups as { UserGroupName: string }[]).map((one) => one.UserGroupName)).to.deep.equal([
      'group-3',
      'group-4',
    ]);
    expect(Total).to.equal(5);
  });

  it('filters by members, by lists of them, by status, project and tags', async () => {
    const [a = ''] = await create({
      InstanceName: 'a',
      ProjectName: 'blue',
      Tags: [{ Key: 'team', Value: 'web' }],
    });
    const [b = ''] = await create({
      InstanceName: 'b',
      ZoneId: 'cn-beijing-b',
      InstanceTypeId: 'ecs.c1.large',
    });
    cloud.advance(1000);
    await caller.call('ecs', 'StopInstance', { InstanceId: b });
    cloud.advance(1000);
    expect(idsOf(await list({ InstanceName: 'a' }))).to.deep.equal([a]);
    expect(idsOf(await list({ ZoneId: 'cn-beijing-b' }))).to.deep.equal([b]);
    expect(idsOf(await list({ InstanceTypes: ['ecs.c1.large', 'ecs.x'] }))).to.deep.equal([b]);
    expect(idsOf(await list({ Status: 'STOPPED' }))).to.deep.equal([b]);
    expect(idsOf(await list({ ProjectName: 'blue' }))).to.deep.equal([a]);
    expect(idsOf(await list({ TagFilters: [{ Key: 'team', Values: ['web', 'db'] }] }))).to.deep.equal([a]);
    expect(idsOf(await list({ TagFilters: [{ Key: 'team', Values: ['db'] }] }))).to.deep.equal([]);
    expect(idsOf(await list({ InstanceName: 'a', Status: 'STOPPED' }))).to.deep.equal([]);
    expect(idsOf(await list({ InstanceIds: [b, 'i-unknown', a] }))).to.deep.equal([a, b]);
  });

  it('changes what an update says, and shows it at once', async () => {
    const [id = ''] = await create();
    await caller.call('ecs', 'ModifyInstanceAttribute', { InstanceId: id, InstanceName: 'renamed' });
    expect(idsOf(await list({ InstanceName: 'renamed' }))).to.deep.equal([id]);
    expect(idsOf(await list({ InstanceName: 'web' }))).to.deep.equal([]);
  });

  it('adds tags, takes them away, and lists them', async () => {
    const [id = ''] = await create({ Tags: [{ Key: 'a', Value: '1' }] });
    const about = { ResourceIds: [id], ResourceType: 'instance' };
    await caller.call('ecs', 'TagResources', { ...about, Tags: [{ Key: 'b', Value: '2' }] });
    await caller.call('ecs', 'UntagResources', { ...about, TagKeys: ['a'] });
    const { TagResources } = await caller.call('ecs', 'ListTagsForResources', about);
    expect(TagResources).to.deep.equal([
      { ResourceId: id, ResourceType: 'instance', TagKey: 'b', TagValue: '2' },
    ]);
    const missing = await caller.apiError('ecs', 'TagResources', {
      ...about,
      ResourceIds: ['i-0'],
      Tags: [],
    });
    expect(missing).to.match(/NotFound/);
  });

  it('answers a repeated creation with its first result, and refuses another under the same token', async () => {
    const [first] = await create({ ClientToken: 'token-1' });
    expect(await create({ ClientToken: 'token-1' })).to.deep.equal([first]);
    const other = { ...instance, InstanceName: 'other', ClientToken: 'token-1' };
    expect(await caller.apiError('ecs', 'RunInstances', other)).to.equal('IdempotentParameterMismatch');
    const malformed = { ...instance, ClientToken: 'x'.repeat(65) };
    expect(await caller.apiError('ecs', 'RunInstances', malformed)).to.equal('InvalidClientToken.Malformed');
    expect(await list()).to.include({ TotalCount: 1 });
  });

  it('changes nothing in a dry run, but checks it', async () => {
    const result = await caller.call('ecs', 'RunInstances', { ...instance, DryRun: true });
    expect(result).to.deep.equal({ InstanceIds: [] });
    expect(await list()).to.include({ TotalCount: 0 });
    // Some clients send it as text: nothing may be created then either.
    for (const DryRun of ['true', 'True', 'TRUE']) {
      const { metadata } = await caller.answer('ecs', 'RunInstances', { ...instance, DryRun });
      expect(metadata.Error?.Code ?? 'none').to.be.oneOf([
        'none',
        'InvalidParameter',
        'InvalidParameter.TypeMismatch',
      ]);
      const { Instances } = await caller.call('ecs', 'DescribeInstances');
      expect(Instances).to.deep.equal([]);
    }
    expect(await caller.apiError('ecs', 'RunInstances', { DryRun: true })).to.equal(
      'MissingParameter.ImageId',
    );
  });

  it('refuses what is missing, of the wrong type, or out of range', async () => {
    expect(await caller.apiError('ecs', 'RunInstances', { ImageId: 'x' })).to.equal(
      'MissingParameter.InstanceName',
    );
    expect(await caller.apiError('ecs', 'DescribeInstances', { MaxResults: 'ten' })).to.equal(
      'InvalidParameter.MaxResults',
    );
    expect(await caller.apiError('vke', 'ListClusters', { Filter: { Ids: 'x' } })).to.equal(
      'InvalidParameter.Ids',
    );
    const key = { KeyringName: 'x' };
    expect(await caller.apiError('kms', 'CreateKey', key)).to.equal('MissingParameter.KeyName');
  });

  it('tells of an unknown id under the code of its service, and of each in a batch', async () => {
    expect(await caller.apiError('ecs', 'StopInstance', { InstanceId: 'i-0' })).to.equal(
      'InvalidInstance.NotFound',
    );
    expect(await caller.apiError('iam', 'GetUser', { UserName: 'nobody' })).to.equal('UserNotExist');
    const [id = ''] = await create();
    cloud.advance(1000);
    const { OperationDetails } = await caller.call('ecs', 'StopInstances', { InstanceIds: [id, 'i-0'] });
    expect(OperationDetails).to.have.length(2);
    expect(OperationDetails).to.have.nested.property('[1].Error.Code', 'InvalidInstance.NotFound');
    expect(await statusOf(id)).to.equal('STOPPING');
  });

  it('keeps the resources of accounts and regions apart, and global ones together', async () => {
    await create();
    await caller.call('iam', 'CreateUser', { UserName: 'ann' });
    const shanghai = callerOf({ ...cloud.config(), region: 'cn-shanghai' });
    expect(await shanghai.call('ecs', 'DescribeInstances')).to.include({ TotalCount: 0 });
    expect(await shanghai.call('iam', 'GetUser', { UserName: 'ann' })).to.have.nested.property(
      'User.UserName',
      'ann',
    );
    const other = callerOf({ ...cloud.config(), credentials: cloud.addAccount('2100000002') });
    expect(await other.call('ecs', 'DescribeInstances')).to.include({ TotalCount: 0 });
    expect(await other.apiError('iam', 'GetUser', { UserName: 'ann' })).to.equal('UserNotExist');
  });

  it('gives the same ids and answers for the same seed and calls, and others for another', async () => {
    const twin = await new Emulator({ clock: 'virtual', settleMs: 1000 }).start();
    const other = await new Emulator({ clock: 'virtual', settleMs: 1000, seed: 'another' }).start();
    const run = async (config: Parameters<typeof callerOf>[0]): Promise<unknown> => {
      const made = await callerOf(config).call('ecs', 'RunInstances', instance);
      const operation = await callerOf(config).call('ecs', 'DescribeAvailableResource', {
        DestinationResource: 'InstanceType',
      });
      return [made, operation];
    };
    const mine = await run(cloud.config());
    expect(await run(twin.config())).to.deep.equal(mine);
    expect(await run(other.config())).not.to.deep.equal(mine);
    await Promise.all([twin.stop(), other.stop()]);
    expect(await list()).to.include({ TotalCount: 1 });
  });

  it('keeps the digits of integers beyond what a number holds', async () => {
    const big = '9007199254740993';
    const { text } = await caller.answer('vpc', 'DescribeVpcs', { VpcOwnerId: big as unknown as number });
    expect(text).to.include('"TotalCount":0');
    const [id] = await create({ AffinityGroupSize: big });
    expect(
      String(cloud.resources('ecs.Instance').find((one) => one['InstanceId'] === id)?.['AffinityGroupSize']),
    ).to.equal(big);
  });
});
