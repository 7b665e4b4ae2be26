import { expect } from 'chai';
import fc from 'fast-check';
import { mayHoldBigIntegers } from '../../src/util/json.js';

const sixteenDigitsAsValue = /[:[,]\s*-?\d{16}/;

describe('A text that may hold integers beyond 2^53', () => {
  it('is known by sixteen digits where a value stands, wherever they lie', () => {
    for (let before = 0; before < 40; before++) {
      const spaces = ' '.repeat(before);
      expect(mayHoldBigIntegers(`{"Id":${spaces}1234567890123456}`)).to.equal(true);
      expect(mayHoldBigIntegers(`[${spaces}-12345678901234567890,1]`)).to.equal(true);
      expect(mayHoldBigIntegers(`{"Id":${spaces}123456789012345}`)).to.equal(false);
      expect(mayHoldBigIntegers(`{"Id":${spaces}"12345678901234567890"}`)).to.equal(false);
    }
  });

  it('is the same as by reading every character', () => {
    const piece = fc.oneof(
      fc.constantFrom(':', '[', ',', '-', ' ', '\n', '"', '{', '.', 'e'),
      fc.integer({ min: 1, max: 40 }).map((length) => '1234567890'.repeat(4).slice(0, length)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        expect(mayHoldBigIntegers(text)).to.equal(sixteenDigitsAsValue.test(text));
      }),
      { numRuns: 2000 },
    );
  });
});
