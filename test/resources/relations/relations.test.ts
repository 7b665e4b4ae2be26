import { expect } from 'chai';
import { loadService } from '../../../src/catalog/load.js';
import type { Relation } from '../../../src/resources/model/relations-model.js';
import { curatedServices, modelOf, PlantedCloud } from './planted-cloud.js';
import { walkRelation } from './walk-relation.js';

/** Relations whose target can't be read from there, with what nobody tells; its handle is right. */
const unread: Readonly<Record<string, string>> = {
  // An activity tells the hook, and neither it nor a parent tells the group of both.
  'autoscaling.LifecycleActivity.lifecycleHook':
    'Reading an autoscaling.LifecycleHook needs ScalingGroupId besides its id: pass both as an object',
};

describe('every relation of a curated service', function () {
  this.timeout(120_000);
  const relations = curatedServices.flatMap((service) =>
    Object.keys(loadService(service).resources).flatMap((resourceType) => {
      const key = `${service}.${resourceType}`;
      return modelOf(key).relations.map((relation): readonly [string, Relation] => [key, relation]);
    }),
  );
  let planted: PlantedCloud;

  before(async () => {
    const types = relations.flatMap(([key, { service, resourceType }]) => [
      key,
      `${service}.${resourceType}`,
    ]);
    planted = await PlantedCloud.start(new Set(types));
  });
  after(() => planted.stop());

  it('leads to what it names, and back', async () => {
    const wrong: Record<string, string> = {};
    for (const [key, relation] of relations) {
      const problem = await walkRelation(planted, key, relation);
      if (problem !== undefined) wrong[`${key}.${relation.name}`] = problem;
    }
    expect(relations.length).to.be.greaterThan(400);
    expect(wrong).to.deep.equal(unread);
  });
});
