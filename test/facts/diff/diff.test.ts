import { expect } from 'chai';
import { changelogSection, countChanges } from '../../../facts/diff/changelog.js';
import { compareCatalogs, type Change } from '../../../facts/diff/compare.js';
import { insertSection } from '../../../facts/diff/insert-section.js';
import { loadServices } from '../../../facts/diff/load-services.js';
import type { ServiceFacts } from '../../../src/catalog/types.js';
import { fixture, importShop } from '../import/fixture.js';

type Loose = Record<string, Record<string, Record<string, Record<string, unknown>>>>;

const shop = importShop().services.get('shop')?.facts as ServiceFacts;

/** The changes between the shop and a changed copy of it. */
function changesAfter(change: (copy: Loose) => void): readonly Change[] {
  const copy = structuredClone(shop) as unknown as Loose;
  change(copy);
  return compareCatalogs(new Map([['shop', shop]]), new Map([['shop', copy as unknown as ServiceFacts]]));
}

const told = (changes: readonly Change[]): string[] =>
  changes.map(({ kind, how, at, breaking }) => `${breaking ? '! ' : ''}${kind} ${how} ${at}`);

const request = (copy: Loose): Record<string, Record<string, unknown>> =>
  copy['shapes']?.['CreateBasketRequest'] as Record<string, Record<string, unknown>>;

describe('the difference of two catalogs', () => {
  it('is none of the same facts', () => {
    expect(changesAfter(() => {})).to.deep.equal([]);
    expect(changelogSection([], 'Nothing')).to.equal('### Nothing\n\nNo fact changed.\n');
  });

  it('tells members, and marks what breaks callers', () => {
    const changes = changesAfter((copy) => {
      delete request(copy)['Weight'];
      request(copy)['Shape'] = { type: 'string' };
      request(copy)['Size'] = { required: true, type: 'string' };
      Object.assign(request(copy)['DryRun'] as object, { required: true });
      Object.assign(request(copy)['Kind'] as object, { enum: ['Open', 'Half'] });
      Object.assign(request(copy)['Capacity'] as object, { maximum: 400 });
      Object.assign(request(copy)['BasketName'] as object, { maxLength: 128 });
      Object.assign(copy['shapes']?.['TagForCreateBasketInput']?.['Key'] as object, { type: 'integer' });
      delete copy['shapes']?.['BasketForDescribeBasketsOutput']?.['Capacity'];
    });
    expect(told(changes)).to.deep.equal([
      'range changed CreateBasket.request.BasketName',
      '! range changed CreateBasket.request.Capacity',
      '! required added CreateBasket.request.DryRun',
      '! values changed CreateBasket.request.Kind',
      'member added CreateBasket.request.Shape',
      '! member added CreateBasket.request.Size',
      '! type changed CreateBasket.request.Tags[].Key',
      '! member removed CreateBasket.request.Weight',
      '! member removed DescribeBaskets.response.Baskets[].Capacity',
    ]);
  });

  it('tells services, actions, pagination and resource types', () => {
    const changes = changesAfter((copy) => {
      delete copy['actions']?.['OpenBasket'];
      delete copy['actions']?.['ListApples']?.['pagination'];
      const resources = copy['resources'] as Record<string, Record<string, unknown>>;
      resources['Crate'] = resources['Basket'] as Record<string, unknown>;
      delete resources['Basket'];
      delete resources['Stall'];
      Object.assign(resources['Apple'] as object, { id: { request: 'Name' }, name: 'Name' });
    });
    expect(told(changes)).to.deep.equal([
      '! resourcePart removed Apple.id.identity',
      '! resourcePart removed Apple.id.item',
      'resourcePart removed Apple.id.parents',
      '! resourcePart changed Apple.id.request',
      'resourcePart changed Apple.name',
      '! resource renamed Basket',
      '! pagination removed ListApples',
      '! action removed OpenBasket',
      '! resource removed Stall',
    ]);
    const gone = compareCatalogs(new Map([['shop', shop]]), new Map());
    expect(told(gone)).to.deep.equal(['! service removed shop']);
    expect(gone[0]?.from).to.equal('14 actions, 4 resource types');
  });

  it('is written as a section of the changelog', () => {
    const changes = changesAfter((copy) => {
      delete request(copy)['Weight'];
      request(copy)['Shape'] = { type: 'string' };
      Object.assign(request(copy)['Kind'] as object, { enum: ['Open'] });
    });
    expect(countChanges(changes)['breaking changes']).to.equal(2);
    const section = changelogSection(changes, 'Changes of the API');
    expect(section).to.equal(
      [
        '### Changes of the API',
        '',
        '1 lists of allowed values changed, 2 breaking changes, 1 members added, 1 members removed.',
        '',
        'Changes that may break callers:',
        '',
        '- shop: `CreateBasket.request.Kind` allows Open, and allowed Open, Closed',
        '- shop: `CreateBasket.request.Weight` is gone',
        '',
        '**shop**',
        '',
        '- 1 member added: `CreateBasket.request.Shape`',
        '',
      ].join('\n'),
    );
    const changelog = '# Changelog\n\n## 2.0.0\n\nNew.\n\n## 1.0.0\n\nOld.\n';
    expect(insertSection(changelog, '### API\n')).to.equal(
      '# Changelog\n\n## 2.0.0\n\nNew.\n\n### API\n\n## 1.0.0\n\nOld.\n',
    );
  });

  it('is taken of catalogs and of releases of the SDK', () => {
    const services = loadServices(fixture('python'));
    expect([...services.keys()]).to.deep.equal(['shop']);
    expect(Object.keys(services.get('shop')?.resources ?? {})).to.deep.equal(['Apple', 'Basket', 'Label']);
    const catalog = loadServices(new URL('../../../catalog/', import.meta.url).pathname);
    expect(catalog.size).to.equal(135);
    expect(() => loadServices(fixture('nowhere'))).to.throw('nothing at');
  });
});
