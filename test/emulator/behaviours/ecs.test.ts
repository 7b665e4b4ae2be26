import { expect } from 'chai';
import { first, makeNetwork, startFixture, type Fixture } from './fixture.js';
import { serverNeeds } from '../../support/server.js';

describe('the local ecs and its volumes', () => {
  let fixture: Fixture;
  beforeEach(async () => (fixture = await startFixture()));
  afterEach(() => fixture.cloud.stop());

  const call = (action: string, input: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
    fixture.caller.call('ecs', action, input);
  const run = async (more: Record<string, unknown> = {}): Promise<string> => {
    const { InstanceIds } = await call('RunInstances', {
      ...serverNeeds,
      ImageId: 'image-ybvz29l3da4ox5h0m9',
      InstanceName: 'web',
      ZoneId: 'cn-beijing-a',
      ...more,
    });
    fixture.settle();
    return String((InstanceIds as string[])[0]);
  };
  const instance = async (id: string): Promise<Record<string, unknown>> =>
    first(await call('DescribeInstances', { InstanceIds: [id] }), 'Instances');
  const volume = (id: unknown): Record<string, unknown> | undefined =>
    fixture.cloud.resources('storageebs.Volume').find((one) => one['VolumeId'] === id);

  it('makes an interface and volumes along with a server, and takes them away with it', async () => {
    const { vpc, subnet, group } = await makeNetwork(fixture);
    const id = await run({
      InstanceTypeId: 'ecs.g1.xlarge',
      NetworkInterfaces: [{ SubnetId: subnet, SecurityGroupIds: [group] }],
      Volumes: [
        { VolumeType: 'ESSD_PL0', Size: 40 },
        { VolumeType: 'ESSD_PL0', Size: 100, DeleteWithInstance: 'false' },
      ],
    });
    const shown = await instance(id);
    expect(shown).to.include({ VpcId: vpc, Cpus: 4, MemorySize: 16_384, OsType: 'Linux', Status: 'RUNNING' });
    expect(first(shown, 'NetworkInterfaces')).to.include({
      PrimaryIpAddress: '10.0.1.1',
      Type: 'primary',
      VpcId: vpc,
    });
    expect(
      fixture.cloud.resources('storageebs.Volume').map(({ Kind, Status }) => [Kind, Status]),
    ).to.deep.equal([
      ['system', 'attached'],
      ['data', 'attached'],
    ]);
    expect(await fixture.caller.apiError('vpc', 'DeleteSubnet', { SubnetId: subnet })).to.equal(
      'InvalidSubnet.InUse',
    );
    await call('DeleteInstance', { InstanceId: id });
    fixture.settle();
    expect(fixture.cloud.resources('vpc.NetworkInterface')).to.deep.equal([]);
    expect(fixture.cloud.resources('storageebs.Volume')).to.have.length(1);
    expect(fixture.cloud.resources('storageebs.Volume')[0]).to.include({ Kind: 'data', Status: 'available' });
  });

  it('protects a server from deletion where it is told so', async () => {
    const id = await run({ DeletionProtection: true });
    expect(await fixture.caller.apiError('ecs', 'DeleteInstance', { InstanceId: id })).to.match(
      /DeletionProtected/,
    );
    await call('ModifyInstanceAttribute', { InstanceId: id, DeletionProtection: false });
    await call('DeleteInstance', { InstanceId: id });
  });

  it('changes the type of a server, and its system volume when it is stopped', async () => {
    const id = await run();
    await call('ModifyInstanceSpec', { InstanceId: id, InstanceTypeId: 'ecs.r1.large' });
    expect(await instance(id)).to.include({ InstanceTypeId: 'ecs.r1.large', MemorySize: 16_384 });
    const replacing = { InstanceId: id, ImageId: 'image-2' };
    expect(await fixture.caller.apiError('ecs', 'ReplaceSystemVolume', replacing)).to.equal(
      'InvalidInstanceStatus',
    );
    await call('StopInstance', { InstanceId: id });
    fixture.settle();
    await call('ReplaceSystemVolume', replacing);
    expect(await instance(id)).to.include({ ImageId: 'image-2' });
  });

  it('shows the public address that is bound to a server, and frees it with it', async () => {
    const id = await run();
    const { AllocationId, EipAddress } = await fixture.caller.call('vpc', 'AllocateEipAddress');
    await fixture.caller.call('vpc', 'AssociateEipAddress', {
      AllocationId,
      InstanceId: id,
      InstanceType: 'EcsInstance',
    });
    fixture.settle();
    expect((await instance(id))['EipAddress']).to.deep.equal({ AllocationId, IpAddress: EipAddress });
    await call('DeleteInstance', { InstanceId: id });
    fixture.settle();
    expect(fixture.cloud.resources('vpc.EipAddress')[0]).to.include({ Status: 'Available', InstanceId: '' });
  });

  it('makes key pairs with a private key that is told once, and binds them to servers', async () => {
    const made = await call('CreateKeyPair', { KeyPairName: 'key' });
    expect(made['PrivateKey']).to.match(/PRIVATE KEY/);
    expect(await fixture.caller.apiError('ecs', 'CreateKeyPair', { KeyPairName: 'key' })).to.equal(
      'KeyPairAlreadyExists',
    );
    const id = await run();
    await call('AttachKeyPair', { KeyPairName: 'key', InstanceIds: [id] });
    expect(await instance(id)).to.include({ KeyPairName: 'key', KeyPairId: made['KeyPairId'] });
    await call('DetachKeyPair', { KeyPairId: made['KeyPairId'], InstanceIds: [id] });
    expect(await instance(id)).to.include({ KeyPairName: '' });
    expect(JSON.stringify(fixture.cloud.snapshot())).not.to.include('PRIVATE KEY');
    const names = async () =>
      ((await call('DescribeKeyPairs'))['KeyPairs'] as { KeyPairName: string }[]).map(
        (each) => each.KeyPairName,
      );
    await call('DeleteKeyPairs', { KeyPairNames: [made['KeyPairId']] });
    expect(await names()).to.deep.equal(['key']);
    await call('DeleteKeyPairs', { KeyPairNames: ['key'] });
    expect(await names()).to.deep.equal([]);
  });

  it('runs a command on servers, and tells of its outcome when it is over', async () => {
    const id = await run();
    const command = { InvocationName: 'look', Type: 'Shell', CommandContent: 'bHM=', InstanceIds: [id] };
    const { InvocationId } = await call('RunCommand', command);
    const result = async (): Promise<Record<string, unknown>> =>
      first(await call('DescribeInvocationResults', { InvocationId }), 'InvocationResults');
    expect(await result()).to.include({ InstanceId: id, InvocationResultStatus: 'Running', Output: '' });
    fixture.settle();
    expect(await result()).to.include({ InvocationResultStatus: 'Success', ExitCode: 0 });
    expect(Buffer.from(String((await result())['Output']), 'base64').toString()).to.include(id);
  });

  it('has regions, zones, types and images from the beginning', async () => {
    expect(first(await call('DescribeZones'), 'Zones')).to.deep.equal({ ZoneId: 'cn-beijing-a' });
    const { InstanceTypes } = await call('DescribeInstanceTypes', { InstanceTypeIds: ['ecs.g1.large'] });
    expect(InstanceTypes).to.have.nested.property('[0].Processor.Cpus', 2);
    expect(await call('DescribeImages', { Platform: 'Ubuntu' })).to.include({ TotalCount: 1 });
    expect((await call('DescribeRegions', { RegionIds: ['cn-shanghai'] }))['Regions']).to.deep.equal([
      { RegionId: 'cn-shanghai' },
    ]);
  });

  it('attaches a volume to one server at a time, and only makes it larger', async () => {
    const id = await run();
    const ebs = (action: string, input: Record<string, unknown>): Promise<Record<string, unknown>> =>
      fixture.caller.call('storageebs', action, input);
    const { VolumeId } = await ebs('CreateVolume', {
      VolumeName: 'data',
      VolumeType: 'ESSD_PL0',
      Size: '40',
      ZoneId: 'cn-beijing-a',
    });
    const pair = { VolumeId, InstanceId: id };
    expect(await fixture.caller.apiError('storageebs', 'AttachVolume', pair)).to.equal(
      'InvalidVolume.InvalidStatus',
    );
    fixture.settle();
    await ebs('AttachVolume', pair);
    expect(volume(VolumeId)).to.include({ Status: 'attaching', InstanceId: id });
    fixture.settle();
    expect(await fixture.caller.apiError('storageebs', 'DeleteVolume', { VolumeId })).to.equal(
      'InvalidVolume.InUse',
    );
    expect(await fixture.caller.apiError('storageebs', 'ExtendVolume', { VolumeId, NewSize: '30' })).to.equal(
      'InvalidParameter.NewSize',
    );
    await ebs('ExtendVolume', { VolumeId, NewSize: '60' });
    fixture.settle();
    expect(volume(VolumeId)).to.include({ Status: 'attached', Size: '60' });
    const { SnapshotId } = await ebs('CreateSnapshot', { SnapshotName: 'snap', VolumeId });
    fixture.settle();
    expect(fixture.cloud.resources('storageebs.Snapshot')[0]).to.include({
      SnapshotId,
      VolumeSize: 60,
      Status: 'available',
    });
    await ebs('DetachVolume', pair);
    fixture.settle();
    await ebs('DeleteVolume', { VolumeId });
    fixture.settle();
    expect(volume(VolumeId)).to.equal(undefined);
  });
});
