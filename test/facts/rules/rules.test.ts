import { expect } from 'chai';
import { resourceTypeOf, singular, splitAction, wordsOf } from '../../../facts/rules/action-words.js';
import { findIdPath, idNames } from '../../../facts/rules/identity.js';
import { derivePagination } from '../../../facts/rules/pagination.js';
import { groupByType } from '../../../facts/rules/roles.js';
import { recallOf } from '../../../facts/rules/recall.js';
import type { ServiceModel } from '../../../facts/rules/service-model.js';
import type { MemberFacts, ServiceFacts, ShapeFacts } from '../../../src/catalog/types.js';
import { importShop } from '../import/fixture.js';

const text: MemberFacts = { type: 'string' };
const whole: MemberFacts = { type: 'integer' };
const listOf = (ref: string): MemberFacts => ({ items: { ref }, type: 'list' });

/** A service with one action, and the shapes that it needs. */
function serviceWith(action: string, input: ShapeFacts, output: ShapeFacts, more: Record<string, ShapeFacts> = {}): ServiceModel {
  return {
    name: 'made',
    service: 'made',
    version: '2030-01-01',
    actions: { [action]: { method: 'POST', protocol: 'json', input: 'In', output: 'Out' } },
    shapes: { In: input, Out: output, ...more },
  };
}

describe('the rules of names', () => {
  it('split an action into verb and noun', () => {
    const parts = (action: string): string => {
      const { verb, noun, role } = splitAction(action);
      return `${verb} ${noun} ${role}`;
    };
    expect(parts('DescribeVpcAttributes')).to.equal('Describe VpcAttributes read');
    expect(parts('BatchDeleteRules')).to.equal('Delete Rules delete');
    expect(parts('CreateDBInstance')).to.equal('Create DBInstance create');
    expect(parts('ProjectTaskDelete')).to.equal('Delete ProjectTask delete');
    expect(parts('StartInstance')).to.equal('Start Instance other');
    expect(wordsOf('CreateDBInstance')).to.deep.equal(['Create', 'DB', 'Instance']);
  });

  it('name a type in the singular, without what a noun only adds', () => {
    expect(resourceTypeOf('VpcAttributes')).to.equal('Vpc');
    expect(resourceTypeOf('Policies')).to.equal('Policy');
    expect(resourceTypeOf('InstanceList')).to.equal('Instance');
    expect(resourceTypeOf('AllowLists', new Set(['AllowList']))).to.equal('AllowList');
    expect(['Addresses', 'Status', 'IPs', 'Volumes', 'Statistics'].map(singular)).to.deep.equal([
      'Address',
      'Status',
      'IPs',
      'Volume',
      'Statistics',
    ]);
    expect(idNames('DBEndpoint').slice(0, 6)).to.deep.equal([
      'dbendpointid',
      'dbendpointuid',
      'dbendpointuuid',
      'dbendpointidentity',
      'endpointid',
      'endpointuid',
    ]);
  });
});

describe('the rules of pagination', () => {
  it('know pages, tokens and offsets, also inside of an object', () => {
    const items = { Rows: listOf('Row'), Total: whole };
    const rows = { Row: { Id: text } };
    const style = (input: ShapeFacts, more: Record<string, ShapeFacts> = {}): unknown =>
      derivePagination(serviceWith('ListRows', input, items, { ...rows, ...more }), 'ListRows');
    expect(style({ PageNumber: whole, PageSize: { ...text, maximum: 50 } })).to.deep.equal({
      style: 'page',
      page: { page: 'PageNumber', size: 'PageSize', sizeMax: 50, sizeType: 'string' },
      out: { total: 'Total' },
      items: 'Rows',
      itemShape: 'Row',
    });
    expect(style({ Paging: { ref: 'Paging' } }, { Paging: { PageNum: whole, PageSize: whole } })).to.deep.include({
      page: { page: 'Paging.PageNum', size: 'Paging.PageSize' },
    });
    expect(style({ Offset: { ...whole, required: true }, Limit: whole })).to.deep.include({
      offset: { offset: 'Offset', size: 'Limit', required: true },
    });
    expect(style({ Name: text })).to.equal(undefined);
  });

  it('take no cursor of an action that lists nothing', () => {
    const service = serviceWith('ExportRows', { PageNumber: whole, PageSize: whole }, { TaskId: text });
    expect(derivePagination(service, 'ExportRows')).to.equal(undefined);
  });
});

describe('the rules of resource types', () => {
  it('take a reader of several as a list, and one of a single object as none', () => {
    const made = serviceWith('GetBox', { BoxId: text }, { Boxes: listOf('Row'), Owner: text }, { Row: { Id: text } });
    const plural = { ...made, actions: { DescribeBoxes: made.actions['GetBox'] } } as ServiceModel;
    expect(groupByType(made).size).to.equal(0);
    expect(groupByType(plural).get('Box')?.list).to.deep.equal(['DescribeBoxes']);
  });

  it('find the id that a creation gives, wherever it stands', () => {
    const path = (output: ShapeFacts, more: Record<string, ShapeFacts> = {}): string | undefined =>
      findIdPath(serviceWith('CreateBox', {}, output, more), 'CreateBox', 'Box', 'BoxId');
    expect(path({ BoxId: text })).to.equal('BoxId');
    expect(path({ BoxIds: { items: text, type: 'list' } })).to.equal('BoxIds[0]');
    expect(path({ Box: { ref: 'Made' } }, { Made: { Id: text } })).to.equal('Box.Id');
    expect(path({ Data: text })).to.equal('Data');
    expect(path({ Success: text })).to.equal(undefined);
  });

  it('are counted against a catalog', () => {
    const shop = importShop().services.get('shop')?.facts as ServiceFacts;
    const wanted = structuredClone(shop) as unknown as { resources: Record<string, Record<string, unknown>> };
    Object.assign(wanted.resources['Basket'] as object, { name: 'Kind', viewOf: 'Apple' });
    const recall = recallOf(shop, wanted as unknown as ServiceFacts);
    expect(recall.types).to.deep.equal({ wanted: 4, found: 4, added: 0 });
    expect(recall.parts['name']).to.deep.equal({ wanted: 2, equal: 1, different: 1, missing: 0 });
    expect(recall.parts['viewOf']).to.deep.equal({ wanted: 1, equal: 0, different: 0, missing: 1 });
  });
});
