import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { cycleReport, runCycles, untried } from './cycle-report.js';
import type { FluentOutcome } from './fluent-cycle.js';

describe('every full resource, through its builder, collection and object', () => {
  let outcomes: ReadonlyMap<string, FluentOutcome>;

  before(async function () {
    this.timeout(120_000);
    outcomes = await runCycles();
  });

  it('is created, read, listed, changed and deleted, and is gone then, unless its facts say too little', () => {
    const stopped = [...outcomes].filter(([, outcome]) => outcome !== 'passed');
    expect(stopped.filter(([resourceType]) => !(resourceType in untried))).to.deep.equal([]);
    expect(
      Object.keys(untried).filter((resourceType) => outcomes.get(resourceType) === 'passed'),
    ).to.deep.equal([]);
  });

  it('stands in the table of the documentation as it went', () => {
    const page = readFileSync(new URL('../../docs/resource-cycle.md', import.meta.url), 'utf8');
    expect(page, 'to renew it: npm run coverage:api -- --cycle --write').to.equal(cycleReport(outcomes));
  });
});
