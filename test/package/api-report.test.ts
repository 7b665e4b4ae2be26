import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { apiReports } from '../../scripts/api-report.js';
import { expectFreshBuild } from '../support/built.js';

const golden = new URL('../golden/api/', import.meta.url);

describe('what the package exports', function () {
  this.timeout(120_000);
  let reports: Readonly<Record<string, string>>;
  before(() => {
    expectFreshBuild();
    reports = apiReports();
  });

  it('is what the API report says; "npm run accept" renews it', () => {
    expect(Object.keys(reports).sort()).to.deep.equal(readdirSync(golden).sort());
    for (const [name, text] of Object.entries(reports)) {
      const [stored, made] = [sections(readFileSync(new URL(name, golden), 'utf8')), sections(text)];
      const lost = [...stored.keys()].filter((title) => !made.has(title));
      const added = [...made.keys()].filter((title) => !stored.has(title));
      const changed = [...made].filter(([title, code]) => stored.has(title) && stored.get(title) !== code);
      expect({ lost, added, changed: changed.map(([title]) => title) }, name).to.deep.equal({
        lost: [],
        added: [],
        changed: [],
      });
    }
  });

  it('has the entry points’ main exports in the report', () => {
    expect(sections(reports['index.md'] ?? '')).to.include.keys('Volcengine', 'ServiceError', 'assumeRole');
    expect(sections(reports['emulator.md'] ?? '')).to.include.keys('Emulator');
    expect(sections(reports['catalog.md'] ?? '')).to.include.keys('loadFacts');
    expect(reports['decorated.md']).to.include('volcengine-fluent/decorated');
    expect(sections(reports['testing.md'] ?? '')).to.include.keys('StubHandler', 'Recorder');
    expect(reports['service.md']).to.include('`EcsClient`').and.to.include('runInstances(');
  });
});

/** The parts of a report by their heading. */
function sections(report: string): ReadonlyMap<string, string> {
  return new Map(
    report.split(/^#+ /m).map((part) => {
      const [title = ''] = part.split('\n', 1);
      return [title, part.slice(title.length)];
    }),
  );
}
