import { expect } from 'chai';
import { decodeInput, parsePairs } from '../../src/catalog/decode-input.js';
import type { ActionFacts, ShapeFacts } from '../../src/catalog/types.js';

const shapes = {
  In: {
    Name: { type: 'string' },
    Size: { type: 'integer' },
    Flag: { type: 'boolean' },
    'Dotted.Name': { type: 'string' },
    Ids: { type: 'list', items: { type: 'integer' } },
    Disks: { type: 'list', items: { ref: 'Disk' } },
    Labels: { type: 'map', values: { type: 'string' } },
  },
  Disk: { Size: { type: 'integer' }, Tags: { type: 'list', items: { type: 'string' } } },
} as unknown as Record<string, ShapeFacts>;

const decode = (protocol: string, query: string, body = ''): Record<string, unknown> => {
  const action = { input: 'In', protocol } as unknown as ActionFacts;
  const method = protocol === 'query' ? 'GET' : 'POST';
  return decodeInput(shapes, action, { method, query: parsePairs(query), body: Buffer.from(body) });
};

describe('the decoding of a call', () => {
  it('gives members the types of the facts, and leaves text that does not fit', () => {
    expect(decode('query', 'Action=A&Version=1&Name=5&Size=7&Flag=TRUE&Unknown=x')).to.deep.equal({
      Name: '5',
      Size: 7,
      Flag: true,
    });
    expect(decode('query', 'Size=seven&Dotted.Name=a+b%21')).to.deep.equal({
      Size: 'seven',
      'Dotted.Name': 'a b!',
    });
    expect(decode('query', 'Size=9007199254740993')).to.deep.equal({ Size: 9007199254740993n });
  });

  it('collects lists in the order of their positions, at any depth', () => {
    expect(decode('query', 'Ids.2=20&Ids.10=100&Ids.1=10')).to.deep.equal({ Ids: [10, 20, 100] });
    expect(decode('query', 'Ids=5')).to.deep.equal({ Ids: [5] });
    const text = 'Disks.2.Size=2&Disks.1.Tags.2=b&Disks.1.Tags.1=a&Labels.x=y';
    expect(decode('form', '', text)).to.deep.equal({
      Disks: [{ Tags: ['a', 'b'] }, { Size: 2 }],
      Labels: { x: 'y' },
    });
  });

  it('prefers the body to the query, and refuses a body that is not valid', () => {
    expect(decode('json', 'Name=query&Size=1', '{"Name":"body"}')).to.deep.equal({ Name: 'body', Size: 1 });
    expect(() => decode('json', '', '[]')).to.throw(SyntaxError, 'not a JSON object');
    expect(() => decode('json', '', '{')).to.throw(SyntaxError, 'not valid JSON');
    expect(() => decode('query', 'Name=%zz')).to.throw(SyntaxError, 'percent encoding');
  });

  it('is bounded: names of 1,024 characters, 100,000 pairs, JSON of 100 levels', () => {
    expect(parsePairs(`${'a'.repeat(1_024)}=1`)).to.have.length(1);
    expect(() => parsePairs(`${'a'.repeat(1_025)}=1`)).to.throw(SyntaxError, 'name that is too long');
    expect(parsePairs('a&'.repeat(100_000))).to.have.length(100_000);
    expect(() => parsePairs('a&'.repeat(100_001))).to.throw(SyntaxError, 'too many parameters');
    const nested = (levels: number): string =>
      `{"Name":${'['.repeat(levels - 1)}"{"${']'.repeat(levels - 1)}}`;
    expect(decode('json', '', nested(100))).to.have.property('Name');
    expect(() => decode('json', '', nested(101))).to.throw(SyntaxError, 'more than 100 levels');
  });

  it('puts names from outside into no prototype', () => {
    const found = decode('json', '', '{"__proto__":{"Size":1},"Labels":{"__proto__":"x"}}');
    expect(found['Size']).to.equal(undefined);
    expect(Object.getPrototypeOf(found)).to.equal(Object.prototype);
    const labels = decode('query', 'Labels.__proto__=x&Labels.constructor=y')['Labels'] as object;
    expect(Object.entries(labels)).to.deep.equal([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(({} as Record<string, unknown>)['x']).to.equal(undefined);
  });
});
