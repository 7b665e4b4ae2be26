import { expect } from 'chai';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import { settersOf } from '../../src/builders/setters.js';
import { ResourceError } from '../../src/errors/index.js';
import type { Collection } from '../../src/resources/collection.js';
import { makeCollection } from '../../src/resources/context.js';
import { FakeCloud } from '../support/fake-cloud.js';

type Setters = Record<string, (value: unknown) => Setters> & { toJSON(): Record<string, unknown> };

/** The builder of a creation, without types. */
const create = (collection: Collection) => collection.create() as unknown as Setters;

describe('setters that take resources', () => {
  const cloud = new FakeCloud();
  const handle = (service: string, resourceType: string, id: string, region = 'cn-beijing') =>
    makeCollection(cloud.dispatcher(service, region), resourceType).handle(id);
  const vpc = handle('vpc', 'Vpc', 'vpc-1');
  const subnet = handle('vpc', 'Subnet', 'subnet-1');
  const group = handle('vpc', 'SecurityGroup', 'sg-1');

  it('send their ids: by long and short names, in lists, and in nested builders', () => {
    expect(create(cloud.collection('vpc', 'Subnet')).vpcId!(vpc).toJSON()).to.deep.equal({ VpcId: 'vpc-1' });
    expect(create(cloud.collection('vpc', 'Subnet')).vpc!(vpc).toJSON()).to.deep.equal({ VpcId: 'vpc-1' });
    const instance = create(cloud.collection('ecs', 'Instance'));
    const nic = (builder: Setters) => builder.subnet!(subnet).securityGroup!(group).securityGroup!('sg-2');
    expect(instance.networkInterface!(nic).image!(handle('ecs', 'Image', 'image-1')).toJSON()).to.deep.equal({
      NetworkInterfaces: [{ SubnetId: 'subnet-1', SecurityGroupIds: ['sg-1', 'sg-2'] }],
      ImageId: 'image-1',
    });
    const cluster = create(cloud.collection('vke', 'Cluster'));
    const config = (builder: Setters) => builder.subnetIds!([subnet, 'subnet-2']);
    expect(cluster.clusterConfig!(config).toJSON()).to.deep.equal({
      ClusterConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
    });
    const from = cloud.collection('vpc', 'Subnet').create().from({ VpcId: vpc });
    expect(from.toJSON()).to.deep.equal({ VpcId: 'vpc-1' });
  });

  it('filter lists', () => {
    const list = cloud.collection('vpc', 'Subnet').list() as unknown as Setters;
    expect(list.vpcId!(vpc).toJSON()).to.deep.equal({ VpcId: 'vpc-1' });
  });

  it('refuse another type, and members that are no ids', () => {
    const builder = create(cloud.collection('vpc', 'Subnet'));
    expect(() => builder.vpcId!(subnet)).to.throw(ResourceError, 'vpcId() takes a vpc.Vpc, not a vpc.Subnet');
    expect(() => builder.subnetName!(vpc)).to.throw(ResourceError, 'subnetName() takes no resource');
    expect(() => cloud.collection('vpc', 'Subnet').create().from({ VpcId: subnet })).to.throw(ResourceError);
  });

  it('refuse a resource of another region, also in nested builders; global ones are of all regions', () => {
    const far = handle('vpc', 'Subnet', 'subnet-9', 'cn-shanghai');
    const instance = create(cloud.collection('ecs', 'Instance'));
    expect(() => instance.networkInterface!((builder: Setters) => builder.subnet!(far))).to.throw(
      ResourceError,
      'vpc.Subnet subnet-9 is in cn-shanghai, and this request goes to cn-beijing',
    );
    const user = handle('iam', 'User', 'ann', 'cn-shanghai');
    const key = create(cloud.collection('iam', 'AccessKey'));
    expect(key.userName!(user).toJSON()).to.deep.equal({ UserName: 'ann' });
  });

  it('refuse a resource that was deleted, or has no id', async () => {
    const gone = handle('vpc', 'Vpc', 'vpc-2');
    await gone.delete();
    const builder = create(cloud.collection('vpc', 'Subnet'));
    expect(() => builder.vpc!(gone)).to.throw(ResourceError, /vpc-2 was deleted/);
    const { context } = cloud.collection('vpc', 'Vpc');
    expect(() => builder.vpc!(context.make({}))).to.throw(ResourceError);
  });

  it('are those of 4,000 request members, whose names or creations say what they refer to', () => {
    const found = new Set<string>();
    for (const service of serviceNames()) {
      const facts = loadService(service);
      for (const shape of Object.keys(facts.shapes)) {
        for (const { wire, refersTo } of settersOf(facts, shape)) {
          if (refersTo !== undefined) found.add(`${service}.${shape}.${wire} ${refersTo}`);
        }
      }
    }
    expect(found.size).to.be.greaterThan(4_000);
    const wrong = [...found].filter((each) => {
      const [service = '', resourceType = ''] = each.split(' ')[1]!.split('.');
      return !loadService(service).resources[resourceType];
    });
    expect(wrong).to.deep.equal([]);
  });
});
