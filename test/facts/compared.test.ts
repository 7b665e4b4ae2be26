import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { comparedPage } from '../../facts/compared/page.js';
import { changingActions, comparedServices, memberOf, readCompared } from '../../facts/compared/table.js';
import { correctedServices, readCorrections } from '../../facts/corrections.js';
import { loadService } from '../../src/catalog/load.js';

const compared = readCompared();
const nameOf = ({ service, action }: { service: string; action: string }) => `${service}.${action}`;

describe('the table of compared actions', () => {
  it('has every action of the compared services that changes something, once, in order', () => {
    const wanted = comparedServices.flatMap((service) =>
      changingActions(loadService(service)).map((action) => nameOf({ service, action })),
    );
    expect(compared.map(nameOf)).to.deep.equal(wanted);
  });

  it('says of each what it was compared with, or that there is nothing', () => {
    for (const entry of compared) {
      const { documents, note } = entry;
      expect(documents === undefined, nameOf(entry)).to.equal(note !== undefined);
      expect(documents && Object.keys(documents), nameOf(entry)).to.not.deep.equal([]);
    }
  });

  it('decides as the facts do, and says why a member is optional that a document requires', () => {
    for (const entry of compared) {
      for (const { member, requiredBy, leftOutBy, decided, why } of entry.differ ?? []) {
        const place = `${nameOf(entry)} ${member}`;
        const found = memberOf(loadService(entry.service), entry.action, member);
        expect(found, place).to.not.equal(undefined);
        expect(found?.member.required === true ? 'required' : 'optional', place).to.equal(decided);
        expect([...requiredBy, ...leftOutBy], place).to.not.be.empty;
        if (decided === 'optional') expect(why, place).to.be.a('string').and.to.not.equal('');
        else if (!requiredBy.includes('sdk')) {
          const at = `shapes.${found?.shape}.${found?.name}.required`;
          expect(readCorrections(entry.service).map((each) => each.at), place).to.include(at);
        }
      }
    }
  });

  it('stands behind each required member of the corrections, whose reason names the documents', () => {
    for (const service of comparedServices.filter((each) => correctedServices().includes(each))) {
      for (const { at, reason, value } of readCorrections(service)) {
        if (value === true && /^shapes\..*\.required$/.test(at)) expect(reason, `${service} ${at}`).to.match(/^Compared: .+ requires? it/);
      }
    }
  });

  it('is counted on a page of the docs', () => {
    const page = readFileSync(new URL('../../docs/required.md', import.meta.url), 'utf8');
    expect(page === comparedPage(compared), 'run npm run facts:compare').to.equal(true);
  });
});
