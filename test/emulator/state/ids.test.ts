import { expect } from 'chai';
import { Ids } from '../../../src/emulator/state/ids.js';

describe('the ids', () => {
  it('are the same for the same seed and order, and continue from a count', () => {
    const first = new Ids('seed');
    const ids = [first.resource('i'), first.uuid(), first.accessKeyId('AKLT')];
    const second = new Ids('seed');
    expect([second.resource('i'), second.uuid(), second.accessKeyId('AKLT')]).to.deep.equal(ids);
    const third = new Ids('seed');
    third.count = 2;
    expect(third.accessKeyId('AKLT')).to.equal(ids[2]);
    expect(new Ids('other').resource('i')).not.to.equal(ids[0]);
    expect(first.request(Date.UTC(2026, 0, 2, 3, 4, 5))).to.match(/^20260102030405[0-9A-F]{20}$/);
  });

  it('have keys that nobody can know when they are random, beside ids that repeat', () => {
    const make = (hasRandomKeys: boolean): string[] => {
      const ids = new Ids(1, { hasRandomKeys });
      return [ids.accessKeyId('AKLT'), ids.secretAccessKey(), ids.sessionToken(), ids.resource('i')];
    };
    const [fixed, random, other] = [make(false), make(true), make(true)];
    expect(make(false)).to.deep.equal(fixed);
    for (const i of [0, 1, 2]) expect(new Set([fixed[i], random[i], other[i]]).size).to.equal(3);
    expect(random.map((text) => text.length)).to.deep.equal(fixed.map((text) => text.length));
    expect(random[3]).to.equal(fixed[3]);
  });
});
