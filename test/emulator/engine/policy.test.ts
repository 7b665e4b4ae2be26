import { expect } from 'chai';
import { isAllowed } from '../../../src/emulator/engine/policy.js';
import type { Statement } from '../../../src/emulator/engine/policy-document.js';

describe('policies', () => {
  const request = { action: 'ecs:RunInstances', resources: ['trn:a', 'trn:b'], context: { region: ['bj'] } };
  const allow = { Effect: 'Allow', Action: 'ecs:*', Resource: '*' };
  const isAllowedBy = (...statements: Statement[]): boolean => isAllowed(statements, request);

  it('need an Allow that covers all resources, and no Deny of any', () => {
    expect(isAllowedBy()).to.equal(false);
    expect(isAllowedBy(allow)).to.equal(true);
    expect(isAllowedBy({ ...allow, Action: 'ECS:runinstances' })).to.equal(true);
    expect(isAllowedBy({ ...allow, Resource: 'trn:a' })).to.equal(false);
    expect(isAllowedBy(allow, { Effect: 'Deny', Action: '*', Resource: 'trn:b' })).to.equal(false);
    expect(isAllowedBy({ ...allow, Condition: { StringEquals: { region: 'sh' } } })).to.equal(false);
    expect(isAllowedBy(allow, { Effect: 'Deny', NotAction: 'ecs:*', Resource: '*' })).to.equal(true);
    expect(isAllowedBy({ ...allow, Resource: undefined, NotResource: 'trn:c' } as never)).to.equal(true);
  });

  it('cover with NotAction and NotResource what none of their patterns matches', () => {
    const notAction = (NotAction: string[]): Statement => ({ Effect: 'Allow', NotAction, Resource: '*' });
    expect(isAllowedBy(notAction(['vpc:*', 'iam:*']))).to.equal(true);
    expect(isAllowedBy(notAction(['vpc:*', 'ecs:*']))).to.equal(false);
    const notResource = (NotResource: string[]): Statement => ({ Effect: 'Allow', Action: '*', NotResource });
    expect(isAllowedBy(notResource(['trn:c', 'trn:d']))).to.equal(true);
    expect(isAllowedBy(notResource(['trn:c', 'trn:b']))).to.equal(false);
  });

  it('fail closed: what is unknown denies in a Deny, and does not allow in an Allow', () => {
    for (const Condition of [
      { StringMatches: { region: 'bj' } },
      { StringEquals: { 'volc:Unknown': 'x' } },
    ]) {
      expect(isAllowedBy({ ...allow, Condition })).to.equal(false);
      expect(isAllowedBy(allow, { ...allow, Effect: 'Deny', Condition })).to.equal(false);
    }
    // One line that is known not to hold decides, whatever the others mean.
    const Condition = { StringEquals: { region: 'sh', 'volc:Unknown': 'x' } };
    expect(isAllowedBy(allow, { ...allow, Effect: 'Deny', Condition })).to.equal(true);
  });

  it('grant nothing by a statement without an action or without a resource', () => {
    expect(isAllowedBy({ Effect: 'Allow', Resource: '*' })).to.equal(false);
    expect(isAllowedBy({ Effect: 'Allow', Action: '*' })).to.equal(false);
    expect(isAllowedBy({ Action: '*', Resource: '*' })).to.equal(false);
  });
});
