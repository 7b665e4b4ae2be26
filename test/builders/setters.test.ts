import { expect } from 'chai';
import { settersOf } from '../../src/builders/setters.js';
import type { ResourceFacts, ShapeFacts } from '../../src/catalog/types.js';
import { madeFacts } from '../models/made-facts.js';

const text = { type: 'string' } as const;
const texts = { type: 'list', items: text } as const;

/** The setters of a shape as `name how wire`, with a star where they are required. */
function setters(shape: ShapeFacts, resources: Record<string, Partial<ResourceFacts>> = {}): string[] {
  const facts = { ...madeFacts({ Whole: shape, Made: {} }), resources: resources as never };
  return settersOf(facts, 'Whole').map(
    ({ name, how, wire, required }) => `${name} ${how} ${wire}${required ? '*' : ''}`,
  );
}

describe('the setters of a shape', () => {
  it('are one for each member, in camel case, and know which are required', () => {
    expect(setters({ DNSName: { ...text, required: true }, PageCount: { type: 'integer' } })).to.deep.equal([
      'dnsName set DNSName*',
      'pageCount set PageCount',
    ]);
  });

  it('are none for a shape that the facts do not have', () => {
    expect(settersOf(madeFacts({}), 'Nothing')).to.deep.equal([]);
  });

  it('append an item by the singular of a list, and put an entry into a map', () => {
    expect(
      setters({
        Volumes: { ...texts, required: true },
        Labels: { type: 'map', values: text },
        Free: { type: 'list' },
      }),
    ).to.deep.equal([
      'volumes set Volumes*',
      'labels set Labels',
      'free set Free',
      'volume append Volumes*',
      'label put Labels',
    ]);
  });

  it('take the item of a list and the value of a map for their argument', () => {
    const shape = {
      Counts: { type: 'list', items: { type: 'integer' } },
      Labels: { type: 'map', values: text },
    } as const;
    expect(settersOf(madeFacts({ Whole: shape }), 'Whole').map(({ value }) => value)).to.deep.equal([
      shape.Counts,
      shape.Labels,
      { type: 'integer' },
      text,
    ]);
  });

  it('append by addX() where a member has the singular, or where there is no singular', () => {
    expect(setters({ Volumes: texts, Volume: text })).to.deep.equal([
      'volumes set Volumes',
      'volume set Volume',
      'addVolume append Volumes',
    ]);
    expect(setters({ Metadata: texts })).to.deep.equal([
      'metadata set Metadata',
      'addMetadata append Metadata',
    ]);
    expect(setters({ Volumes: texts, Volume: text, AddVolume: text })).to.deep.equal([
      'volumes set Volumes',
      'volume set Volume',
      'addVolume set AddVolume',
      'addVolumes append Volumes',
    ]);
  });

  it('append by one name only', () => {
    expect(setters({ Names: texts }).filter((each) => each.includes('append'))).to.deep.equal([
      'name append Names',
    ]);
  });

  it('never take the name of what every builder or object can do', () => {
    const taken = [
      'Constructor',
      'Missing',
      'ToJSON',
      'Validate',
      'With',
      'From',
      'Run',
      'DryRun',
      'Presign',
    ];
    const ofObjects = [
      'Then',
      'ToString',
      'ValueOf',
      'HasOwnProperty',
      'IsPrototypeOf',
      'PropertyIsEnumerable',
      'ToLocaleString',
    ];
    const shape = Object.fromEntries([...taken, ...ofObjects].map((name) => [name, text]));
    expect(setters(shape)).to.deep.equal([]);
    expect(setters({ Runs: texts })).to.deep.equal(['runs set Runs', 'addRun append Runs']);
  });

  it('have short names, for the first member that an alias may stand for', () => {
    expect(
      setters({ InstanceType: text, InstanceTypeId: text, ZoneId: { ...text, required: true } }),
    ).to.deep.equal([
      'instanceType set InstanceType',
      'instanceTypeId set InstanceTypeId',
      'zoneId set ZoneId*',
      'type set InstanceTypeId',
      'zone set ZoneId*',
    ]);
    const zone = settersOf(madeFacts({ Whole: { ZoneId: text } }), 'Whole').find(
      ({ name }) => name === 'zone',
    );
    expect(zone?.canonical).to.equal('zoneId');
  });

  it('have a short name that appends, where only a list can be meant', () => {
    expect(setters({ SubnetIds: texts })).to.include('subnet append SubnetIds');
    expect(setters({ SubnetIds: texts, SubnetId: text })).to.include('subnet set SubnetId');
    expect(setters({ SubnetIds: { type: 'list' } })).to.deep.equal(['subnetIds set SubnetIds']);
  });

  it('never hide a member by a short name', () => {
    expect(setters({ Type: text, InstanceType: text })).to.deep.equal([
      'type set Type',
      'instanceType set InstanceType',
    ]);
  });

  it('have name() for the display name of a resource that the action creates, updates or lists', () => {
    const shape = { BookName: text };
    const named = ['bookName set BookName', 'name set BookName'];
    expect(setters(shape, { Book: { name: 'BookName', create: { action: 'Make' } } })).to.deep.equal(named);
    expect(setters(shape, { Book: { name: 'BookName', update: ['Make'] } })).to.deep.equal(named);
    expect(setters(shape, { Book: { name: 'BookName', list: { action: 'Make' } } })).to.deep.equal(named);
    expect(setters(shape, { Book: { name: 'BookName', list: { action: 'Other' } } })).to.deep.equal([
      'bookName set BookName',
    ]);
    expect(setters(shape, { Book: { name: 'BookName' } })).to.deep.equal(['bookName set BookName']);
    expect(setters(shape, { Book: { create: { action: 'Make' } } })).to.deep.equal(['bookName set BookName']);
    expect(setters(shape)).to.deep.equal(['bookName set BookName']);
  });

  it('have no name() for the resource of another action', () => {
    const facts = {
      ...madeFacts({ Whole: { BookName: text }, Other: { BookName: text } }),
      resources: { Book: { name: 'BookName', create: { action: 'Make' } } } as never,
    };
    expect(settersOf(facts, 'Whole').map(({ name }) => name)).to.deep.equal(['bookName', 'name']);
    expect(settersOf(facts, 'Other').map(({ name }) => name)).to.deep.equal(['bookName']);
  });
});
