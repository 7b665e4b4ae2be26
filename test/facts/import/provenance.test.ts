import { readFileSync, readdirSync } from 'node:fs';
import { expect } from 'chai';
import { correctedServices, readCorrections } from '../../../facts/corrections.js';
import { applyCurated, curate, curatedText, readCurated } from '../../../facts/import/curated.js';
import { readLeftOut } from '../../../facts/import/left-out.js';
import { partsWithoutSource, provenanceText, type Provenance } from '../../../facts/import/provenance.js';
import { prune } from '../../../facts/import/prune.js';
import { inOrder } from '../../../facts/rules/order.js';
import { confidenceOf } from '../../../facts/rules/confidence.js';
import { serviceNames } from '../../../src/catalog/load.js';
import type { ServiceFacts } from '../../../src/catalog/types.js';
import { importShop } from './fixture.js';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const factsOf = (service: string): ServiceFacts => JSON.parse(read(`catalog/${service}.json`)) as ServiceFacts;
const provenanceFile = (service: string): Provenance =>
  JSON.parse(read(`facts/provenance/${service}.json`)) as Provenance;

describe('the sources of the facts', () => {
  it('stand behind every part of every resource type', () => {
    const corrected = new Set(correctedServices());
    const missing = serviceNames().flatMap((service) => {
      const corrections = corrected.has(service) ? readCorrections(service).map(({ at }) => at) : [];
      return partsWithoutSource(factsOf(service), provenanceFile(service), corrections).map((part) => `${service} ${part}`);
    });
    expect(missing).to.deep.equal([]);
  });

  it('stand behind every service, and every curated fact names its own', () => {
    const versions = JSON.parse(read('catalog/sources.json')) as Record<string, { version: string }>;
    expect(versions['python']?.version).to.match(/^\d+\.\d+\.\d+$/);
    expect(versions['node']?.version).to.match(/^\d+\.\d+\.\d+$/);
    let curated = 0;
    for (const service of serviceNames()) {
      const provenance = provenanceFile(service);
      expect(provenance.sdks, service).not.to.deep.equal([]);
      expect(provenanceText(provenance), service).to.equal(read(`facts/provenance/${service}.json`));
      for (const { source } of readCurated(service)) {
        expect(source, service).not.to.equal('');
        curated += 1;
      }
    }
    expect(curated).to.be.greaterThan(0);
    expect(Object.keys(readLeftOut())).to.have.length.greaterThan(0);
    for (const file of readdirSync(new URL('../../../facts/curated/', import.meta.url))) {
      const service = file.slice(0, -'.json'.length);
      expect(curatedText(readCurated(service)), service).to.equal(read(`facts/curated/${file}`));
    }
  });

  it('are asked for: a part without one is found', () => {
    const imported = importShop().services.get('shop');
    if (!imported) throw new Error('The shop was not imported');
    const { facts, provenance } = imported;
    expect(partsWithoutSource(facts, provenance, [])).to.deep.equal([]);
    const { Basket } = facts.resources;
    const made = { resources: { Basket: { ...Basket, projectTrn: { service: 'shop', type: 'basket' } } } } as never;
    expect(partsWithoutSource(made, provenance, [])).to.deep.equal(['resources.Basket.projectTrn']);
    expect(partsWithoutSource(made, provenance, ['resources.Basket.projectTrn.type'])).to.deep.equal([]);
  });

  it('say by what a type is confirmed, and confidence follows', () => {
    const lifecycle = {
      type: 'house_basket',
      service: 'shop',
      create: ['CreateBasket'],
      read: 'DescribeBaskets',
      delete: [{ action: 'DeleteBasket', retryMinutes: 5 }],
      waits: { create: { CreateBasket: ['Full', 'Empty'] } },
      projectTrn: { service: 'shop', type: 'basket' },
    };
    const schema = {
      type: 'House::Basket',
      service: 'shop',
      create: ['CreateBasket'],
      createOnly: ['Kind', 'Elsewhere'],
      readOnly: ['Status'],
    };
    const evidence = { terraform: [lifecycle], cloudControl: [schema] };
    const imported = importShop({ evidenceOf: () => evidence }).services.get('shop');
    const basket = imported?.facts.resources['Basket'];
    expect(basket?.confidence).to.equal('high');
    expect(basket?.delete?.retryMinutes).to.equal(5);
    expect(basket?.status?.ready).to.deep.equal(['Empty', 'Full']);
    expect(basket?.createOnly).to.deep.equal(['Kind']);
    expect(imported?.facts.resources['Apple']?.confidence).to.equal('medium');
    const sources = imported?.provenance.resources['Basket'];
    expect(sources?.['rules terraform:house_basket']).to.deep.equal(['create.action', 'list.action', 'delete.action']);
    expect(sources?.['cloudControl:House::Basket']).to.deep.equal(['createOnly', 'readOnly']);
    expect(sources?.['terraform:house_basket']).to.include('status.ready');
    expect(confidenceOf({ kind: 'full', create: { action: 'A' }, id: { request: 'Id' } }, false)).to.equal('low');
  });
});

describe('the order of the facts', () => {
  it('is the same in every file of the catalog, so that an import changes what changed', () => {
    const unordered = serviceNames().filter((service) => {
      const { resources } = factsOf(service);
      return JSON.stringify(inOrder(resources)) !== JSON.stringify(resources);
    });
    expect(unordered).to.deep.equal([]);
    const made = { zone: { confidence: 'low', kind: 'readonly' }, area: { kind: 'readonly', confidence: 'low' } } as const;
    expect(JSON.stringify(inOrder(made))).to.equal(
      '{"area":{"kind":"readonly","confidence":"low"},"zone":{"kind":"readonly","confidence":"low"}}',
    );
    const strange = { zone: { colour: 'red', ...made.zone } as never };
    expect(JSON.stringify(inOrder(strange))).to.equal(
      '{"zone":{"kind":"readonly","confidence":"low","colour":"red"}}',
    );
  });
});

describe('curated facts', () => {
  it('are what one catalog has and another lacks, and make the one of the other', () => {
    const facts = importShop().services.get('shop')?.facts as ServiceFacts;
    const wanted = structuredClone(facts) as unknown as Record<string, Record<string, Record<string, unknown>>>;
    delete wanted['resources']?.['Stall'];
    Object.assign(wanted['resources']?.['Basket'] as object, { name: 'Kind' });
    const kept = curate(facts, wanted, 'a shelf');
    expect(kept.map(({ at, value }) => [at, value])).to.deep.equal([
      ['resources.Basket.name', 'Kind'],
      ['resources.Stall', null],
    ]);
    const made = importShop({ curatedOf: () => kept });
    expect(JSON.stringify(made.services.get('shop')?.facts.resources)).to.equal(JSON.stringify(wanted['resources']));
    expect([...made.curatedStale, ...made.curatedUnneeded]).to.deep.equal([]);
    expect(made.services.get('shop')?.provenance.resources['Basket']?.['a shelf']).to.deep.equal(['name']);
  });

  it('are named when their place is gone, or when the rules find them', () => {
    const outcomes = applyCurated({ a: { b: 1 } }, [
      { at: 'a.b', value: 1, source: 's' },
      { at: 'a.c', value: 2, source: 's' },
      { at: 'x.y.z', value: 3, source: 's' },
    ]);
    expect([...outcomes.values()]).to.deep.equal(['unneeded', 'set', 'stale']);
  });

  it('do not outlive the actions that they name', () => {
    const facts = structuredClone(importShop().services.get('shop')?.facts) as ServiceFacts;
    const gone = ['OpenBasket', 'DescribeStalls'];
    const kept = Object.entries(facts.actions).filter(([action]) => !gone.includes(action));
    const actions = Object.fromEntries(kept);
    const resources = { ...facts.resources };
    expect(prune({ actions, resources })).to.deep.equal(['Basket: OpenBasket', 'Stall: DescribeStalls']);
    expect(resources['Basket']?.methods).to.deep.equal([{ action: 'CloseBasket', by: 'BasketId' }]);
    expect(resources['Basket']).not.to.have.property('pairs');
    expect(resources).not.to.have.property('Stall');
  });
});
