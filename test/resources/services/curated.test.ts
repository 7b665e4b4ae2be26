import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { loadService } from '../../../src/catalog/load.js';
import { camelName } from '../../../src/catalog/names.js';
import { inputShape } from '../../../src/catalog/shapes.js';
import { shortAccessors, type CuratedService } from '../../../src/resources/curated.js';
import { collectionMembers, resourceMembers } from '../../../src/resources/model/methods.js';
import { accessorsOf, clientMembers } from '../../../src/resources/model/accessors.js';
import { resourceModelOf, type ResourceModel } from '../../../src/resources/model/resource-model.js';

const root = new URL('../../../src/resources/services/', import.meta.url);
const services = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/index.ts`, root)))
  .map(({ name }) => name);

async function curatedOf(service: string): Promise<CuratedService> {
  const module = (await import(new URL(`${service}/index.ts`, root).href)) as { default: CuratedService };
  return module.default;
}

function membersOf(model: ResourceModel): Set<string> {
  return new Set(
    [...model.getters, ...model.methods, ...model.relations, ...model.facets]
      .map(({ name }) => name)
      .concat([...resourceMembers]),
  );
}

describe('what curated files add', () => {
  it('is there for the services that people use most', () => {
    expect(services).to.include.members([
      'ecs',
      'storageebs',
      'vpc',
      'autoscaling',
      'transitrouter',
      'clb',
      'alb',
      'iam',
      'vke',
      'rdsmysqlv2',
    ]);
  });

  it('is all told in docs/curated.md', async () => {
    const told = readFileSync(new URL('../../../docs/curated.md', import.meta.url), 'utf8');
    const names = new Set<string>();
    for (const service of services) {
      for (const added of Object.values(await curatedOf(service))) {
        const { methods, collectionMethods, shortNames } = added;
        for (const part of [methods, collectionMethods, shortNames]) {
          for (const name of Object.keys(part ?? {})) names.add(name);
        }
      }
    }
    expect(
      [...names].filter((name) => !told.includes(`\`${name}(`) && !told.includes(`\`${name}\``)),
    ).to.deep.equal([]);
  });

  for (const service of services) {
    it(`of ${service}, hides nothing that the facts give and leads to what there is`, async () => {
      const facts = loadService(service);
      const takenOnClient = new Set([
        ...clientMembers,
        ...Object.keys(facts.actions).map(camelName),
        ...[...accessorsOf(facts).values()].flatMap(({ many, one }) => [many, one]),
      ]);
      const takenExports = new Set([...Object.keys(facts.resources), ...Object.keys(facts.shapes)]);
      for (const [resourceType, added] of Object.entries(await curatedOf(service))) {
        const model = resourceModelOf(facts, resourceType) as ResourceModel;
        expect(model, `${service}.${resourceType}`).to.be.an('object');
        const members = membersOf(model);
        for (const [short, name] of Object.entries(added.shortNames ?? {})) {
          expect(members.has(name), `${resourceType}.${short} stands for ${name}`).to.equal(true);
          expect(members.has(short), `${resourceType}.${short} is taken`).to.equal(false);
          members.add(short);
        }
        for (const name of Object.keys(added.methods ?? {})) {
          expect(members.has(name), `${resourceType}.${name} is taken`).to.equal(false);
        }
        const onCollection = new Set(model.collectionMethods.map(({ name }) => name));
        for (const name of Object.keys(added.collectionMethods ?? {})) {
          expect(onCollection.has(name) || collectionMembers.has(name), `${resourceType}s.${name}`).to.equal(
            false,
          );
        }
        const input = inputShape(facts, model.creations[0]?.action);
        for (const wire of Object.keys(added.defaults ?? {})) {
          expect(input[wire], `${resourceType}'s creation has no ${wire}`).to.be.an('object');
        }
        const names = shortAccessors(added);
        for (const name of names ? [names.many, names.one] : []) {
          expect(takenOnClient.has(name), `${service}'s client has ${name} already`).to.equal(false);
          takenOnClient.add(name);
        }
        if (added.className === undefined) continue;
        expect(takenExports.has(added.className), `${service} exports ${added.className} already`).to.equal(
          false,
        );
        takenExports.add(added.className);
      }
    });
  }

  for (const service of services) {
    it(`of ${service}, hides no type that is made from the facts`, () => {
      const index = readFileSync(new URL(`${service}/index.ts`, root), 'utf8');
      const listed = [...index.matchAll(/export type \{([^}]*)\}/g)].flatMap(([, names = '']) =>
        names.split(',').map((each) => each.trim().split(' as ').at(-1) as string),
      );
      const declared = [...index.matchAll(/export (?:type|interface) (\w+)/g)].map(([, name = '']) => name);
      const { shapes, resources } = loadService(service);
      const made = new Set([
        ...Object.keys(shapes),
        ...Object.keys(resources).flatMap((resourceType) =>
          ['', 'Data', 'Identity', 'List', 'Collection', 'State'].map((part) => resourceType + part),
        ),
      ]);
      expect([...listed, ...declared].filter((name) => made.has(name))).to.deep.equal([]);
    });
  }
});
