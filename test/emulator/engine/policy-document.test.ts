import { expect } from 'chai';
import { documentProblem, statementsOf } from '../../../src/emulator/engine/policy-document.js';

const withoutResource = { Effect: 'Allow', Action: 'ecs:*' };
const statement = { ...withoutResource, Resource: '*' };

describe('policy documents', () => {
  const problem = (statements: unknown, kind: 'permission' | 'trust' = 'permission'): string | undefined =>
    documentProblem(JSON.stringify({ Statement: statements }), kind);

  it('are valid with one statement or a list of them', () => {
    expect(problem(statement)).to.equal(undefined);
    expect(problem([statement, { ...statement, Action: undefined, NotAction: ['iam:*'] }])).to.equal(
      undefined,
    );
    const trust = { ...withoutResource, Principal: { IAM: ['trn:iam::1:root'] } };
    expect(problem(trust, 'trust')).to.equal(undefined);
    expect(problem(trust)).to.match(/Principal/);
    expect(problem(statement, 'trust')).to.match(/Principal/);
  });

  it('are refused with the statement and what is wrong in it', () => {
    const cases: [unknown, RegExp][] = [
      [[], /no Statement/],
      ['text', /Statement 1 is not an object/],
      [[statement, { ...statement, Effect: 'Permit' }], /Statement 2 needs the Effect/],
      [{ ...statement, Action: undefined }, /needs an Action/],
      [{ ...statement, Action: [] }, /needs an Action/],
      [withoutResource, /needs a Resource/],
      [{ ...statement, Actions: '*' }, /unknown element/],
      [{ ...statement, Condition: { StringMatches: { a: 'b' } } }, /unknown operator/],
      [{ ...statement, Condition: { StringEquals: { a: [] } } }, /without values/],
      [{ ...statement, Condition: 'always' }, /not an object/],
    ];
    for (const [statements, message] of cases) expect(problem(statements)).to.match(message);
    for (const junk of ['junk', '{}', '[]', 'null', '7']) {
      expect(documentProblem(junk, 'permission'), junk).to.be.a('string');
    }
    expect(documentProblem('['.repeat(100_000), 'permission')).to.match(/longer/);
    expect(documentProblem('['.repeat(9000), 'permission')).to.match(/JSON/);
  });

  it('deny everything when they are not valid', () => {
    expect(statementsOf('junk')).to.have.length(1).and.have.nested.property('[0].Effect', 'Deny');
    expect(statementsOf(JSON.stringify({ Statement: statement }))).to.deep.equal([statement]);
  });
});
