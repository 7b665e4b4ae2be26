import { expect } from 'chai';
import { ConflictError, NotFoundError, ResourceError } from '../../../src/errors/index.js';
import type { Facet } from '../../../src/resources/facet.js';
import type { Resource } from '../../../src/resources/resource.js';
import { FakeCloud } from '../../support/fake-cloud.js';
import { errorOf } from '../../support/error-of.js';

/** A method that a resource type's class has by its facts. */
function call(resource: Resource, method: string, ...args: unknown[]): unknown {
  return (resource as unknown as Record<string, (...args: unknown[]) => unknown>)[method]?.(...args);
}

const refusal = {
  ...{ serviceMessage: 'no', status: 404, service: 'billing', region: 'cn-beijing', attempts: 1 },
  ...{ retryable: false, requestId: undefined, action: 'UnsubscribeInstance' },
};

describe('a resource, by what its facts say', () => {
  it('has facets: settings with a reader and a writer', async () => {
    const cloud = new FakeCloud(() => ({ SSLEnable: true }));
    const ssl = call(cloud.collection('rdsmysqlv2', 'DBInstance').handle('mysql-1'), 'ssl') as Facet;
    expect(await ssl.get()).to.deep.equal({ SSLEnable: true });
    expect(cloud.last).to.include({ action: 'DescribeDBInstanceSSL' });
    await ssl.update().from({ SSLAction: 'Open' }).run({ validate: false });
    expect(cloud.last?.action).to.equal('ModifyDBInstanceSSL');
    expect(cloud.last?.request).to.deep.equal({ InstanceId: 'mysql-1', SSLAction: 'Open' });
    const error = await errorOf(ssl.enable());
    expect(error).to.be.instanceOf(ResourceError);
    expect(error.message).to.match(/ssl of an rdsmysqlv2.DBInstance has no enable\(\)/);
  });

  it('waits after an action whose end the facts know, and not after another', async () => {
    let looks = 0;
    const cloud = new FakeCloud(({ action }) =>
      action === 'DescribeInstances'
        ? { Instances: [{ InstanceId: 'i-1', Status: ++looks < 3 ? 'REBUILDING' : 'RUNNING' }] }
        : {},
    );
    const web = cloud.collection('ecs', 'Instance').handle('i-1');
    await call(web, 'replaceSystemVolume', { Size: '40' }, { wait: true, validate: false });
    expect([looks, web.status]).to.deep.equal([3, 'RUNNING']);
    const before = cloud.sent.length;
    const error = await errorOf(call(web, 'stop', {}, { wait: true }) as Promise<unknown>);
    expect(error.message).to.match(/don't name the state after StopInstance/);
    expect(cloud.sent).to.have.length(before);
  });

  it('is updated and awaited, or at least read anew', async () => {
    const cloud = new FakeCloud(({ action }) =>
      action === 'DescribeVpcAttributes' ? { VpcId: 'vpc-1', Status: 'Available', VpcName: 'new' } : {},
    );
    const vpc = cloud.collection('vpc', 'Vpc').handle('vpc-1');
    await vpc
      .update()
      .from({ VpcName: 'new' })
      .run({ wait: true } as object);
    expect([vpc.name, vpc.isLoaded]).to.deep.equal(['new', true]);
  });

  it('is created and updated by other actions too, and names those that there are', async () => {
    const cloud = new FakeCloud(() => ({ ImageId: 'image-2' }));
    const images = cloud.collection('ecs', 'Image');
    const image = (await images
      .create('ImportImage')
      .from({ ImageName: 'mine', Platform: 'CentOS', Url: 'https://example.com/i' })
      .run()) as Resource;
    expect([cloud.last?.action, image.id]).to.deep.equal(['ImportImage', 'image-2']);
    expect(() => images.create('ImportImages')).to.throw(ResourceError, /did you mean "ImportImage"/);
    const rule = cloud.collection('fwcenter', 'AddressBook').handle('group-1');
    await rule.update('ModifyAddressBookList').from({ ModifyType: 'add' }).run({ validate: false });
    expect(cloud.last?.request).to.include({ GroupUuid: 'group-1' });
    expect(() => rule.update('DeleteAddressBook')).to.throw(ResourceError, /Known: ModifyAddressBook/);
  });

  it('reads its tags by the service’s tag action', async () => {
    const cloud = new FakeCloud(() => ({ ResourceTags: [{ TagKey: 'team', TagValue: 'shop' }] }));
    const user = cloud.collection('iam', 'User').handle('ann');
    expect(await call(user, 'readTags')).to.deep.equal({ team: 'shop' });
    expect(cloud.last?.request).to.include({ ResourceType: 'User' });
    expect(cloud.last?.request['ResourceNames']).to.deep.equal(['ann']);
  });

  it('has a name across services, and is moved to another project by it', async () => {
    const cloud = new FakeCloud(({ action }) =>
      action === 'GetCallerIdentity' ? { AccountId: 2100000001 } : {},
    );
    const web = cloud.collection('ecs', 'Instance').handle('i-1');
    expect(await call(web, 'trn')).to.equal('trn:ecs:cn-beijing:2100000001:instance/i-1');
    await call(web, 'moveToProject', 'shop');
    expect(cloud.last).to.include({ service: 'iam20210801', action: 'MoveProjectResource' });
    expect(cloud.last?.request['TargetProjectName']).to.equal('shop');
  });

  it('is given back as the product that it was ordered as', async () => {
    const cloud = new FakeCloud(({ request }) => {
      if (request['Product'] === 'ECS_BareMetal') return { OrderID: 'order-1' };
      throw new NotFoundError({ ...refusal, code: 'InvalidInstance.NotFound' });
    });
    const web = cloud.collection('ecs', 'Instance').handle('i-1');
    expect(await call(web, 'unsubscribe')).to.deep.equal({ OrderID: 'order-1' });
    expect(cloud.sent.map(({ request }) => request['Product'])).to.deep.equal([
      'HPC_GPU',
      'ECS',
      'ECS_BareMetal',
    ]);
    const error = await errorOf(call(web, 'unsubscribe', { product: 'GPU_Server' }) as Promise<unknown>);
    expect(error).to.be.instanceOf(NotFoundError);
  });

  it('is read from its parent where only that tells it', async () => {
    const filters = [
      { TrafficMirrorFilterId: 'f-1', EgressFilterRules: [{ TrafficMirrorFilterRuleId: 'r-1' }] },
      {
        TrafficMirrorFilterId: 'f-2',
        IngressFilterRules: [{ TrafficMirrorFilterRuleId: 'r-2', Priority: 3 }],
      },
    ];
    const cloud = new FakeCloud(() => ({ TrafficMirrorFilters: filters }));
    const rules = cloud.collection('vpc', 'TrafficMirrorFilterRule');
    expect((await rules.get('r-2')).data).to.deep.equal({ TrafficMirrorFilterRuleId: 'r-2', Priority: 3 });
    expect(await rules.exists('r-3')).to.equal(false);
    const servers = new FakeCloud(() => ({ Servers: [{ ServerId: 's-1' }, { ServerId: 's-2', Weight: 5 }] }));
    const server = servers.collection('clb', 'ServerGroupBackendServer').handle({
      ...{ ServerGroupId: 'rsp-1', ServerId: 's-2' },
    });
    expect((await server.reload()).data).to.deep.equal({ ServerId: 's-2', Weight: 5 });
    expect(servers.last?.request).to.deep.equal({ ServerGroupId: 'rsp-1' });
  });

  it('leads from a view to what it is a view of', async () => {
    const cloud = new FakeCloud(() => ({ InvocationInstances: [{ InstanceId: 'i-1' }] }));
    const list = cloud.collection('ecs', 'InvocationInstance').list({ InvocationId: 'ivk-1' });
    const view = (await list.first()) as Resource;
    expect((call(view, 'instance') as Resource).$resource).to.equal('ecs.Instance');
  });

  it('is stopped before it is deleted where the facts say so, and conflicts are tried again', async () => {
    let refusals = 2;
    const cloud = new FakeCloud(({ action }) => {
      if (action !== 'DeleteCdnDomain' || refusals-- === 0) return {};
      throw new ConflictError({ ...refusal, code: 'InvalidOperation.Conflict' });
    });
    const domain = cloud.collection('cdn', 'CdnDomain').handle('www.example.com');
    await domain.delete({ retryConflictsMs: 60_000 });
    expect(cloud.sent.map(({ action }) => action)).to.deep.equal([
      ...['StopCdnDomain', 'DeleteCdnDomain', 'DeleteCdnDomain', 'DeleteCdnDomain'],
    ]);
  });

  it('tells the tasks and orders that its creation started', async () => {
    const cloud = new FakeCloud(() => ({ InstanceId: 'mysql-1', OrderId: 'order-1' }));
    const made = cloud.collection('rdsmysqlv2', 'DBInstance').create().from({ DBEngineVersion: 'MySQL_8_0' });
    expect(((await made.run({ validate: false })) as Resource).taskIds).to.deep.equal(['order-1']);
  });
});
