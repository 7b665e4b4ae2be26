import { expect } from 'chai';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import type { MemberFacts, ServiceFacts } from '../../src/catalog/types.js';
import { checkOf } from '../../src/models/compiled-check.js';
import { factIssues } from '../../src/models/fact-issues.js';
import { rulesOf } from '../../src/models/rules/index.js';
import { wordIssues } from '../../src/models/word-issues.js';
import { everyKind, madeFacts } from './made-facts.js';
import { Requests } from './requests.js';
import { compareVerdicts, inputShapes } from './two-verdicts.js';

const junkPercent = 6;

describe('the two verdicts of validation', () => {
  it('agree on good and bad requests of every input shape of every service', function () {
    this.timeout(180_000);
    let shapes = 0;
    let accepted = 0;
    let refused = 0;
    for (const name of serviceNames()) {
      const facts = loadService(name);
      const good = new Requests(facts, 0);
      const mixed = new Requests(facts, junkPercent);
      for (const shapeName of inputShapes(facts)) {
        const ofGood = compareVerdicts(facts, shapeName, good, 4);
        const ofMixed = compareVerdicts(facts, shapeName, mixed, 16);
        expect(ofGood.disagreements).to.deep.equal([]);
        expect(ofMixed.disagreements).to.deep.equal([]);
        expect([...ofGood.otherIssues, ...ofMixed.otherIssues], name).to.deep.equal([]);
        // What is good by the facts can break a hand-written rule, and by nothing else be refused.
        if (ofGood.refused > 0) expect(ruledShapes(facts, shapeName), `${name} ${shapeName}`).to.not.equal(0);
        shapes++;
        accepted += ofGood.accepted + ofMixed.accepted;
        refused += ofGood.refused + ofMixed.refused;
      }
    }
    console.log(`      ${shapes} shapes: ${accepted} requests accepted, ${refused} refused, by both alike`);
    expect(shapes).to.be.greaterThan(10_600);
    expect(accepted + refused).to.equal(shapes * 20);
    expect(refused).to.be.greaterThan(shapes * 4);
  });

  const breaks: Record<string, (shapes: Shapes) => Shapes> = {
    'a required member': whole('Id', { required: false }),
    'a least length': whole('Name', { minLength: 1 }),
    'a greatest length': whole('Name', { maxLength: 6 }),
    'a minimum': whole('Count', { minimum: 0 }),
    'a maximum': whole('Ratio', { maximum: 2 }),
    'an integer': whole('Count', { type: 'number' }),
    'a string': whole('Id', { type: 'any' }),
    'a boolean': whole('Flag', { type: 'any' }),
    'a number': whole('Ratio', { type: 'any' }),
    'allowed values': whole('Kind', { enum: [] }),
    'the allowed values of a list': whole('Tags', { enum: [] }),
    "a list's items": whole('Tags', { items: { type: 'any' } }),
    "a map's values": whole('Labels', { values: { type: 'any' } }),
    'a list in a map': whole('Groups', { values: { type: 'list', items: { type: 'any' } } }),
    'a free value': whole('Extra', { type: 'string' }),
    'a nested member': (shapes) => ({ ...shapes, Part: { ...shapes.Part, Size: { type: 'integer' } } }),
    'an unknown member': (shapes) => ({ ...shapes, Whole: { ...shapes.Whole, unknown: { type: 'any' } } }),
    'a known member': ({ Whole, Part }) => ({
      Whole: Object.fromEntries(Object.entries(Whole).filter(([name]) => name !== 'Name')),
      Part,
    }),
  };

  for (const [broken, breakFacts] of Object.entries(breaks)) {
    it(`are seen to differ when the compiled check is wrong about ${broken}`, () => {
      const { disagreements } = compareVerdicts(
        madeFacts(everyKind),
        'Whole',
        new Requests(madeFacts(everyKind), 2),
        2000,
        madeFacts(breakFacts(everyKind)),
      );
      expect(disagreements).to.not.be.empty;
    });
  }

  it('are seen to differ when the compiled check lacks the hand-written rules', () => {
    const ecs = loadService('ecs');
    const requests = new Requests(ecs, 0);
    const unruled: ServiceFacts = { ...ecs, name: 'unruled' };
    expect(compareVerdicts(ecs, 'RunInstancesRequest', requests, 50, unruled).disagreements).to.not.be.empty;
  });

  it('refuse an empty list for a required one where it would not be sent, and take it in JSON', () => {
    const shapes = { Whole: { Ids: { type: 'list', items: { type: 'string' }, required: true } } } as const;
    for (const [protocol, isRefused] of [
      ['query', true],
      ['form', true],
      ['json', false],
    ] as const) {
      const facts = madeFacts(shapes, protocol);
      const taken = checkOf(facts, 'Whole')(
        { Ids: [] },
        { sendsUnknown: false, sawInstance: false, depth: 0 },
      );
      const worded = [
        factIssues(facts, 'Whole', { Ids: [] }, false).issues,
        wordIssues(facts, 'Whole', { Ids: [] }, false),
      ];
      expect(taken, protocol).to.equal(!isRefused);
      for (const issues of worded) {
        expect(issues.map(({ path, constraint, message }) => [path, constraint, message])).to.deep.equal(
          isRefused ? [['Ids', 'arrayNotEmpty', 'Ids must have at least one item']] : [],
        );
      }
      const filled = { Ids: ['a'] };
      expect(checkOf(facts, 'Whole')(filled, { sendsUnknown: false, sawInstance: false, depth: 0 })).to.equal(
        true,
      );
    }
    const { disagreements, otherIssues } = compareVerdicts(
      madeFacts(shapes, 'query'),
      'Whole',
      new Requests(madeFacts(shapes, 'query'), 20),
      1000,
    );
    expect([...disagreements, ...otherIssues]).to.deep.equal([]);
  });

  it('agree on a service of every kind of member, flattened or not', () => {
    for (const facts of [madeFacts(everyKind), madeFacts(everyKind, 'query')]) {
      const outcome = compareVerdicts(facts, 'Whole', new Requests(facts, 2), 3000);
      expect(outcome.disagreements).to.deep.equal([]);
      expect(outcome.otherIssues).to.deep.equal([]);
      expect(outcome.accepted).to.be.greaterThan(300);
      expect(outcome.refused).to.be.greaterThan(300);
    }
  });
});

type Shapes = Readonly<Record<'Whole' | 'Part', Readonly<Record<string, MemberFacts>>>>;

function whole(member: string, change: MemberFacts): (shapes: Shapes) => Shapes {
  return (shapes) => ({
    ...shapes,
    Whole: { ...shapes.Whole, [member]: { ...shapes.Whole[member], ...change } },
  });
}

/** How many rules hold for a shape and for those inside of it. */
function ruledShapes(facts: ServiceFacts, shapeName: string): number {
  const inner = Object.values(facts.shapes[shapeName] ?? {}).flatMap(
    ({ ref, items }) => ref ?? items?.ref ?? [],
  );
  return inner.reduce((sum, name) => sum + ruledShapes(facts, name), rulesOf(facts, shapeName).length);
}
