import { expect } from 'chai';
import { evaluateCondition, isKnownOperator } from '../../../src/emulator/engine/conditions.js';

const context = {
  name: ['Web'],
  tags: ['a', 'b'],
  size: ['10'],
  time: ['2026-01-02T03:04:05.000Z'],
  flag: ['true'],
  ip: ['10.1.2.3'],
  ip6: ['fd00::1'],
  none: [],
};

describe('conditions', () => {
  it('compare by the operators of the public documentation', () => {
    const cases: [string, keyof typeof context, string | string[], string][] = [
      ['StringEquals', 'name', ['Db', 'Web'], 'true'],
      ['StringEquals', 'name', 'web', 'false'],
      ['StringEqualsIgnoreCase', 'name', 'web', 'true'],
      ['StringNotEquals', 'name', 'Web', 'false'],
      ['StringNotEqualsIgnoreCase', 'name', 'db', 'true'],
      ['StringLike', 'name', 'W?*', 'true'],
      ['StringNotLike', 'name', 'W*', 'false'],
      ['NumericEquals', 'size', '10.0', 'true'],
      ['NumericLessThan', 'size', '9', 'false'],
      ['NumericGreaterThanEquals', 'size', '10', 'true'],
      ['DateLessThan', 'time', '2026-01-02T03:04:06Z', 'true'],
      ['DateGreaterThanEquals', 'time', '2026-01-03', 'false'],
      ['Bool', 'flag', 'True', 'true'],
      ['IpAddress', 'ip', '10.0.0.0/8', 'true'],
      ['IpAddress', 'ip', '10.1.2.4', 'false'],
      ['NotIpAddress', 'ip', '10.0.0.0/8', 'false'],
      ['IpAddress', 'ip6', 'fd00::/8', 'true'],
      ['Null', 'none', 'true', 'true'],
      ['Null', 'name', 'true', 'false'],
      ['ForAnyValue:StringEquals', 'tags', 'a', 'true'],
      ['ForAllValues:StringEquals', 'tags', 'a', 'false'],
      ['ForAllValues:StringEquals', 'tags', ['a', 'b', 'c'], 'true'],
      ['ForAnyValue:StringNotEquals', 'tags', 'a', 'true'],
      ['StringNotEquals', 'tags', 'a', 'false'],
    ];
    for (const [operator, key, expected, verdict] of cases) {
      const values = [expected].flat();
      expect(
        evaluateCondition(operator, key, values, context),
        `${operator} ${key} ${values.join()}`,
      ).to.equal(verdict);
    }
  });

  it('hold without a value only when they are negated, optional, or for all values', () => {
    const verdict = (operator: string): string => evaluateCondition(operator, 'none', ['x'], context);
    for (const operator of ['StringNotEquals', 'StringEqualsIfExists', 'ForAllValues:StringEquals']) {
      expect(verdict(operator), operator).to.equal('true');
    }
    for (const operator of ['StringEquals', 'ForAnyValue:StringEquals', 'ForAnyValue:StringNotEquals']) {
      expect(verdict(operator), operator).to.equal('false');
    }
  });

  it('are unknown when the operator, the key or a value is not understood', () => {
    const cases: [string, string, string[]][] = [
      ['StringMatches', 'name', ['x']],
      ['ForSomeValues:StringEquals', 'name', ['x']],
      ['StringEquals', 'volc:MultiFactor', ['x']],
      ['StringEquals', 'constructor', ['x']],
      ['NumericLessThan', 'size', ['many']],
      ['DateLessThan', 'time', ['tomorrow']],
      ['IpAddress', 'ip', ['10.0.0.0/99']],
      ['IpAddress', 'name', ['10.0.0.0/8']],
      ['Bool', 'flag', ['yes']],
      ['Null', 'name', ['maybe']],
      ['StringEquals', 'name', []],
    ];
    for (const [operator, key, values] of cases) {
      expect(evaluateCondition(operator, key, values, context), `${operator} ${key}`).to.equal('unknown');
    }
    expect(isKnownOperator('NumericLessThanIfExists')).to.equal(true);
    expect(isKnownOperator('x'.repeat(100_000))).to.equal(false);
  });
});
