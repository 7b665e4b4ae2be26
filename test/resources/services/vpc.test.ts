import { expect } from 'chai';
import { ResourceError } from 'volcengine-fluent';
import { EcsClient } from 'volcengine-fluent/ecs';
import { Emulator } from 'volcengine-fluent/emulator';
import { NatGatewayClient } from 'volcengine-fluent/natgateway';
import { TransitRouterClient } from 'volcengine-fluent/transitrouter';
import { VpcClient, type SecurityGroup, type Subnet, type Vpc } from 'volcengine-fluent/vpc';
import { errorOf } from '../../support/error-of.js';

describe('curated resources of vpc', () => {
  let cloud: Emulator;
  let vpc: VpcClient;
  let network: Vpc;
  let subnet: Subnet;
  let group: SecurityGroup;
  const soon = { wait: { delayMs: 5 } };

  before(async () => {
    cloud = await new Emulator({ settleMs: 5, references: 'none' }).start();
    vpc = new VpcClient(cloud.config());
    network = await vpc.vpcs().create().cidr('10.0.0.0/16').run(soon);
    subnet = await network.subnets().create().cidr('10.0.1.0/24').zone('cn-beijing-a').run(soon);
    group = await network.securityGroups().create().name('web').run(soon);
  });
  after(async () => {
    vpc.close();
    await cloud.stop();
  });

  it('give short names for what the facts call otherwise', () => {
    expect([network.cidr, subnet.cidr, subnet.zone]).to.deep.equal([
      '10.0.0.0/16',
      '10.0.1.0/24',
      'cn-beijing-a',
    ]);
  });

  it('list the instances inside a VPC', async () => {
    const ecs = new EcsClient(vpc.session);
    const [web] = await ecs
      .instances()
      .create()
      .name('web')
      .type('ecs.g1.large')
      .zone('cn-beijing-a')
      .image('image-1')
      .keyPairName('key')
      .networkInterface((nic) => nic.subnet(subnet.id).securityGroup(group.id))
      .volume((volume) => volume.type('ESSD_PL0').size(40))
      .count(1)
      .run();
    expect((await network.instances().toArray()).map(({ id }) => id)).to.deep.equal([web?.id]);
    expect(await vpc.vpc('vpc-other').instances().toArray()).to.deep.equal([]);
  });

  it('open and close a security group', async () => {
    const other = await network.securityGroups().create().name('office').run(soon);
    await group.allowIngress({ port: 443, from: '0.0.0.0/0', description: 'web', priority: 2 });
    await group.allowIngress({ port: [8000, 8100], protocol: 'udp', from: other });
    await group.denyIngress({ from: '10.9.0.0/16' });
    await group.allowEgress({ protocol: 'icmp', to: '::/0' });
    await group.denyEgress({ protocol: 'tcp', to: 'pl-3tp4' });
    const { permissions } = await group.reload();
    const told = permissions.map(({ Direction, Protocol, PortStart, PortEnd, Policy, ...rule }) =>
      [
        Direction,
        Protocol,
        PortStart,
        PortEnd,
        Policy,
        rule.CidrIp || rule.SourceGroupId || rule.PrefixListId,
      ].join(' '),
    );
    expect(told).to.include.members([
      'ingress tcp 443 443 accept 0.0.0.0/0',
      `ingress udp 8000 8100 accept ${other.id}`,
      'ingress all -1 -1 drop 10.9.0.0/16',
      'egress icmp -1 -1 accept ::/0',
      'egress tcp 1 65535 drop pl-3tp4',
    ]);
    await group.removeIngress({ port: 443, from: '0.0.0.0/0' });
    await group.removeEgress({ protocol: 'icmp', to: '::/0' });
    await group.removeIngress({ from: '10.9.0.0/16', policy: 'drop' });
    await group.reload();
    const left = group.permissions.map(({ Direction, Protocol }) => `${Direction} ${Protocol}`);
    expect(left)
      .to.include('ingress udp')
      .and.not.include.members(['ingress tcp', 'egress icmp', 'ingress all']);
  });

  it('refuse rules that say nothing, before anything is sent', async () => {
    const before = cloud.requests.length;
    const nowhere = await errorOf(group.allowIngress({ port: 22, from: 'the office' }));
    expect(nowhere).to.be.instanceOf(ResourceError);
    expect(String(nowhere)).to.contain('"the office" is no address range');
    expect(
      String(await errorOf(group.allowIngress({ port: 22, protocol: 'icmp', from: '::/0' }))),
    ).to.contain('icmp has no ports');
    expect(cloud.requests.length).to.equal(before);
  });

  it('lead routes to resources, and put subnets on tables', async () => {
    const table = await network.routeTables().create().name('own').run(soon);
    const nat = new NatGatewayClient(vpc.session).natGateway('ngw-1');
    const entry = await table.addRoute({ to: '10.8.0.0/16', via: nat, name: 'out' });
    expect(await vpc.describeRouteEntryList({ RouteTableId: table.id })).to.have.nested.include({
      'RouteEntries[0].NextHopType': 'NatGW',
      'RouteEntries[0].NextHopId': 'ngw-1',
      'RouteEntries[0].RouteEntryId': entry.id,
    });
    await table.attachTo(subnet);
    await table.detachFrom(subnet.id);
    await subnet.useRouteTable(table);
    expect(actions(cloud, 3)).to.deep.equal([
      'AssociateRouteTable',
      'DisassociateRouteTable',
      'AssociateRouteTable',
    ]);
    // @ts-expect-error a subnet is no next hop
    const wrong = await errorOf(table.addRoute({ to: '10.7.0.0/16', via: subnet }));
    expect(String(wrong)).to.contain("A vpc.Subnet can't be used here");
  });

  it('refuse a resource of another region', async () => {
    const elsewhere = new TransitRouterClient({ ...cloud.config(), region: 'cn-shanghai' });
    const table = vpc.routeTable('vtb-1');
    const error = await errorOf(table.addRoute({ to: '10.7.0.0/16', via: elsewhere.transitRouter('tr-1') }));
    expect(error).to.be.instanceOf(ResourceError);
    expect(String(error)).to.contain('tr-1 is in cn-shanghai, vpc.RouteTable vtb-1 in cn-beijing');
    elsewhere.close();
  });

  it('attach public addresses, network interfaces and ACLs', async () => {
    const ecs = new EcsClient(vpc.session);
    const eip = await vpc.eips().create().billingType(3).run();
    await eip.attachTo(ecs.instance('i-1'), { privateIpAddress: '10.0.1.5' });
    expect(cloud.requests.at(-1)?.input).to.include({ InstanceId: 'i-1', InstanceType: 'EcsInstance' });
    await eip.waitUntil('Attached', { delayMs: 5 });
    await eip.detach();
    const nic = await subnet.networkInterfaces().create().securityGroup(group.id).run();
    await nic.attachTo('i-1');
    await nic.detachFrom(ecs.instance('i-1'));
    const acl = await network.acls().create().run();
    await acl.attachTo(subnet);
    await acl.setRules({
      ingress: [
        { cidr: '10.0.0.0/8', protocol: 'tcp', port: 22 },
        { cidr: '0.0.0.0/0', policy: 'drop' },
      ],
    });
    await acl.reload();
    expect(
      acl.ingressAclEntries.map(({ Port, Policy, SourceCidrIp }) => [Port, Policy, SourceCidrIp]),
    ).to.deep.equal([
      ['22/22', 'accept', '10.0.0.0/8'],
      ['-1/-1', 'drop', '0.0.0.0/0'],
    ]);
    await acl.detachFrom([subnet]);
    expect(actions(cloud, 1)).to.deep.equal(['DisassociateNetworkAcl']);
  });
});

function actions(cloud: Emulator, last: number): (string | undefined)[] {
  return cloud.requests.slice(-last).map(({ action }) => action);
}
