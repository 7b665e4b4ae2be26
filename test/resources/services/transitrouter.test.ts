import { expect } from 'chai';
import { AutoScalingClient, AutoScalingGroup, ScalingGroup } from 'volcengine-fluent/autoscaling';
import { Emulator } from 'volcengine-fluent/emulator';
import { RouteTable, TransitRouterClient, type TransitRouter } from 'volcengine-fluent/transitrouter';

describe('curated resources of transitrouter', () => {
  let cloud: Emulator;
  let transit: TransitRouterClient;
  let router: TransitRouter;
  const soon = { wait: { delayMs: 5 } };
  const last = () => cloud.requests.at(-1)!;

  before(async () => {
    cloud = await new Emulator({ settleMs: 5, references: 'none' }).start();
    transit = new TransitRouterClient(cloud.config());
    router = await transit.transitRouters().create().name('backbone').run(soon);
  });
  after(async () => {
    transit.close();
    await cloud.stop();
  });

  it('go by their short names', async () => {
    const table = await router.routeTables().create().run(soon);
    expect(table).to.be.instanceOf(RouteTable);
    expect((await router.routeTables().list().toArray()).map(({ id }) => id)).to.include(table.id);
    expect(transit.routePolicyTable('trp-1').$resource).to.equal(
      'transitrouter.TransitRouterRoutePolicyTable',
    );
    expect(AutoScalingGroup).to.equal(ScalingGroup);
    const autoscaling = new AutoScalingClient(transit.session);
    expect(autoscaling.group('scg-1')).to.be.instanceOf(AutoScalingGroup);
    expect(autoscaling.policy('sp-1').$resource).to.equal('autoscaling.ScalingPolicy');
  });

  it('join attachments and route tables', async () => {
    const table = await router.routeTables().create().run(soon);
    const attachment = await router
      .vpcAttachments()
      .create()
      .vpc('vpc-1')
      .attachPoint((point) => point.subnet('subnet-1').zone('cn-beijing-a'))
      .run(soon);
    await attachment.associateWith(table);
    expect(last().action).to.equal('AssociateTransitRouterAttachmentToRouteTable');
    await attachment.propagateTo(table);
    const associations = await table.associations().list().toArray();
    expect(associations.map(({ id }) => id)).to.deep.equal([attachment.id]);
    expect((await associations[0]!.transitRouterAttachment().reload()).data).to.include({
      TransitRouterId: router.id,
    });
    const [propagation] = await table.propagations().list().toArray();
    expect((await propagation!.reload()).transitRouterRouteTable().id).to.equal(table.id);
    const route = await table.addRoute({ to: '10.1.0.0/16', via: attachment, name: 'left' });
    await route.reload();
    expect(route.data).to.include({
      DestinationCidrBlock: '10.1.0.0/16',
      TransitRouterRouteEntryNextHopType: 'Attachment',
      TransitRouterRouteEntryNextHopId: attachment.id,
    });
    await table.addRoute({ to: '10.9.0.0/16' });
    expect(last().input).to.include({ TransitRouterRouteEntryNextHopType: 'BlackHole' });
    expect(
      (await table.routes().list().toArray()).map(({ destinationCidrBlock }) => destinationCidrBlock),
    ).to.include('10.9.0.0/16');
    await propagation!.delete();
    expect(await table.propagations().list().toArray()).to.deep.equal([]);
    await attachment.propagateTo(table);
    await attachment.stopPropagatingTo(table);
    await attachment.dissociateFrom(table.id);
    expect(last().input).to.include({
      TransitRouterAttachmentId: attachment.id,
      TransitRouterRouteTableId: table.id,
    });
  });

  it('let policies work on attachments', async () => {
    for (const [policy, resourceType] of [
      [transit.forwardPolicyTable('trfp-1'), 'ForwardPolicyTable'],
      [transit.trafficQosMarkingPolicy('trm-1'), 'TrafficQosMarkingPolicy'],
      [transit.trafficQosQueuePolicy('trq-1'), 'TrafficQosQueuePolicy'],
    ] as const) {
      await policy.attachTo('tr-attach-1').catch(() => undefined);
      expect(last().action).to.equal(`AssociateTransitRouter${resourceType}ToAttachment`);
      expect(last().input).to.include({ TransitRouterAttachmentId: 'tr-attach-1' });
      await policy.detachFrom('tr-attach-1').catch(() => undefined);
      expect(last().action).to.equal(`DissociateTransitRouter${resourceType}FromAttachment`);
    }
  });

  it('tell how a bandwidth package is paid', async () => {
    const found = await transit.bandwidthPackageBillings().list().toArray();
    expect(found).to.be.an('array');
    expect(last().action).to.equal('DescribeTransitRouterBandwidthPackagesBilling');
  });
});
