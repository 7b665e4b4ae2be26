import { expect } from 'chai';
import { validateInput } from '../../../src/emulator/engine/validate.js';
import { bookFacts } from '../../support/made-up-service.js';

describe('the validation', () => {
  const check = (input: Record<string, unknown>): void =>
    validateInput(bookFacts.shapes, 'CreateInput', input);

  it('names the member that is missing or wrong', () => {
    check({ Title: 'T', Unknown: 1 });
    expect(() => check({})).to.throw('The required parameter Title is missing.');
    expect(() => check({ Title: 5 })).to.throw('Title is not a string');
    expect(() => check({ Title: 'longer' })).to.throw('Title is longer than 5');
    expect(() => check({ Title: 'T', Pages: 0 })).to.throw('Pages is less than 1');
    expect(() => check({ Title: 'T', Pages: 1.5 })).to.throw('Pages is not an integer');
  });
});
