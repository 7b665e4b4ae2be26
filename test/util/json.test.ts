import { expect } from 'chai';
import fc from 'fast-check';
import { parse } from 'lossless-json';
import { mayHoldBigIntegers, parseJson, parseNumber, toJson, toStableJson } from '../../src/util/json.js';

const sixteenDigitsAsValue = /(?:^|[:[,])\s*-?\d{16}/;

describe('a text that may hold integers beyond 2^53', () => {
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

describe('JSON with integers beyond 2^53', () => {
  const bigint = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
  const { tree } = fc.letrec<{ tree: unknown; leaf: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      tie('leaf'),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('tree'), { maxKeys: 4, noNullPrototype: true }),
    ),
    leaf: fc.oneof(
      bigint.map(parsed),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter(isPlain),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(null, true, '12345678901234567890', ': 12345678901234567890', '\\"[12345678901234567'),
    ),
  }));

  it('comes back as it was written', () => {
    fc.assert(fc.property(tree, (value) => void expect(parseJson(toJson(value))).to.deep.equal(value)));
    fc.assert(fc.property(tree, (value) => void expect(parseJson(toJson(value, 2))).to.deep.equal(value)));
  });

  it('is read as a second parser reads it, errors included', () => {
    const piece = fc.oneof(
      fc.constantFrom('{', '}', '[', ']', ':', ',', '"', '"a"', '-', '.5', 'e3', ' ', '0', 'null', '\\'),
      fc.constantFrom('12345678901234567', '"12345678901234567"', '-98765432109876543210', '{"a":', '[1,'),
    );
    let valid = 0;
    const pieces = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((each) => each.join('')),
      tree.map((value) => toJson(value)),
    );
    fc.assert(
      fc.property(pieces, (text) => {
        const [mine, other] = [outcome(() => parseJson(text)), outcome(() => reference(text))];
        if (other !== 'SyntaxError') valid += 1;
        expect(mine).to.deep.equal(other);
      }),
      { numRuns: 3000 },
    );
    expect(valid).to.be.greaterThan(300);
  });

  it('keeps the last of two members of one name, and reads a name of digits', () => {
    expect(parseJson('{"Id":1,"Id":12345678901234567890}')).to.deep.equal({ Id: 12345678901234567890n });
    expect(parseJson('{"12345678901234567890":12345678901234567890}')).to.deep.equal({
      '12345678901234567890': 12345678901234567890n,
    });
    expect(() => parseJson('{12345678901234567890:1}')).to.throw(SyntaxError);
  });

  it('rounds no integer and makes no bigint of a fraction or a safe integer', () => {
    expect(
      parseJson('[9007199254740991,9007199254740993,1234567890123456.5,1234567890123456e2]'),
    ).to.deep.equal([9007199254740991, 9007199254740993n, 1234567890123456.5, 123456789012345600]);
  });

  it('refuses an object that contains itself', () => {
    const ring: Record<string, unknown> = { id: 1n };
    ring['ring'] = ring;
    expect(() => toJson(ring)).to.throw(TypeError, /circular/);
  });

  it('is one text for equal values in the stable form', () => {
    expect(toStableJson({ b: [1n, { d: undefined, c: 'x' }], a: null })).to.equal(
      '{"a":null,"b":[1,{"c":"x"}]}',
    );
  });
});

/** Whether a number is written with a fraction or an exponent, or is a safe integer: others come back as bigint. */
function isPlain(value: number): boolean {
  if (Object.is(value, -0)) return false;
  return Number.isSafeInteger(value) || !Number.isInteger(value) || Math.abs(value) >= 1e21;
}

function parsed(value: bigint): number | bigint {
  return parseNumber(String(value));
}

function reference(text: string): unknown {
  JSON.parse(text);
  return parse(text, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue });
}

function outcome(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return (error as Error).name;
  }
}
