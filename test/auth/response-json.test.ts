import { expect } from 'chai';
import fc from 'fast-check';
import { toDate } from '../../src/auth/response-json.js';

describe('times in answers and files', () => {
  it('reads RFC 3339 with any offset', () => {
    for (const text of ['2026-01-02T03:04:05Z', '2026-01-02T11:04:05+08:00', '2026-01-02t03:04:05.000z'])
      expect(toDate(text)?.getTime(), text).to.equal(Date.parse('2026-01-02T03:04:05Z'));
  });

  it('tells seconds, milli-, micro- and nanoseconds by their size, as numbers and as digits', () => {
    const seconds = fc.integer({ min: 1_000_000_000, max: 10_000_000_000 });
    fc.assert(
      fc.property(
        seconds,
        fc.constantFrom(1n, 1_000n, 1_000_000n, 1_000_000_000n),
        fc.boolean(),
        (at, unit, isText) => {
          const digits = String(BigInt(at) * unit);
          expect(toDate(isText ? digits : Number(digits))?.getTime()).to.equal(at * 1000);
        },
      ),
    );
  });

  it('takes nothing else for a time', () => {
    for (const other of [
      undefined,
      null,
      '',
      'soon',
      '2026-01-02',
      '2026-01-02T03:04:05',
      '2026-13-02T03:04:05Z',
      0,
      -5,
      NaN,
      {},
      true,
    ])
      expect(toDate(other), String(other)).to.equal(undefined);
  });
});
