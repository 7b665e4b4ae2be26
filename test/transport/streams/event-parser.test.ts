import { expect } from 'chai';
import fc from 'fast-check';
import { EventParser, type ServerEvent } from '../../../src/transport/streams/event-parser.js';

function parse(...pieces: readonly Uint8Array[]): ServerEvent[] {
  const parser = new EventParser();
  const events: ServerEvent[] = [];
  for (const piece of pieces) parser.push(piece, events);
  return events;
}

const bytes = (text: string): Buffer => Buffer.from(text);
const dataOf = (text: string): (string | undefined)[] => parse(bytes(text)).map(({ data }) => data);

describe('the parser of server-sent events', () => {
  // One of everything: names, ids, comments, several data lines, no space, two spaces, all three line ends, emoji.
  const lines = [
    ': hello',
    'event: first',
    'id: 7',
    'data: {"a":"你好 🌍"}',
    '',
    'data:no space',
    'data:  two spaces',
    'retry: 3000',
    'unknown: 1',
    '',
    'data',
    '',
    'event: only a name',
    '',
    'data: a\u2028b\u0085c',
    '',
    'data: [DONE]',
    '',
  ];
  const expected: readonly ServerEvent[] = [
    { event: 'first', data: '{"a":"你好 🌍"}', id: '7' },
    { event: undefined, data: 'no space\n two spaces', id: '7' },
    { event: undefined, data: '', id: '7' },
    { event: 'only a name', data: undefined, id: '7' },
    { event: undefined, data: 'a\u2028b\u0085c', id: '7' },
    { event: undefined, data: '[DONE]', id: '7' },
  ];

  for (const [name, end] of Object.entries({ LF: '\n', CR: '\r', CRLF: '\r\n' })) {
    const whole = bytes(lines.map((line) => line + end).join(''));

    it(`finds the same events however the bytes are cut in two, lines ending with ${name}`, () => {
      for (let at = 0; at <= whole.length; at++)
        expect(parse(whole.subarray(0, at), whole.subarray(at)), `cut at ${at}`).to.deep.equal(expected);
    });

    it(`finds the same events however the bytes are cut in three, lines ending with ${name}`, () => {
      const part = bytes(['id: 7', 'data: 你🌍', '', 'data: b', ''].map((line) => line + end).join(''));
      const found = parse(part);
      expect(found).to.have.length(2);
      for (let one = 0; one <= part.length; one++)
        for (let two = one; two <= part.length; two++)
          expect(parse(part.subarray(0, one), part.subarray(one, two), part.subarray(two))).to.deep.equal(
            found,
          );
    });

    it(`finds the same events byte by byte, lines ending with ${name}`, () => {
      expect(parse(...[...whole].map((byte) => Buffer.of(byte)))).to.deep.equal(expected);
    });
  }

  it('finds the same events of any text, however it is cut', () => {
    const text = fc.array(
      fc.constantFrom(
        'data: ',
        'data:',
        'event: e',
        'id: 1',
        ':',
        'x',
        '你',
        '🌍',
        ' ',
        '\n',
        '\r',
        '\r\n',
        '\n\n',
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(text, fc.array(fc.nat(120), { maxLength: 6 }), (words, cuts) => {
        const whole = bytes(words.join(''));
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b),
          whole.length,
        ];
        const pieces = places.slice(1).map((to, index) => whole.subarray(places[index], to));
        expect(parse(...pieces)).to.deep.equal(parse(whole));
      }),
    );
  });

  it('drops a byte order mark, and an event that is not ended', () => {
    expect(dataOf('\uFEFFdata: a\n\ndata: b\n')).to.deep.equal(['a']);
    expect(parse(Buffer.of(0xef), Buffer.of(0xbb, 0xbf), bytes('data: a\n\n'))).to.have.length(1);
  });

  it('refuses an event without an end before it fills the memory', () => {
    const parser = new EventParser();
    const piece = Buffer.alloc(1 << 20, 'x');
    expect(() => {
      for (let count = 0; count < 100; count++) parser.push(piece, []);
    }).to.throw(RangeError, 'longer than');
  });
});
