import { expect } from 'chai';
import { first, makeNetwork, startFixture, type Fixture } from '../behaviours/fixture.js';

describe('what the local cloud reads back', () => {
  let fixture: Fixture;
  let call: Fixture['caller']['call'];

  before(async () => {
    fixture = await startFixture();
    call = (...args) => fixture.caller.call(...args);
  });
  after(() => fixture.cloud.stop());

  it('has the entries that were added to an access list, until they are removed', async () => {
    const { AclId } = await call('clb', 'CreateAcl', { AclName: 'offices' });
    const entry = { Entry: '192.0.2.0/24', Description: 'Berlin' };
    const entries = async (): Promise<unknown> =>
      (await call('clb', 'DescribeAclAttributes', { AclId }))['AclEntries'];
    expect(await entries(), 'a fresh list').to.deep.equal([]);
    await call('clb', 'AddAclEntries', { AclId, AclEntries: [entry, { Entry: '198.51.100.7/32' }] });
    expect(await entries()).to.deep.equal([entry, { Entry: '198.51.100.7/32' }]);
    await call('clb', 'RemoveAclEntries', { AclId, Entries: ['198.51.100.7/32'] });
    expect(await entries()).to.deep.equal([entry]);
  });

  it('has an attachment, with both sides, until it is detached', async () => {
    const { CenId } = await call('cen', 'CreateCen', {});
    const attached = async (): Promise<readonly unknown[]> =>
      (await call('cen', 'DescribeCenAttachedInstances', { CenId }))['AttachedInstances'] as unknown[];
    expect(await attached(), 'a fresh network').to.deep.equal([]);
    const network = { InstanceId: 'vpc-1', InstanceRegionId: 'cn-beijing', InstanceType: 'VPC' };
    await call('cen', 'AttachInstanceToCen', { CenId, ...network });
    expect(await attached()).to.have.lengthOf(1);
    expect((await attached())[0]).to.include({ CenId, ...network });
    await call('cen', 'DetachInstanceFromCen', { CenId, ...network });
    fixture.settle();
    expect(await attached()).to.deep.equal([]);
  });

  it('has what is billed for a load balancer', async () => {
    const { subnet } = await makeNetwork(fixture);
    const { LoadBalancerId } = await call('clb', 'CreateLoadBalancer', {
      ...{ RegionId: 'cn-beijing', SubnetId: subnet, Type: 'private', LoadBalancerSpec: 'small_1' },
    });
    const billed = await call('clb', 'DescribeLoadBalancersBilling', { LoadBalancerIds: [LoadBalancerId] });
    expect(billed['LoadBalancerBillingConfigs']).to.have.lengthOf(1);
    expect(first(billed, 'LoadBalancerBillingConfigs')).to.include({ LoadBalancerId });
  });

  it('has the task of a new image', async () => {
    const source = { Platform: 'CentOS', Url: 'https://example.com/image.qcow2' };
    const { ImageId } = await call('ecs', 'ImportImage', { ImageName: 'golden', ...source });
    const { Tasks } = await call('ecs', 'DescribeTasks', { ResourceId: ImageId });
    expect(first({ Tasks }, 'Tasks')).to.include({ ResourceId: ImageId, Status: 'Succeeded' });
  });

  it('shows a value under the name that reads use', async () => {
    const { Id: GatewayId } = await call('apig', 'CreateGateway', {
      ...{
        Name: 'edge',
        Region: 'cn-beijing',
        Type: 'standard',
        ResourceSpec: { InstanceSpecCode: '1c2g', Replicas: 2 },
      },
    });
    const { Id } = await call('apig', 'CreateGatewayService', {
      ...{ GatewayId, ServiceName: 'web', Protocol: ['HTTP'], AuthSpec: { Enable: false } },
    });
    const { GatewayService } = await call('apig', 'GetGatewayService', { Id });
    expect(GatewayService).to.include({ Name: 'web' });
    // Nobody set the rest of this object.
    expect((GatewayService as Record<string, unknown>)['AuthSpec']).to.deep.equal({ Enable: false });
  });

  it('answers readers of settings with nothing that nobody set', async () => {
    const { PrefixListId } = await call('vpc', 'CreatePrefixList', {
      PrefixListName: 'offices',
      MaxEntries: 5,
    });
    const answer = await call('vpc', 'DescribePrefixListAssociations', { PrefixListId });
    expect(answer['PrefixListAssociations']).to.deep.equal([]);
  });
});
