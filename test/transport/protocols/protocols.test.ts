import { expect } from 'chai';
import fc from 'fast-check';
import type { CallTarget } from '../../../src/types/call.js';
import { RequestValidationError } from '../../../src/errors/index.js';
import { plainNumber } from '../../../src/transport/protocols/plain-number.js';
import { encodeOrRefuse, serialize } from '../../../src/transport/protocols/serialize.js';

const target = { service: 'ecs', version: '2020-04-01', action: 'Do', isRead: false } as const;
const query: CallTarget = { ...target, method: 'GET', protocol: 'query' };
const form: CallTarget = { ...target, method: 'POST', protocol: 'form' };
const json: CallTarget = { ...target, method: 'POST', protocol: 'json' };

type Request = Readonly<Record<string, unknown>>;

function issueOf(target: CallTarget, request: Request) {
  try {
    serialize(target, request);
  } catch (error) {
    expect(error).to.be.instanceOf(RequestValidationError);
    const [issue, ...others] = (error as RequestValidationError).issues;
    expect(others).to.have.length(0);
    return issue;
  }
  return expect.fail('It was not refused');
}

/** Flattening a second time, from the words of the wire facts. */
function flatAgain(value: unknown, path: string): [string, string][] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => flatAgain(item, `${path}.${index + 1}`));
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([name, inner]) =>
      flatAgain(inner, path === '' ? name : `${path}.${name}`),
    );
  return [[path, String(value)]];
}

describe('the query and form protocols', () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,5}$/);
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.boolean(),
      fc.bigInt(),
      fc.dictionary(name, fc.option(tie('tree')), { maxKeys: 4 }),
      fc.array(tie('tree'), { maxLength: 4 }),
    ),
  }));

  it('flatten any request, and can be read back', () => {
    fc.assert(
      fc.property(fc.dictionary(name, tree), (request) => {
        const expected = flatAgain(request, '');
        expect([...new URLSearchParams(serialize(form, request).body)]).to.deep.equal(expected);
        const read = [...new URLSearchParams(serialize(query, request).query)];
        const others = read.filter(([name]) => name !== 'Action' && name !== 'Version');
        const byName = ([a]: readonly string[], [b]: readonly string[]) => ((a ?? '') < (b ?? '') ? -1 : 1);
        expect(others.sort(byName)).to.deep.equal(
          expected.filter(([name]) => name !== 'Action' && name !== 'Version').sort(byName),
        );
      }),
    );
  });

  it('send nothing for what is empty, and false, 0 and the empty string as they are', () => {
    const request = { A: null, B: undefined, C: [], D: {}, E: false, F: 0, G: '', H: { I: [] } };
    expect(serialize(form, request).body).to.equal('E=false&F=0&G=');
    expect(serialize(form, {})).to.include({ body: '', contentType: 'application/x-www-form-urlencoded' });
  });

  it('let Action and Version win over members of the same name', () => {
    const request = { Action: 'Other', Version: '1', 'Action.X': 'kept' };
    expect(serialize(query, request).query).to.equal('Action=Do&Action.X=kept&Version=2020-04-01');
    expect(serialize(json, request)).to.include({ query: 'Action=Do&Version=2020-04-01' });
    for (const one of [{ Action: 'Other' }, { Version: '1' }])
      expect(serialize(query, one).query).to.equal('Action=Do&Version=2020-04-01');
  });

  it('send only what is the request’s own, as JSON does', () => {
    const request = Object.assign(Object.create({ Inherited: 1 }) as object, { Own: 2 });
    expect(serialize(form, request as Request).body).to.equal('Own=2');
    expect(serialize(json, request as Request).body).to.equal('{"Own":2}');
  });

  it('send what an object says of itself, as JSON does', () => {
    const request = { At: new Date(0), List: [{ toJSON: () => ({ A: 1 }) }] };
    expect([...new URLSearchParams(serialize(form, request).body)]).to.deep.equal([
      ['At', '1970-01-01T00:00:00.000Z'],
      ['List.1.A', '1'],
    ]);
    expect(serialize(json, request).body).to.equal('{"At":"1970-01-01T00:00:00.000Z","List":[{"A":1}]}');
  });

  it('carry a hundred levels, and refuse more before the stack ends', () => {
    const nested = (levels: number): Request => {
      let request: Request = { Leaf: 1 };
      for (let level = 0; level < levels; level++) request = { A: request };
      return request;
    };
    expect(serialize(form, nested(100)).body).to.equal(`${'A.'.repeat(100)}Leaf=1`);
    expect(issueOf(form, nested(101))).to.have.property('constraint', 'isJson');
  });

  it('refuse what has no form there, by its path, without its value', () => {
    expect(issueOf(query, { List: ['a', null] })).to.include({ path: 'List[1]', constraint: 'isDefined' });
    expect(issueOf(form, { A: { B: [{ C: NaN }] } })).to.include({
      path: 'A.B[0].C',
      constraint: 'isNumber',
    });
    expect(issueOf(query, { List: ['a', undefined] })).to.include({ path: 'List[1]' });
    const long = [...Array<string>(12).fill('a'), null];
    expect(issueOf(query, { List: long })?.path).to.equal('List[12]');
    expect(issueOf(query, { A: Infinity })).to.include({ path: 'A' });
    expect(issueOf(query, { A: () => 1 })).to.include({ path: 'A', constraint: 'isJson' });
    expect(issueOf(query, { A: '😀', B: 'half \uD800' })).to.include({ path: 'B', constraint: 'isString' });
    expect(issueOf(form, { A: '\uDC00' })).to.include({ path: 'A' });
    expect(issueOf(form, { A: '😀', B: 'x\uDC00' })).to.include({ path: 'B' });
    const ring: Record<string, unknown> = {};
    ring['Ring'] = ring;
    expect(issueOf(query, ring)).to.have.property('message').that.contains('itself');
  });

  it('say why they refuse it', () => {
    const messages = [{ A: [null] }, { A: NaN }, { A: () => 1 }, { A: '\uD800' }].map(
      (request) => issueOf(query, request)?.message,
    );
    expect(messages[0]).to.contain('null').and.contain('gaps');
    expect(messages[1]).to.contain('finite');
    expect(messages[2]).to.contain('function');
    expect(messages[3]).to.contain('surrogate');
  });

  it('let any other failure to encode surface as itself', () => {
    const bug = new RangeError('Invalid string length');
    const encode = (): never => {
      throw bug;
    };
    expect(() => encodeOrRefuse('Do', [['A', 'x']], encode)).to.throw(bug);
  });

  it('write numbers as plain decimals, never with an exponent', () => {
    expect([1e-7, 1.5e-7, 1e21, -1.25e22, 0.1, 1e3, 2 ** 53].map(plainNumber)).to.deep.equal([
      '0.0000001',
      '0.00000015',
      '1000000000000000000000',
      '-12500000000000000000000',
      '0.1',
      '1000',
      '9007199254740992',
    ]);
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = plainNumber(value);
        expect(text).to.match(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).to.equal(value === 0 ? 0 : value);
      }),
    );
  });
});

describe('the json protocol', () => {
  it('keeps empty lists and objects, drops undefined, and is {} when nothing is set', () => {
    expect(serialize(json, {}).body).to.equal('{}');
    expect(serialize(json, { A: [], B: {}, C: undefined, D: null, E: 'null' }).body).to.equal(
      '{"A":[],"B":{},"D":null,"E":"null"}',
    );
  });

  it('writes a bigint as its digits, wherever it is', () => {
    const request = { Id: 12345678901234567890n, List: [-9007199254740993n], Text: '12345678901234567890' };
    expect(serialize(json, request).body).to.equal(
      '{"Id":12345678901234567890,"List":[-9007199254740993],"Text":"12345678901234567890"}',
    );
  });

  it('refuses what JSON would silently make null, and what holds itself', () => {
    expect(issueOf(json, { A: [{ B: NaN }] })).to.include({ path: 'A[0].B', constraint: 'isNumber' });
    expect(issueOf(json, { A: [1, undefined] })).to.include({ path: 'A[1]', constraint: 'isDefined' });
    expect(issueOf(json, { A: [1, () => 1] })).to.include({ path: 'A[1]' });
    expect(issueOf(json, { A: [Symbol('s')] })).to.include({ path: 'A[0]' });
    expect(issueOf(json, { A: NaN })?.message).to.contain('finite');
    expect(issueOf(json, { A: [undefined] })?.message).to.contain('gaps');
    const ring: Record<string, unknown> = {};
    ring['Ring'] = [ring];
    expect(issueOf(json, ring)).to.include({ path: '', constraint: 'isJson', message: 'holds itself' });
  });

  it('looks at what an object says of itself, not at what it hides', () => {
    const hiding = { hidden: NaN, toJSON: () => 'shown' };
    expect(serialize(json, { A: hiding, B: null }).body).to.equal('{"A":"shown","B":null}');
  });

  it('lets an error of a toJSON surface as itself', () => {
    const bug = new TypeError('a bug');
    const toJSON = (): never => {
      throw bug;
    };
    expect(() => serialize(json, { A: { toJSON } })).to.throw(bug);
  });
});
