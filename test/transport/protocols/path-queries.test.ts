import { expect } from 'chai';
import { RequestValidationError } from '../../../src/errors/index.js';
import { bracketPairs } from '../../../src/transport/protocols/bracket-pairs.js';
import { serialize } from '../../../src/transport/protocols/serialize.js';
import type { CallTarget } from '../../../src/types/call.js';
import { readTarget } from '../session.js';

/** The path and the reason of what a request is refused for. */
function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof RequestValidationError)) throw error;
    return error.issues.map(({ path, constraint, message }) => `${path} ${constraint}: ${message}`).join();
  }
  return 'none';
}

describe('the pairs of a request to an API with paths', () => {
  it('repeat the name of a list and put the members of an object in brackets', () => {
    expect(bracketPairs('Do', { a: [1, 'x'], b: { c: { d: true }, e: [2n] } })).to.deep.equal([
      ['a', '1'],
      ['a', 'x'],
      ['b[c][d]', 'true'],
      ['b[e]', '2'],
    ]);
    expect(bracketPairs('Do', { a: [1, [2]], b: { c: [3] } }, '[]')).to.deep.equal([
      ['a[]', '1'],
      ['a[][]', '2'],
      ['b[c][]', '3'],
    ]);
  });

  it('leave out what is empty, and keep false and 0', () => {
    const empty = { a: undefined, b: null, c: '', d: [], e: {}, f: [null, '', 1], g: { h: null } };
    expect(bracketPairs('Do', { ...empty, i: false, j: 0 })).to.deep.equal([
      ['f', '1'],
      ['i', 'false'],
      ['j', '0'],
    ]);
  });

  it('write numbers in full', () => {
    expect(bracketPairs('Do', { a: 1e21, b: 1e-7 })).to.deep.equal([
      ['a', '1000000000000000000000'],
      ['b', '0.0000001'],
    ]);
  });

  it('are refused for what has no form, by its place', () => {
    expect(refusal(() => bracketPairs('Do', { a: { b: NaN } }))).to.contain(
      'a[b] isNumber: must be a finite number',
    );
    expect(refusal(() => bracketPairs('Do', { a: [() => 1] }))).to.contain(
      "a isJson: is a function, which can't be sent",
    );
    expect(refusal(() => bracketPairs('Do', { a: Symbol('x') }))).to.contain('a isJson: is a symbol');
  });

  it('are refused for what holds itself, and follow all that does not', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    expect(bracketPairs('Do', { a: nested(101) })).to.deep.equal([['a', '1']]);
    expect(refusal(() => bracketPairs('Do', { a: nested(102) }))).to.contain(
      'isJson: is nested too deeply, or holds itself',
    );
    const map = (levels: number): unknown => (levels === 0 ? 1 : { m: map(levels - 1) });
    expect(bracketPairs('Do', { a: map(101) })).to.have.length(1);
    expect(refusal(() => bracketPairs('Do', { a: map(102) }))).to.contain('nested too deeply');
  });
});

describe('a request as its protocol has it', () => {
  const to = (target: Partial<CallTarget>): CallTarget => ({ ...readTarget, ...target });
  const own = 'Action=DescribeThings&Version=2020-04-01';

  it('has the action and its version in the query, and what the caller adds', () => {
    const query = { z: 1, B: ['x', 'y'] };
    expect(serialize(to({ protocol: 'query', method: 'GET' }), { Name: 'a b' }, { query })).to.deep.equal({
      ...{ method: 'GET', path: '/', body: '', contentType: 'text/plain' },
      query: 'Action=DescribeThings&B=x&B=y&Name=a%20b&Version=2020-04-01&z=1',
    });
    expect(serialize(to({ protocol: 'form' }), { Name: 'a' }, { query })).to.deep.equal({
      ...{ method: 'POST', path: '/', body: 'Name=a', contentType: 'application/x-www-form-urlencoded' },
      query: 'Action=DescribeThings&B=x&B=y&Version=2020-04-01&z=1',
    });
    expect(serialize(to({ protocol: 'json' }), { Name: 'a' }, { query })).to.deep.equal({
      ...{ method: 'POST', path: '/', body: '{"Name":"a"}', contentType: 'application/json' },
      query: 'Action=DescribeThings&B=x&B=y&Version=2020-04-01&z=1',
    });
    expect(serialize(to({ protocol: 'json' }), { Name: 'a' })).to.deep.equal({
      ...{ method: 'POST', path: '/', body: '{"Name":"a"}', contentType: 'application/json' },
      query: own,
    });
    expect(serialize(to({ protocol: 'form' }), { Name: 'a' })).to.include({ query: own });
  });

  it('has a path in the place of the action and its version', () => {
    const path = '/v1/things';
    expect(serialize(to({ path, protocol: 'query', method: 'GET' }), { b: [1, 2], a: { c: 3 } })).to.include({
      ...{ method: 'GET', path, body: '' },
      query: 'a%5Bc%5D=3&b=1&b=2',
    });
    expect(serialize(to({ path, protocol: 'json' }), { a: 1 })).to.include({
      path,
      query: '',
      body: '{"a":1}',
    });
    expect(serialize(to({ path, protocol: 'form' }), { a: 1 })).to.include({ path, query: '', body: 'a=1' });
  });

  it('keeps the order of the query only where nobody signs it, and it has a path', () => {
    const request = { b: 1, a: 2 };
    const target = to({ path: '/v1', protocol: 'query', method: 'GET' });
    const query = (isUnsigned: boolean | undefined, of = target) =>
      serialize(of, request, { isUnsigned }).query;
    expect(query(true)).to.equal('b=1&a=2');
    expect([query(false), query(undefined)]).to.deep.equal(['a=2&b=1', 'a=2&b=1']);
    expect(query(true, to({ protocol: 'query', method: 'GET' }))).to.equal(
      'Action=DescribeThings&Version=2020-04-01&a=2&b=1',
    );
    expect(serialize(target, { 'a b': 'c&d' }, { isUnsigned: true }).query).to.equal('a%20b=c%26d');
  });

  it('has parts with a boundary of its own in a multipart form', () => {
    const target = to({ path: '/v1/files', protocol: 'multipart' });
    const { upload, contentType, ...rest } = serialize(target, { purpose: 'x' }, { query: { a: 1 } });
    expect(rest).to.deep.equal({ method: 'POST', path: '/v1/files', query: 'a=1', body: '' });
    expect(contentType).to.match(/^multipart\/form-data; boundary=/);
    expect(upload).to.have.property('isRepeatable', true);
  });

  it('is refused as JSON where it is nested so deep that no stack holds it', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 200_000; level++) deep = [deep];
    expect(refusal(() => serialize(to({ protocol: 'json' }), { Deep: deep }))).to.equal(
      ' isJson: is nested too deeply',
    );
  });

  it('is refused where its text is no Unicode', () => {
    for (const protocol of ['query', 'form'] as const)
      expect(
        refusal(() => serialize(to({ protocol }), { Name: '\ud800' })),
        protocol,
      ).to.not.equal('none');
    expect(
      refusal(() => serialize(to({ protocol: 'json' }), {}, { query: { Name: '\ud800' } })),
    ).to.not.equal('none');
  });
});
