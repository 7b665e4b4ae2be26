import { expect } from 'chai';
import { settersOf } from '../../src/builders/setters.js';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import { camelName, pluralName, singularName } from '../../src/catalog/names.js';

describe('the naming rule', () => {
  it('makes camelCase of every kind of wire name', () => {
    const names = [
      'DNSName',
      'IPv6Address',
      'ZIDs',
      'CPUMax',
      'DstIP',
      'binary_data_index',
      'af-ZA',
      'Conditions.Type',
    ];
    expect(names.map(camelName)).to.deep.equal(
      ['dnsName', 'ipv6Address', 'zids', 'cpuMax', 'dstIP', 'binaryDataIndex', 'afZA', 'conditionsType'], // prettier-ignore
    );
  });

  it('tells singular from plural', () => {
    expect(['Volumes', 'Policies', 'Addresses', 'Status', 'TagList'].map(singularName)).to.deep.equal([
      ...['Volume', 'Policy', 'Address', undefined, 'Tag'],
    ]);
    expect(['Policy', 'Address', 'Instance'].map(pluralName)).to.deep.equal([
      'Policies',
      'Addresses',
      'Instances',
    ]);
  });

  it('collides in no shape, and no alias or appender shadows a member, over all shapes', () => {
    let members = 0;
    let others = 0;
    for (const facts of serviceNames().map(loadService)) {
      for (const [name, shape] of Object.entries(facts.shapes)) {
        const wires = Object.keys(shape);
        const camel = new Map(wires.map((wire) => [camelName(wire), wire]));
        expect(camel.size, `${facts.name}.${name}`).to.equal(wires.length);
        for (const setter of settersOf(facts, name)) {
          if (setter.how === 'set' && setter.name === setter.canonical) members += 1;
          else others += 1;
          const own = camel.get(setter.name);
          if (own !== undefined) expect(setter.wire, `${name}.${setter.name}`).to.equal(own);
        }
      }
    }
    expect(members).to.be.greaterThan(90_000);
    expect(others).to.be.greaterThan(5_000);
  });
});
