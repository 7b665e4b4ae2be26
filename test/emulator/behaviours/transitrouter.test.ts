import { expect } from 'chai';
import { first, makeNetwork, startFixture, type Fixture } from './fixture.js';

describe('the local transit router', () => {
  let fixture: Fixture;
  let router: string;

  const call = (action: string, input: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
    fixture.caller.call('transitrouter', action, input);
  const apiError = (action: string, input: Record<string, unknown> = {}): Promise<string> =>
    fixture.caller.apiError('transitrouter', action, input);
  const attachVpc = async (): Promise<Record<string, unknown>> => {
    const { vpc, subnet } = await makeNetwork(fixture);
    return {
      TransitRouterId: router,
      VpcId: vpc,
      AttachPoints: [{ SubnetId: subnet, ZoneId: 'cn-beijing-a' }],
    };
  };

  beforeEach(async () => {
    fixture = await startFixture();
    router = String((await call('CreateTransitRouter', { TransitRouterName: 'tr' }))['TransitRouterId']);
  });
  afterEach(() => fixture.cloud.stop());

  it('takes attachments when it is ready, each once, and stays while it has them', async () => {
    const point = { SubnetId: 'subnet-1', ZoneId: 'cn-beijing-a' };
    const attachment = { TransitRouterId: router, VpcId: 'vpc-1', AttachPoints: [point] };
    expect(await apiError('CreateTransitRouterVpcAttachment', attachment)).to.equal(
      'InvalidTransitRouter.InvalidStatus',
    );
    fixture.settle();
    const network = await attachVpc();
    const { TransitRouterAttachmentId } = await call('CreateTransitRouterVpcAttachment', network);
    expect(await apiError('CreateTransitRouterVpcAttachment', network)).to.equal(
      'TransitRouterAttachmentAlreadyExists',
    );
    fixture.settle();
    expect(
      first(
        await call('DescribeTransitRouterAttachments', { TransitRouterId: router }),
        'TransitRouterAttachments',
      ),
    ).to.include({
      TransitRouterAttachmentId,
      ResourceType: 'VPC',
      ResourceId: network['VpcId'],
      Status: 'Available',
    });
    expect(await apiError('DeleteTransitRouter', { TransitRouterId: router })).to.equal(
      'InvalidTransitRouter.InUse',
    );
    expect(await fixture.caller.apiError('vpc', 'DeleteVpc', { VpcId: network['VpcId'] })).to.equal(
      'InvalidVpc.InUse',
    );
    await call('DeleteTransitRouterVpcAttachment', { TransitRouterAttachmentId });
    fixture.settle();
    await call('DeleteTransitRouter', { TransitRouterId: router });
    fixture.settle();
    expect(fixture.cloud.resources('transitrouter.TransitRouter')).to.deep.equal([]);
  });

  it('associates an attachment with one table, and propagates it to several', async () => {
    fixture.settle();
    const { TransitRouterAttachmentId } = await call('CreateTransitRouterVpcAttachment', await attachVpc());
    const tables = [];
    for (const name of ['a', 'b']) {
      const table = { TransitRouterId: router, TransitRouterRouteTableName: name };
      tables.push((await call('CreateTransitRouterRouteTable', table))['TransitRouterRouteTableId']);
    }
    fixture.settle();
    const [a, b] = tables.map((TransitRouterRouteTableId) => ({
      TransitRouterAttachmentId,
      TransitRouterRouteTableId,
    }));
    await call('AssociateTransitRouterAttachmentToRouteTable', a);
    expect(await apiError('AssociateTransitRouterAttachmentToRouteTable', b)).to.match(/AlreadyExists/);
    await call('EnableTransitRouterRouteTablePropagation', a);
    await call('EnableTransitRouterRouteTablePropagation', b);
    fixture.settle();
    const associations = await call('DescribeTransitRouterRouteTableAssociations', {
      TransitRouterRouteTableId: tables[0],
    });
    expect(first(associations, 'TransitRouterRouteTableAssociations')).to.include({
      Status: 'Available',
      TransitRouterAttachmentId,
    });
    expect(
      await apiError('DeleteTransitRouterRouteTable', { TransitRouterRouteTableId: tables[1] }),
    ).to.match(/InUse/);
    expect(await apiError('DeleteTransitRouterVpcAttachment', { TransitRouterAttachmentId })).to.match(
      /InUse/,
    );
    await call('DisableTransitRouterRouteTablePropagation', a);
    await call('DisableTransitRouterRouteTablePropagation', b);
    await call('DissociateTransitRouterAttachmentFromRouteTable', a);
    await call('DeleteTransitRouterVpcAttachment', { TransitRouterAttachmentId });
    await call('DeleteTransitRouterRouteTable', { TransitRouterRouteTableId: tables[1] });
  });

  it('routes to attachments that exist, to each range once', async () => {
    fixture.settle();
    const { TransitRouterAttachmentId } = await call('CreateTransitRouterVpcAttachment', await attachVpc());
    const { TransitRouterRouteTableId } = await call('CreateTransitRouterRouteTable', {
      TransitRouterId: router,
    });
    const entry = {
      TransitRouterRouteTableId,
      DestinationCidrBlock: '10.0.0.0/16',
      TransitRouterRouteEntryNextHopType: 'Attachment',
      TransitRouterRouteEntryNextHopId: TransitRouterAttachmentId,
    };
    await call('CreateTransitRouterRouteEntry', entry);
    expect(await apiError('CreateTransitRouterRouteEntry', entry)).to.match(/AlreadyExists/);
    const nowhere = {
      ...entry,
      DestinationCidrBlock: '10.9.0.0/16',
      TransitRouterRouteEntryNextHopId: 'tr-attach-0',
    };
    expect(await apiError('CreateTransitRouterRouteEntry', nowhere)).to.match(/NotFound/);
    fixture.settle();
    const { TransitRouterRouteEntries } = await call('DescribeTransitRouterRouteEntries', {
      TransitRouterRouteTableId,
    });
    expect(TransitRouterRouteEntries).to.have.length(1).and.have.nested.property('[0].Status', 'Available');
  });

  it('gives peers the bandwidth of a package, and no more than it has', async () => {
    fixture.settle();
    const { TransitRouterBandwidthPackageId } = await call('CreateTransitRouterBandwidthPackage', {
      LocalGeographicRegionSetId: 'China',
      PeerGeographicRegionSetId: 'China',
      Bandwidth: 10,
    });
    const peer = (id: string, Bandwidth: number): Record<string, unknown> => ({
      TransitRouterId: router,
      PeerTransitRouterId: id,
      PeerTransitRouterRegionId: 'cn-shanghai',
      TransitRouterBandwidthPackageId,
      Bandwidth,
    });
    const { TransitRouterAttachmentId } = await call('CreateTransitRouterPeerAttachment', peer('tr-2', 6));
    expect(await apiError('CreateTransitRouterPeerAttachment', peer('tr-3', 6))).to.equal(
      'InvalidBandwidth.Insufficient',
    );
    const shown = first(
      await call('DescribeTransitRouterBandwidthPackages'),
      'TransitRouterBandwidthPackages',
    );
    expect(shown).to.include({ RemainingBandwidth: 4 });
    expect(first(shown, 'Allocations')).to.include({
      TransitRouterPeerAttachmentId: TransitRouterAttachmentId,
      Bandwidth: 6,
    });
    expect(
      await apiError('DeleteTransitRouterBandwidthPackage', { TransitRouterBandwidthPackageId }),
    ).to.match(/InUse/);
    const billing = await call('DescribeTransitRouterBandwidthPackagesBilling');
    expect(first(billing, 'TransitRouterBandwidthPackages')).to.include({ TransitRouterBandwidthPackageId });
  });
});
