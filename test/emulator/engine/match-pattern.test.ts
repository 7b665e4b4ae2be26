import { expect } from 'chai';
import { matchesPattern } from '../../../src/emulator/engine/match-pattern.js';

/** The number of steps that a match takes. */
function steps(text: string, pattern: string): number {
  let count = 0;
  matchesPattern(text, pattern, () => (count += 1));
  return count;
}

describe('patterns', () => {
  it('match any characters with *, and one with ?', () => {
    const cases: [string, string, boolean][] = [
      ['', '', true],
      ['', '*', true],
      ['a', '', false],
      ['ecs:RunInstances', 'ecs:*', true],
      ['ecs:RunInstances', '*:Run*', true],
      ['ecs:RunInstances', 'ecs:Run', false],
      ['abc', 'a?c', true],
      ['ac', 'a?c', false],
      ['abcabc', '*abc', true],
      ['abcabd', '*abc', false],
      ['a.c', 'a.c', true],
      ['abc', 'a.c', false],
      ['a*c', 'a*c', true],
      ['*', '*', true],
      ['*b', '*a', false],
      ['a\nb', 'a*b', true],
    ];
    for (const [text, pattern, expected] of cases) {
      expect(matchesPattern(text, pattern), `${text} like ${pattern}`).to.equal(expected);
    }
  });

  it('take no more steps than the lengths multiplied, however many stars there are', () => {
    for (const stars of [1, 8, 30]) {
      const pattern = `${'*a'.repeat(stars)}*b`;
      const text = 'a'.repeat(60);
      expect(steps(text, pattern), pattern).to.be.at.most(text.length * (pattern.length + 1));
    }
    const steps1 = steps('a'.repeat(1000), `${'*a'.repeat(10)}*b`);
    expect(steps('a'.repeat(2000), `${'*a'.repeat(10)}*b`) / steps1).to.be.below(2.5);
  });
});
