import { expect } from 'chai';
import { Emulator } from 'volcengine-fluent/emulator';
import { EcsClient } from 'volcengine-fluent/ecs';
import { VeenedgeClient } from 'volcengine-fluent/veenedge';
import { countMember } from '../../../src/catalog/shapes.js';
import { loadService, serviceNames } from '../../../src/catalog/load.js';

describe('a creation of several resources', () => {
  let cloud: Emulator;
  before(async () => (cloud = await new Emulator({ settleMs: 0 }).start()));
  after(() => cloud.stop());

  it('is known to the client by each name that a service has for the count', () => {
    const counted = serviceNames().flatMap((name) => {
      const facts = loadService(name);
      return Object.values(facts.resources).flatMap(({ create }) => {
        const member = countMember(facts, create);
        return create && member !== undefined ? [`${name}.${create.action} ${member}`] : [];
      });
    });
    expect(counted).to.include.members(['ecs.RunInstances Count', 'veenedge.CreateEbsInstances number']);
  });

  it('creates as many in the local cloud as `Count` says', async () => {
    const ecs = new EcsClient(cloud.config());
    const hosts = await ecs
      .dedicatedHosts()
      .create()
      .dedicatedHostName('host')
      .dedicatedHostTypeId('ddh.g2i')
      .zoneId('cn-beijing-a')
      .count(3)
      .run();
    expect(hosts.map(({ id }) => id)).to.have.length(3);
    ecs.close();
  });

  it('creates as many in the local cloud as `number` says', async () => {
    const edge = new VeenedgeClient(cloud.config());
    const volumes = await edge
      .ebsInstances()
      .create()
      .capacity('20')
      .chargeType('HourUsed')
      .clusterName('c-1')
      .ebsType('data')
      .name('data')
      .storageType('CloudBlockSSD')
      .number(3)
      .run();
    expect(volumes.map(({ id }) => id)).to.have.length(3);
    edge.close();
  });
});
