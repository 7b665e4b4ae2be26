import { expect } from 'chai';
import { CenClient } from 'volcengine-fluent/cen';
import type { Emulator } from 'volcengine-fluent/emulator';
import { NatGatewayClient } from 'volcengine-fluent/natgateway';
import { VpcClient, type Subnet, type Vpc } from 'volcengine-fluent/vpc';
import { VpnClient } from 'volcengine-fluent/vpn';
import { lastInput, makeNetwork, soon, startCloud } from '../../support/cloud-fixture.js';

describe('gateways and networks of networks, by their curated methods', () => {
  let cloud: Emulator;
  let vpcs: VpcClient;
  let network: { vpc: Vpc; subnet: Subnet };

  before(async () => {
    cloud = await startCloud();
    vpcs = new VpcClient(cloud.config());
    network = await makeNetwork(vpcs);
  });
  after(async () => {
    vpcs.close();
    await cloud.stop();
  });

  it('a NAT gateway lets a subnet and a range out, and a port in', async () => {
    const nat = await new NatGatewayClient(vpcs.session)
      .gateways()
      .create()
      .vpc(network.vpc.id)
      .subnet(network.subnet.id)
      .run(soon);
    // Each entry makes the gateway busy for a moment.
    const idle = () => nat.waitUntil('Available', soon.wait);
    expect(nat.zone).to.equal('cn-beijing-a');
    const eip = await vpcs.eips().create().billingType(2).run(soon);
    const out = await nat.snat(network.subnet, eip, { name: 'out', ...soon });
    expect([out.subnetId, out.eipId, out.name]).to.deep.equal([network.subnet.id, eip.id, 'out']);
    await idle();
    const range = await nat.snat('10.0.1.0/24', eip.id, soon);
    expect(range.sourceCidr).to.equal('10.0.1.0/24');
    await idle();
    const natIp = await nat.natIps().create().run(soon);
    const inside = await nat.snat(network.subnet.id, natIp, soon);
    expect(inside.natIpId).to.equal(natIp.id);
    expect(lastInput(cloud, 'CreateSnatEntry')).not.to.have.property('EipId');
    await idle();
    const web = await nat.dnat(
      { externalIp: eip.address, externalPort: 80, internalIp: '10.0.0.5', internalPort: 8080, name: 'web' },
      soon,
    );
    expect([web.protocol, web.externalIp, web.externalPort, web.internalPort, web.name]).to.deep.equal([
      'tcp',
      eip.address,
      '80',
      '8080',
      'web',
    ]);
    await idle();
    const dns = await nat.dnat(
      { protocol: 'udp', externalIp: eip.address, externalPort: '53', internalIp: '10.0.0.5' },
      soon,
    );
    expect([dns.protocol, dns.internalPort]).to.deep.equal(['udp', '53']);
  });

  it('a VPN gateway is joined to another network and sends ranges there', async () => {
    const vpn = new VpnClient(vpcs.session);
    const gateway = await vpn
      .gateways()
      .create()
      .from({ Bandwidth: 5, VpcId: network.vpc.id, SubnetId: network.subnet.id })
      .run(soon);
    const office = await vpn.customerGateways().create().ipAddress('198.51.100.1').run(soon);
    const presharedKey = 'hunter2-hunter2';
    const connection = await gateway.connect(
      {
        to: office,
        localSubnets: ['10.0.0.0/16'],
        remoteSubnets: ['192.168.0.0/16'],
        presharedKey,
        ikeVersion: 'ikev2',
        name: 'office',
        description: 'd',
      },
      soon,
    );
    expect([connection.customerGatewayId, connection.name, connection.remoteSubnet]).to.deep.equal([
      office.id,
      'office',
      ['192.168.0.0/16'],
    ]);
    const route = await gateway.addRoute({ to: '192.168.0.0/16', via: connection }, soon);
    expect([route.nextHopId, route.destinationCidrBlock]).to.deep.equal([connection.id, '192.168.0.0/16']);
    expect((await gateway.connections().toArray()).map(({ id }) => id)).to.deep.equal([connection.id]);
    expect(vpn.connection(connection.id).id).to.equal(vpn.vpnConnection(connection.id).id);
    expect(JSON.stringify(cloud.requests)).not.to.contain(presharedKey);
  });

  it('an enterprise network takes in networks of any region, and gives regions bandwidth', async () => {
    const cen = new CenClient(vpcs.session);
    const wan = await cen.cens().create().run(soon);
    const far = new VpcClient({ ...cloud.config(), region: 'cn-shanghai' }).vpc('vpc-far');
    await wan.attach(network.vpc);
    await wan.attach(far, { ownerId: '2100000002' });
    expect(lastInput(cloud, 'AttachInstanceToCen')).to.deep.equal({
      CenId: wan.id,
      InstanceId: 'vpc-far',
      InstanceType: 'VPC',
      InstanceRegionId: 'cn-shanghai',
      InstanceOwnerId: '2100000002',
    });
    await wan.detach(far);
    expect(lastInput(cloud, 'DetachInstanceFromCen')).to.include({
      CenId: wan.id,
      InstanceRegionId: 'cn-shanghai',
    });
    const bandwidth = await cen
      .bandwidthPackages()
      .create()
      .from({ LocalGeographicRegionSetId: 'China', PeerGeographicRegionSetId: 'China' })
      .run(soon);
    await bandwidth.attachTo(wan);
    expect(lastInput(cloud, 'AssociateCenBandwidthPackage')).to.deep.equal({
      CenId: wan.id,
      CenBandwidthPackageId: bandwidth.id,
    });
    const way = await wan.connectRegions('cn-beijing', 'cn-shanghai', {
      bandwidthMbps: 10,
      bandwidthPackage: bandwidth,
      ...soon,
    });
    expect([way.bandwidth, way.localRegionId, way.peerRegionId, way.cenBandwidthPackageId]).to.deep.equal([
      10,
      'cn-beijing',
      'cn-shanghai',
      bandwidth.id,
    ]);
    await bandwidth.detachFrom(wan.id);
    expect(lastInput(cloud, 'DisassociateCenBandwidthPackage')).to.include({ CenId: wan.id });
  });

  it('says what an enterprise network can take', async () => {
    const wan = new CenClient(vpcs.session).cen('cen-1');
    const error = await wan.attach(network.subnet as never).catch((caught: unknown) => caught);
    expect(String(error)).to.match(/A vpc\.Subnet can't be used here: pass one of vpc\.Vpc, directconnect/);
  });
});
