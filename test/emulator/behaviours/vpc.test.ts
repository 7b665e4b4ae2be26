import { expect } from 'chai';
import { first, makeNetwork, startFixture, type Fixture } from './fixture.js';

describe('the local vpc', () => {
  let fixture: Fixture;
  beforeEach(async () => (fixture = await startFixture()));
  afterEach(() => fixture.cloud.stop());

  const call = (action: string, input: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
    fixture.caller.call('vpc', action, input);
  const apiError = (action: string, input: Record<string, unknown> = {}): Promise<string> =>
    fixture.caller.apiError('vpc', action, input);

  it('takes subnets only when it is ready, inside of its range, and apart from each other', async () => {
    const { VpcId } = await call('CreateVpc', { CidrBlock: '10.0.0.0/16' });
    const subnet = { VpcId, ZoneId: 'cn-beijing-a', CidrBlock: '10.0.1.0/24' };
    expect(await apiError('CreateSubnet', subnet)).to.equal('InvalidVpc.InvalidStatus');
    fixture.settle();
    await call('CreateSubnet', subnet);
    expect(await apiError('CreateSubnet', { ...subnet, CidrBlock: '10.1.0.0/24' })).to.equal(
      'InvalidParameter.CidrBlock',
    );
    expect(await apiError('CreateSubnet', { ...subnet, CidrBlock: '10.0.1.128/25' })).to.equal(
      'InvalidCidrBlock.Conflict',
    );
    expect(await apiError('CreateSubnet', { ...subnet, CidrBlock: '10.0.2.1/24' })).to.equal(
      'InvalidParameter.CidrBlock',
    );
    expect(await apiError('CreateSubnet', { ...subnet, VpcId: 'vpc-0' })).to.equal('InvalidVpc.NotFound');
    expect(await apiError('CreateVpc', { CidrBlock: 'all' })).to.equal('InvalidParameter.CidrBlock');
  });

  it('counts the addresses of a subnet, gives each once, and runs out', async () => {
    const { vpc, group } = await makeNetwork(fixture);
    const small = { VpcId: vpc, ZoneId: 'cn-beijing-a', CidrBlock: '10.0.9.0/29' };
    const { SubnetId } = await call('CreateSubnet', small);
    fixture.settle();
    const nic = { SubnetId, SecurityGroupIds: [group] };
    const free = async (): Promise<unknown> =>
      first(await call('DescribeSubnets', { SubnetIds: [SubnetId] }), 'Subnets')['AvailableIpAddressCount'];
    expect(await free()).to.equal(4);
    const ids: unknown[] = [];
    for (let i = 0; i < 4; i++) ids.push((await call('CreateNetworkInterface', nic))['NetworkInterfaceId']);
    const addresses = fixture.cloud.resources('vpc.NetworkInterface').map((one) => one['PrimaryIpAddress']);
    expect(addresses).to.deep.equal(['10.0.9.1', '10.0.9.2', '10.0.9.3', '10.0.9.4']);
    expect(await free()).to.equal(0);
    expect(await apiError('CreateNetworkInterface', nic)).to.equal('InsufficientIpInSubnet');
    await call('DeleteNetworkInterface', { NetworkInterfaceId: ids[1] });
    await call('CreateNetworkInterface', nic);
    expect(fixture.cloud.resources('vpc.NetworkInterface').at(-1)).to.include({
      PrimaryIpAddress: '10.0.9.2',
    });
    const taken = { ...nic, PrimaryIpAddress: '10.0.9.2' };
    expect(await apiError('CreateNetworkInterface', taken)).to.equal('InvalidPrivateIpAddress.InUse');
  });

  it('stays while it has children, and takes its own route table along', async () => {
    const { vpc, subnet, group } = await makeNetwork(fixture);
    expect(await apiError('DeleteVpc', { VpcId: vpc })).to.equal('InvalidVpc.InUse');
    await call('DeleteSubnet', { SubnetId: subnet });
    expect(await apiError('DeleteVpc', { VpcId: vpc })).to.equal('InvalidVpc.InUse');
    await call('DeleteSecurityGroup', { SecurityGroupId: group });
    expect(fixture.cloud.resources('vpc.RouteTable')).to.have.length(1);
    await call('DeleteVpc', { VpcId: vpc });
    fixture.settle();
    expect(fixture.cloud.resources('vpc.RouteTable')).to.have.length(0);
  });

  it('keeps the rules of security groups, each once', async () => {
    const { group } = await makeNetwork(fixture);
    const rule = {
      SecurityGroupId: group,
      Protocol: 'tcp',
      PortStart: 443,
      PortEnd: 443,
      CidrIp: '0.0.0.0/0',
    };
    await call('AuthorizeSecurityGroupIngress', rule);
    await call('AuthorizeSecurityGroupEgress', rule);
    expect(await apiError('AuthorizeSecurityGroupIngress', rule)).to.equal('InvalidSecurityRule.Duplicated');
    const rules = async (more = {}): Promise<unknown> =>
      (await call('DescribeSecurityGroupAttributes', { SecurityGroupId: group, ...more }))['Permissions'];
    expect(await rules()).to.have.length(2);
    expect(await rules({ Direction: 'ingress' }))
      .to.have.length(1)
      .and.have.nested.property('[0].PortEnd', 443);
    await call('RevokeSecurityGroupIngress', rule);
    expect(await rules({ Direction: 'ingress' })).to.deep.equal([]);
    expect(await apiError('RevokeSecurityGroupIngress', rule)).to.equal('InvalidSecurityRule.NotFound');
  });

  it('lets a security group go only when no interface and no rule is left with it', async () => {
    const { subnet, group, vpc } = await makeNetwork(fixture);
    const { NetworkInterfaceId } = await call('CreateNetworkInterface', {
      SubnetId: subnet,
      SecurityGroupIds: [group],
    });
    expect(await apiError('DeleteSecurityGroup', { SecurityGroupId: group })).to.equal(
      'InvalidSecurityGroup.InUse',
    );
    await call('DeleteNetworkInterface', { NetworkInterfaceId });
    const { SecurityGroupId } = await call('CreateSecurityGroup', { VpcId: vpc });
    const rule = { SecurityGroupId, Protocol: 'all', PortStart: -1, PortEnd: -1, SourceGroupId: group };
    await call('AuthorizeSecurityGroupIngress', rule);
    expect(await apiError('DeleteSecurityGroup', { SecurityGroupId: group })).to.equal(
      'InvalidSecurityGroup.InUse',
    );
    await call('RevokeSecurityGroupIngress', rule);
    await call('DeleteSecurityGroup', { SecurityGroupId: group });
  });

  it('binds a public address to one thing at a time, and releases only a free one', async () => {
    const { AllocationId } = await call('AllocateEipAddress', { Bandwidth: 5 });
    const binding = { AllocationId, InstanceId: 'i-1', InstanceType: 'EcsInstance' };
    await call('AssociateEipAddress', binding);
    expect(first(await call('DescribeEipAddresses'), 'EipAddresses')).to.include({
      Status: 'Attaching',
      InstanceId: 'i-1',
    });
    fixture.settle();
    expect(await apiError('AssociateEipAddress', binding)).to.equal('InvalidEipAddress.InvalidStatus');
    expect(await apiError('ReleaseEipAddress', { AllocationId })).to.equal('InvalidEipAddress.InvalidStatus');
    await call('DisassociateEipAddress', binding);
    fixture.settle();
    await call('ReleaseEipAddress', { AllocationId });
    expect(fixture.cloud.resources('vpc.EipAddress')).to.deep.equal([]);
  });

  it('joins route tables to subnets, and keeps a route once', async () => {
    const { vpc, subnet } = await makeNetwork(fixture);
    const { RouteTableId } = await call('CreateRouteTable', { VpcId: vpc });
    await call('AssociateRouteTable', { RouteTableId, SubnetId: subnet });
    const shown = first(await call('DescribeSubnets', { SubnetIds: [subnet] }), 'Subnets');
    expect(shown['RouteTable']).to.deep.equal({ RouteTableId, RouteTableType: 'Custom' });
    expect(await apiError('DeleteRouteTable', { RouteTableId })).to.equal('InvalidRouteTable.InUse');
    const route = {
      RouteTableId,
      DestinationCidrBlock: '0.0.0.0/0',
      NextHopType: 'NatGW',
      NextHopId: 'ngw-1',
    };
    await call('CreateRouteEntry', route);
    expect(await apiError('CreateRouteEntry', route)).to.equal('InvalidRouteEntry.Conflict');
    await call('DisassociateRouteTable', { RouteTableId, SubnetId: subnet });
    await call('DeleteRouteTable', { RouteTableId });
    const { RouteTableId: own } = fixture.cloud.resources('vpc.RouteTable')[0] ?? {};
    expect(await apiError('DeleteRouteTable', { RouteTableId: own })).to.equal('Forbidden');
  });
});
