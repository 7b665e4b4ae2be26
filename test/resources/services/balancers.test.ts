import { expect } from 'chai';
import { AlbClient } from 'volcengine-fluent/alb';
import { ClbClient } from 'volcengine-fluent/clb';
import { EcsClient, type Instance } from 'volcengine-fluent/ecs';
import type { Emulator } from 'volcengine-fluent/emulator';
import type { Subnet, Vpc } from 'volcengine-fluent/vpc';
import { lastInput, makeNetwork, soon, startCloud } from '../../support/cloud-fixture.js';
import { serverNeeds } from '../../support/server.js';

describe('load balancers, by their curated methods', () => {
  let cloud: Emulator;
  let ecs: EcsClient;
  let network: { vpc: Vpc; subnet: Subnet };
  let web: Instance[];

  before(async () => {
    cloud = await startCloud();
    ecs = new EcsClient(cloud.config());
    network = await makeNetwork(ecs);
    const request = {
      ...serverNeeds,
      NetworkInterfaces: [{ SubnetId: network.subnet.id, SecurityGroupIds: ['sg-1'] }],
      ImageId: 'image-1',
      ZoneId: 'cn-beijing-a',
      KeyPairName: 'key',
      InstanceName: 'web',
    };
    web = await ecs
      .instances()
      .create()
      .from(request)
      .networkInterface((nic) => nic.subnet(network.subnet.id).securityGroup('sg-1'))
      .count(2)
      .run(soon);
  });
  after(async () => {
    ecs.close();
    await cloud.stop();
  });

  it('of the fourth layer: a listener before servers, with rules, paused and sent elsewhere', async () => {
    const clb = new ClbClient(ecs.session);
    const lb = await clb
      .loadBalancers()
      .create()
      .from({ RegionId: ecs.session.config.region ?? '', SubnetId: network.subnet.id, Type: 'private' })
      .run(soon);
    const group = await lb.serverGroups().create().run();
    const other = await lb.serverGroups().create().run();
    const ids = await group.addInstances(web, { port: 8080, weight: 50, description: 'web' });
    await group.addInstances('i-by-id', { port: 81 });
    await group.reload();
    expect(
      group.servers.map(({ InstanceId, Port, Weight, Type }) => [InstanceId, Port, Weight, Type]),
    ).to.deep.equal([
      [web[0]?.id, 8080, 50, 'ecs'],
      [web[1]?.id, 8080, 50, 'ecs'],
      ['i-by-id', 81, 100, 'ecs'],
    ]);
    expect(ids).to.deep.equal(group.servers.slice(0, 2).map(({ ServerId }) => ServerId));

    const listener = await lb.listen(
      {
        protocol: 'HTTPS',
        port: 443,
        forwardTo: group,
        certificate: 'cert-1',
        name: 'web',
        description: 'd',
      },
      soon,
    );
    expect([
      listener.port,
      listener.protocol,
      listener.serverGroupId,
      listener.certificateId,
      listener.name,
    ]).to.deep.equal([443, 'HTTPS', group.id, 'cert-1', 'web']);
    const rule = await listener.addRule({
      domain: 'a.example.com',
      path: '/x',
      forwardTo: other,
      description: 'x',
    });
    expect(cloud.resources('clb.Rule').map(({ RuleId, Domain, Url }) => [RuleId, Domain, Url])).to.deep.equal(
      [[rule, 'a.example.com', '/x']],
    );
    await listener.removeRules([rule]);
    expect(cloud.resources('clb.Rule')).to.deep.equal([]);
    await listener.disable();
    expect((await listener.reload()).enabled).to.equal('off');
    await listener.enable();
    await listener.forwardTo(other.id);
    expect((await listener.reload()).enabled).to.equal('on');
    expect(listener.serverGroupId).to.equal(other.id);

    await group.removeInstances(web[0] as Instance);
    await group.removeInstances('i-unknown');
    await group.removeServers([ids[1] as string]);
    expect((await group.reload()).servers.map(({ InstanceId }) => InstanceId)).to.deep.equal(['i-by-id']);
  });

  it('of the seventh layer: servers with the addresses that they need', async () => {
    const alb = new AlbClient(ecs.session);
    const region = ecs.session.config.region ?? '';
    const lb = await alb
      .loadBalancers()
      .create()
      .from({
        RegionId: region,
        Type: 'private',
        ZoneMappings: [{ SubnetId: network.subnet.id, ZoneId: 'cn-beijing-a' }],
      })
      .run(soon);
    const group = await alb.serverGroups().create().vpc(network.vpc.id).run(soon);
    await group.addInstances([web[0] as Instance, ecs.instance(web[1]?.id as string)], { port: 80 });
    const servers = cloud.resources('alb.ServerGroupBackendServer');
    expect(servers.map(({ InstanceId, Ip, Port }) => [InstanceId, Ip, Port])).to.deep.equal(
      web.map((one) => [one.id, one.privateIps()[0], 80]),
    );
    expect(servers[0]?.['Ip']).to.match(/^10\.0\.0\./);
    const listener = await lb.listen({ protocol: 'HTTP', port: 80, forwardTo: group }, soon);
    const rule = await listener.addRule({ path: '/api', forwardTo: group });
    await listener.removeRules([rule]);
    await listener.disable();
    await listener.enable();
    await listener.forwardTo(group);
    expect(lastInput(cloud, 'ModifyListenerAttributes')).to.include({
      ListenerId: listener.id,
      ServerGroupId: group.id,
    });
    await group.removeInstances(web);
    expect(cloud.resources('alb.ServerGroupBackendServer')).to.deep.equal([]);
  });
});
