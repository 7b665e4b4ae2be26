import { expect } from 'chai';
import { first, makeNetwork, startFixture, type Fixture } from './fixture.js';
import { serverNeeds } from '../../support/server.js';

let fixture: Fixture;
const call = (
  module: string,
  action: string,
  input: Record<string, unknown> = {},
): Promise<Record<string, unknown>> => fixture.caller.call(module, action, input);
const apiError = (module: string, action: string, input: Record<string, unknown> = {}): Promise<string> =>
  fixture.caller.apiError(module, action, input);

describe('the local load balancers', () => {
  beforeEach(async () => (fixture = await startFixture()));
  afterEach(() => fixture.cloud.stop());

  for (const module of ['clb', 'alb']) {
    it(`${module}: take listeners one after the other, and tell of their servers' health`, async () => {
      const { vpc, subnet } = await makeNetwork(fixture);
      const { InstanceIds } = await call('ecs', 'RunInstances', {
        ...serverNeeds,
        ImageId: 'i',
        InstanceName: 'w',
        ZoneId: 'cn-beijing-a',
      });
      const [InstanceId] = InstanceIds as string[];
      const { LoadBalancerId } = await call(module, 'CreateLoadBalancer', {
        RegionId: 'cn-beijing',
        SubnetId: subnet,
        VpcId: vpc,
        Type: 'private',
      });
      const group = { LoadBalancerId, VpcId: vpc };
      const { ServerGroupId } = await call(module, 'CreateServerGroup', group);
      const listener = {
        LoadBalancerId,
        ServerGroupId,
        Port: 80,
        Protocol: module === 'clb' ? 'TCP' : 'HTTP',
      };
      expect(await apiError(module, 'CreateListener', listener)).to.equal(
        'InvalidLoadBalancer.InvalidStatus',
      );
      fixture.settle();
      const { ListenerId } = await call(module, 'CreateListener', listener);
      expect(first(await call(module, 'DescribeLoadBalancers'), 'LoadBalancers')).to.include({
        Status: 'Configuring',
      });
      expect(await apiError(module, 'CreateListener', { ...listener, Port: 81 })).to.equal(
        'InvalidLoadBalancer.InvalidStatus',
      );
      fixture.settle();
      expect(await apiError(module, 'CreateListener', listener)).to.equal('InvalidListener.InUse');
      const server = { InstanceId, Ip: '10.0.1.1', Port: 8080, Type: 'ecs' };
      const { ServerIds } = await call(module, 'AddServerGroupBackendServers', {
        ServerGroupId,
        Servers: [server],
      });
      const health = async (): Promise<unknown> => {
        if (module === 'clb')
          return first(await call(module, 'DescribeListenerHealth', { ListenerId }), 'Results')['Status'];
        const shown = await call(module, 'DescribeListenerHealth', { ListenerIds: [ListenerId] });
        return first(first(shown, 'Listeners'), 'Results')['Status'];
      };
      expect(await health()).to.equal('Up');
      await call('ecs', 'StopInstance', { InstanceId });
      fixture.settle();
      expect(await health()).to.equal('Down');
      const { Servers } = await call(module, 'DescribeServerGroupAttributes', { ServerGroupId });
      expect(Servers).to.have.nested.property('[0].Weight', 100);
      expect(await apiError(module, 'DeleteServerGroup', { ServerGroupId })).to.equal(
        'InvalidServerGroup.InUse',
      );
      expect(await apiError(module, 'DeleteLoadBalancer', { LoadBalancerId })).to.equal(
        'InvalidLoadBalancer.InUse',
      );
      await call(module, 'RemoveServerGroupBackendServers', { ServerGroupId, ServerIds });
      await call(module, 'DeleteListener', { ListenerId });
      fixture.settle();
      await call(module, 'DeleteServerGroup', { ServerGroupId });
      await call(module, 'DeleteLoadBalancer', { LoadBalancerId });
      fixture.settle();
      expect(fixture.cloud.resources(`${module}.LoadBalancer`)).to.deep.equal([]);
    });
  }
});

describe('the local nat gateway', () => {
  beforeEach(async () => (fixture = await startFixture()));
  afterEach(() => fixture.cloud.stop());

  it('takes rules one after the other, and stays while it has them', async () => {
    const { vpc, subnet } = await makeNetwork(fixture);
    const { NatGatewayId } = await call('natgateway', 'CreateNatGateway', { VpcId: vpc, SubnetId: subnet });
    const rule = { NatGatewayId, SubnetId: subnet, EipId: 'eip-1' };
    expect(await apiError('natgateway', 'CreateSnatEntry', rule)).to.equal('InvalidNatGateway.InvalidStatus');
    fixture.settle();
    const { SnatEntryId } = await call('natgateway', 'CreateSnatEntry', rule);
    expect(await apiError('natgateway', 'CreateSnatEntry', rule)).to.equal('InvalidNatGateway.InvalidStatus');
    fixture.settle();
    expect(await call('natgateway', 'DescribeNatGatewayAttributes', { NatGatewayId })).to.deep.include({
      SnatEntryIds: [SnatEntryId],
      Status: 'Available',
    });
    expect(await apiError('natgateway', 'DeleteNatGateway', { NatGatewayId })).to.equal(
      'InvalidNatGateway.InUse',
    );
    await call('natgateway', 'DeleteSnatEntry', { SnatEntryId });
    fixture.settle();
    await call('natgateway', 'DeleteNatGateway', { NatGatewayId });
  });
});

describe('the local vke', () => {
  const newCluster = {
    Name: 'main',
    ClusterConfig: { SubnetIds: ['subnet-1'] },
    PodsConfig: { PodNetworkMode: 'VpcCniShared' },
    ServicesConfig: { ServiceCidrsv4: ['172.16.0.0/18'] },
  };
  beforeEach(async () => (fixture = await startFixture()));
  afterEach(() => fixture.cloud.stop());

  it('puts node pools and their nodes into running clusters', async () => {
    const { Id: ClusterId } = await call('vke', 'CreateCluster', newCluster);
    const pool = {
      ClusterId,
      Name: 'pool',
      AutoScaling: { DesiredReplicas: 2 },
      NodeConfig: { InstanceTypeIds: ['ecs.g1.large'], SubnetIds: ['subnet-1'], Security: {} },
    };
    expect(await apiError('vke', 'CreateNodePool', pool)).to.equal('InvalidCluster.InvalidStatus');
    expect(await call('vke', 'ListClusters', { Filter: { Statuses: [{ Phase: 'Creating' }] } })).to.include({
      TotalCount: 1,
    });
    fixture.settle();
    const { Id } = await call('vke', 'CreateNodePool', pool);
    fixture.settle();
    const nodes = async (): Promise<unknown> =>
      (await call('vke', 'ListNodes', { Filter: { NodePoolIds: [Id] } }))['TotalCount'];
    expect(await nodes()).to.equal(2);
    await call('vke', 'UpdateNodePoolConfig', { ClusterId, Id, AutoScaling: { DesiredReplicas: 3 } });
    expect(await nodes()).to.equal(3);
    await call('vke', 'UpdateNodePoolConfig', { ClusterId, Id, AutoScaling: { DesiredReplicas: 1 } });
    fixture.settle();
    expect(await nodes()).to.equal(1);
    expect(await apiError('vke', 'DeleteCluster', { Id: ClusterId })).to.equal('InvalidCluster.InUse');
    await call('vke', 'DeleteNodePool', { ClusterId, Id });
    fixture.settle();
    expect(await nodes()).to.equal(0);
    await call('vke', 'DeleteCluster', { Id: ClusterId });
  });

  it('gives a kubeconfig of a running cluster', async () => {
    const { Id: ClusterId } = await call('vke', 'CreateCluster', newCluster);
    fixture.settle();
    await call('vke', 'CreateKubeconfig', { ClusterId, Type: 'Public' });
    const { Kubeconfig } = first(
      await call('vke', 'ListKubeconfigs', { Filter: { ClusterIds: [ClusterId] } }),
      'Items',
    );
    expect(Buffer.from(String(Kubeconfig), 'base64').toString()).to.include(`https://${String(ClusterId)}`);
  });
});

describe('the local databases', () => {
  beforeEach(async () => (fixture = await startFixture()));
  afterEach(() => fixture.cloud.stop());

  it('put accounts and databases into running instances, where they go with them', async () => {
    const { InstanceId } = await call('rdsmysqlv2', 'CreateDBInstance', {
      DBEngineVersion: 'MySQL_8_0',
      StorageSpace: 20,
      StorageType: 'LocalSSD',
      SubnetId: 's',
      VpcId: 'v',
      NodeInfo: [],
      ChargeInfo: { ChargeType: 'PostPaid' },
    });
    const account = { InstanceId, AccountName: 'app', AccountPassword: 'secret-1', AccountType: 'Normal' };
    expect(await apiError('rdsmysqlv2', 'CreateDBAccount', account)).to.equal(
      'InvalidDBInstance.InvalidStatus',
    );
    fixture.settle();
    await call('rdsmysqlv2', 'CreateDBAccount', account);
    expect(await apiError('rdsmysqlv2', 'CreateDBAccount', account)).to.equal('DBAccountAlreadyExists');
    await call('rdsmysqlv2', 'CreateDatabase', { InstanceId, DBName: 'shop' });
    expect(first(await call('rdsmysqlv2', 'DescribeDBAccounts', { InstanceId }), 'Accounts')).to.include({
      AccountName: 'app',
    });
    const { BasicInfo } = await call('rdsmysqlv2', 'DescribeDBInstanceDetail', { InstanceId });
    expect(BasicInfo).to.include({
      InstanceStatus: 'Running',
      DBEngineVersion: 'MySQL_8_0',
      StorageSpace: 20,
    });
    await call('rdsmysqlv2', 'RestartDBInstance', { InstanceId });
    expect(await apiError('rdsmysqlv2', 'DeleteDBInstance', { InstanceId })).to.equal(
      'InvalidDBInstance.InvalidStatus',
    );
    fixture.settle();
    await call('rdsmysqlv2', 'DeleteDBInstance', { InstanceId });
    fixture.settle();
    expect(fixture.cloud.resources('rdsmysqlv2.DBAccount')).to.deep.equal([]);
    expect(JSON.stringify(fixture.cloud.snapshot())).not.to.include('"secret"');
  });

  it('keep redis instances with where to reach them', async () => {
    const { vpc, subnet } = await makeNetwork(fixture);
    const { InstanceId } = await call('redis', 'CreateDBInstance', {
      RegionId: 'cn-beijing',
      EngineVersion: '7.0',
      MultiAZ: 'disabled',
      NodeNumber: 2,
      ShardCapacity: 1024,
      ShardedCluster: 0,
      SubnetId: subnet,
      VpcId: vpc,
      DeletionProtection: 'enabled',
    });
    fixture.settle();
    const detail = await call('redis', 'DescribeDBInstanceDetail', { InstanceId });
    expect(detail).to.include({ Status: 'Running', NodeNumber: 2 });
    expect(first(detail, 'VisitAddrs')).to.include({ AddrType: 'Private', Port: '6379' });
    expect(await apiError('redis', 'DeleteDBInstance', { InstanceId })).to.match(/DeletionProtection/);
  });
});

describe('the local kms', () => {
  beforeEach(async () => {
    fixture = await startFixture();
    await call('kms', 'CreateKeyring', { KeyringName: 'ring' });
    await call('kms', 'CreateKey', { KeyringName: 'ring', KeyName: 'key' });
  });
  afterEach(() => fixture.cloud.stop());
  const named = { KeyringName: 'ring', KeyName: 'key' };
  const Plaintext = Buffer.from('attack at dawn').toString('base64');

  it('opens what it sealed, with the same context only', async () => {
    const sealed = { ...named, Plaintext, EncryptionContext: { purpose: 'test' } };
    const { CiphertextBlob } = await call('kms', 'Encrypt', sealed);
    const open = { CiphertextBlob, EncryptionContext: { purpose: 'test' } };
    expect(await call('kms', 'Decrypt', open)).to.deep.equal({ Plaintext });
    expect(await apiError('kms', 'Decrypt', { CiphertextBlob })).to.equal('InvalidCiphertext');
    expect(
      await apiError('kms', 'Decrypt', {
        CiphertextBlob: Buffer.from('nonsense\n'.padEnd(90, 'x')).toString('base64'),
      }),
    ).to.match(/NotFound/);
    const data = await call('kms', 'GenerateDataKey', { ...named, NumberOfBytes: 16 });
    expect(Buffer.from(String(data['Plaintext']), 'base64')).to.have.length(16);
    expect(await call('kms', 'Decrypt', { CiphertextBlob: data['CiphertextBlob'] })).to.include({
      Plaintext: data['Plaintext'],
    });
  });

  it('lets a disabled key do nothing, and keeps a deleted one for its days', async () => {
    await call('kms', 'DisableKey', named);
    expect(await apiError('kms', 'Encrypt', { ...named, Plaintext })).to.equal('InvalidKey.InvalidStatus');
    await call('kms', 'EnableKey', named);
    await call('kms', 'ScheduleKeyDeletion', { ...named, PendingWindowInDays: 7 });
    expect(await call('kms', 'DescribeKey', named)).to.have.nested.property('Key.KeyState', 'PendingDelete');
    fixture.cloud.advance('6d');
    await call('kms', 'CancelKeyDeletion', named);
    fixture.cloud.advance('2d');
    await call('kms', 'DescribeKey', named);
    await call('kms', 'ScheduleKeyDeletion', { ...named, PendingWindowInDays: 7 });
    fixture.cloud.advance('8d');
    expect(await apiError('kms', 'DescribeKey', named)).to.match(/NotFound/);
  });

  it('keeps the versions of a secret', async () => {
    await call('kms', 'CreateSecret', { SecretName: 'secret-1', SecretType: 'Generic', SecretValue: 'one' });
    const { VersionID } = await call('kms', 'GetSecretValue', { SecretName: 'secret-1' });
    await call('kms', 'SetSecretValue', { SecretName: 'secret-1', SecretValue: 'two' });
    expect(await call('kms', 'GetSecretValue', { SecretName: 'secret-1' })).to.include({
      SecretValue: 'two',
      VersionStage: 'CURRENT',
    });
    expect(await call('kms', 'GetSecretValue', { SecretName: 'secret-1', VersionID })).to.include({
      SecretValue: 'one',
      VersionStage: 'PREVIOUS',
    });
    expect(
      (await call('kms', 'DescribeSecretVersions', { SecretName: 'secret-1' }))['SecretVersions'],
    ).to.have.length(2);
  });
});

describe('the local tags over all services', () => {
  beforeEach(async () => (fixture = await startFixture()));
  afterEach(() => fixture.cloud.stop());

  it('are set and found by TRN', async () => {
    const { VpcId } = await call('vpc', 'CreateVpc', { CidrBlock: '10.0.0.0/16' });
    const trn = `trn:vpc:cn-beijing:${fixture.cloud.account}:vpc/${String(VpcId)}`;
    const unknown = trn.replace(/\/.*/, '/vpc-0');
    const tags = [{ Key: 'team', Value: 'net' }];
    const { FailedResources } = await call('tag', 'TagResources', {
      ResourceTrnList: [trn, unknown],
      Tags: tags,
    });
    expect(FailedResources).to.have.length(1).and.have.nested.property('[0].ResourceTrn', unknown);
    const found = await call('tag', 'GetResources', { TagFilters: [{ Key: 'team', Values: ['net'] }] });
    expect(first(found, 'ResourceTagMappingList')).to.include({
      ResourceTrn: trn,
      ResourceID: VpcId,
      ServiceName: 'vpc',
    });
    expect(await call('vpc', 'DescribeVpcs', { TagFilters: [{ Key: 'team', Values: ['net'] }] })).to.include({
      TotalCount: 1,
    });
    expect((await call('tag', 'GetTagKeys'))['TagKeys']).to.deep.equal([
      { Category: 'CUSTOM', TagKey: 'team' },
    ]);
    await call('tag', 'UntagResources', { ResourceTrnList: [trn], TagKeys: ['team'] });
    expect(await call('tag', 'GetResources')).to.deep.include({ ResourceTagMappingList: [] });
  });
});
