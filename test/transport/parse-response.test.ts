import { expect } from 'chai';
import { parsePathResponse, parseResponse, refusalIn } from '../../src/transport/parse-response.js';
import type { HttpResponse } from '../../src/types/http.js';

type Headers = Readonly<Record<string, string>>;

const http = (body: unknown, status = 200, headers: Headers = {}): HttpResponse => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const read = (body: unknown, status?: number, headers?: Headers) =>
  parseResponse(http(body, status, headers));
const readPath = (body: unknown, status?: number, headers?: Headers) =>
  parsePathResponse(http(body, status, headers));
const refused = (Error: unknown, status = 200) =>
  read({ ResponseMetadata: { RequestId: 'r', Error } }, status);

/** Why a response cannot be read, with its request id and whether it has a cause. */
function why(response: ReturnType<typeof read>): unknown[] {
  if (response.kind !== 'unreadable') return [response.kind];
  return [response.why, response.requestId, response.cause instanceof Error];
}

describe('a response with an envelope', () => {
  it('is a result by any 2xx, with the id of its request', () => {
    for (const status of [200, 204, 299])
      expect(read({ ResponseMetadata: { RequestId: 'r' }, Result: { A: 1 } }, status)).to.deep.equal({
        ...{ kind: 'result', result: { A: 1 } },
        requestId: 'r',
      });
    for (const status of [199, 300, 500])
      expect(why(read({ ResponseMetadata: { RequestId: 'r' }, Result: {} }, status))).to.deep.equal([
        'names no error',
        undefined,
        false,
      ]);
  });

  it('has the id of its request in a header where the envelope has none, and reads a number as text', () => {
    const id = (metadata: object, headers: Headers = {}) =>
      read({ ResponseMetadata: metadata }, 200, headers).requestId;
    expect(id({ RequestId: 7 })).to.equal('7');
    expect(id({ RequestId: {} }, { 'x-tt-logid': 'log', 'x-request-id': 'other' })).to.equal('log');
    expect(id({}, { 'x-request-id': 'other' })).to.equal('other');
    expect(id({})).to.equal(undefined);
    expect(id({ RequestId: 'r' }, { 'x-tt-logid': 'log' })).to.equal('r');
  });

  it('is an error by its code, its number or its message, with any status', () => {
    for (const status of [200, 400]) {
      expect(refused({ Code: 'Odd', CodeN: 7, Message: 'no' }, status)).to.deep.include({
        ...{ kind: 'error', code: 'Odd', codeN: 7, message: 'no', requestId: 'r' },
        body: { ResponseMetadata: { RequestId: 'r', Error: { Code: 'Odd', CodeN: 7, Message: 'no' } } },
      });
      expect(refused({ CodeN: 7 }, status)).to.include({ code: '7', codeN: 7, message: '' });
      expect(refused({ Code: 5 }, status)).to.include({ code: '5', codeN: undefined });
      expect(refused({ Message: 'no' }, status)).to.include({
        code: 'UndefinedError',
        codeN: undefined,
        message: 'no',
      });
      expect(refused({ CodeN: 'x', Message: 'no' }, status)).to.include({
        code: 'UndefinedError',
        codeN: undefined,
      });
      expect(refused('no', status)).to.include({ code: 'UndefinedError', message: 'no', codeN: undefined });
    }
  });

  it('is none by an empty error, or one with the number 0', () => {
    for (const none of [
      undefined,
      null,
      '',
      5,
      {},
      { Code: '' },
      { Code: '', CodeN: 0, Message: 'fine' },
      { CodeN: 0 },
      { Message: '' },
    ])
      expect(refused(none).kind, JSON.stringify(none)).to.equal('result');
  });

  it('has a code of at most 256 characters', () => {
    expect(refused({ Code: 'x'.repeat(300) }))
      .to.have.property('code')
      .with.length(256);
    expect(read({ errorcode: 'x'.repeat(300) }))
      .to.have.property('code')
      .with.length(256);
  });
});

describe('a response without an envelope', () => {
  it('is an error of a gateway by its errorcode, or its HTTPCode', () => {
    expect(read({ errorcode: 5, HTTPCode: 400, message: 'no' }, 400, { 'x-tt-logid': 'log' })).to.deep.equal({
      ...{ kind: 'error', code: '5', codeN: undefined, message: 'no', requestId: 'log' },
      body: { errorcode: 5, HTTPCode: 400, message: 'no' },
    });
    expect(read({ HTTPCode: 400 })).to.include({ kind: 'error', code: '400', message: '' });
    expect(read({ errorcode: {}, HTTPCode: {} })).to.include({ kind: 'error', code: '' });
    expect(read({ ResponseMetadata: null, errorcode: 'X' })).to.include({ code: 'X' });
    expect(read({ ResponseMetadata: 'x', errorcode: 'X' })).to.include({ code: 'X' });
  });

  it('cannot be read, and says why', () => {
    const log = { 'x-tt-logid': 'log' };
    expect(why(read('{"Result":{}}', 200, log))).to.deep.equal(['has no ResponseMetadata', 'log', false]);
    for (const body of ['[1]', 'null', '5', '"x"'])
      expect(why(read(body))[0], body).to.equal('is JSON, but not an object');
    expect(why(read('', 200, log))).to.deep.equal(['is empty', 'log', false]);
    expect(why(read(' \n'))[0]).to.equal('is empty');
    expect(why(read(' <html>'))[0]).to.equal('is HTML or XML, not JSON');
    expect(why(read('{"a'))).to.deep.equal(['is JSON that is malformed or cut off', undefined, true]);
    expect(why(read('[1,'))[0]).to.equal('is JSON that is malformed or cut off');
    expect(why(read('oops'))).to.deep.equal(['is not JSON', undefined, true]);
    expect(why(read('oops {'))[0]).to.equal('is not JSON');
    for (const status of [300, 302, 399])
      expect(why(read('{"a', status))).to.deep.equal([
        'is a redirect, and redirects are not followed',
        undefined,
        false,
      ]);
    for (const status of [299, 400]) expect(why(read('oops', status))[0]).to.equal('is not JSON');
  });

  it('names an encoding that nobody asked for', () => {
    const encoded = (body: string, encoding: string) =>
      why(read(body, 200, { 'content-encoding': encoding }))[0];
    expect(encoded('\u001f\u008b', 'br')).to.equal('is encoded as br, which was not asked for');
    expect(encoded('oops', 'x'.repeat(60))).to.equal(
      `is encoded as ${'x'.repeat(40)}, which was not asked for`,
    );
    expect(encoded('oops {', 'br')).to.equal('is encoded as br, which was not asked for');
    expect(encoded('oops', 'identity')).to.equal('is not JSON');
    expect(encoded('{"a', 'gzip')).to.equal('is JSON that is malformed or cut off');
    expect(encoded('[1', 'gzip')).to.equal('is JSON that is malformed or cut off');
  });
});

describe('a response of an API with paths', () => {
  const log = { 'x-tt-logid': 'log' };

  it('is a result by any 2xx: JSON, or nothing', () => {
    for (const status of [200, 204, 299]) {
      expect(readPath({ id: 'x' }, status, log)).to.deep.equal({
        kind: 'result',
        result: { id: 'x' },
        requestId: 'log',
      });
      expect(readPath(' ', status, log)).to.deep.equal({ kind: 'result', result: {}, requestId: 'log' });
    }
    expect(readPath([1])).to.deep.include({ kind: 'result', result: [1] });
    for (const status of [199, 300, 500]) expect(readPath({ id: 'x' }, status).kind).to.equal('unreadable');
    expect(why(readPath('', 500))[0]).to.equal('is empty');
    expect(why(readPath('{"a', 200))[0]).to.equal('is JSON that is malformed or cut off');
  });

  it('is an error by another status, with the error in a member, or for the whole of it', () => {
    const error = { code: 'Odd', message: 'no', type: 'BadRequest', param: 'model' };
    const said = {
      kind: 'error',
      code: 'Odd',
      message: 'no',
      type: 'BadRequest',
      param: 'model',
      requestId: 'log',
    };
    expect(readPath({ error }, 400, log)).to.deep.include(said);
    expect(readPath(error, 400, log)).to.deep.include(said);
    expect(readPath({ error: 'no' }, 400)).to.include({ code: 'UndefinedError', message: 'no' });
    expect(why(readPath({ other: 1 }, 400, log))).to.deep.equal(['names no error', 'log', false]);
    expect(why(readPath([1], 400))[0]).to.equal('is JSON, but not an object');
  });

  it('is an error by a 2xx too when it has nothing else, and a result when it has', () => {
    const error = { code: 'Odd' };
    expect(readPath({ error, id: 'x', request_id: 'y', object: 'z' })).to.include({
      kind: 'error',
      code: 'Odd',
    });
    expect(readPath({ error, data: [] }).kind).to.equal('result');
    expect(readPath({ error, xid: 1 }).kind).to.equal('result');
    expect(readPath({ error, ids: 1 }).kind).to.equal('result');
    expect(readPath({ error: null, id: 'x' }).kind).to.equal('result');
  });

  it('may have the envelope of other APIs', () => {
    expect(readPath({ ResponseMetadata: { RequestId: 'r', Error: { Code: 'Odd' } } })).to.include({
      ...{ kind: 'error', code: 'Odd' },
      requestId: 'r',
    });
    expect(readPath({ ResponseMetadata: { RequestId: 'r' }, Result: 5 })).to.include({
      kind: 'result',
      result: 5,
    });
    expect(readPath({ ResponseMetadata: 'x' })).to.deep.include({
      kind: 'result',
      result: { ResponseMetadata: 'x' },
    });
  });

  it('has an error that tells a code, a message or a type, each of bounded length', () => {
    expect(refusalIn({ error: { message: 'no' } })).to.include({
      code: 'UndefinedError',
      message: 'no',
      type: undefined,
    });
    expect(refusalIn({ error: { type: 'T' } })).to.include({
      code: 'UndefinedError',
      message: '',
      type: 'T',
    });
    expect(refusalIn({ error: { code: 5 } })).to.deep.include({
      code: '5',
      param: undefined,
      body: { error: { code: 5 } },
    });
    expect(refusalIn({ error: { code: 'x', type: '', param: '' } })).to.include({
      type: undefined,
      param: undefined,
    });
    const long = 'x'.repeat(300);
    const { code, type, param } = refusalIn({ error: { code: long, type: long, param: long } }) ?? {};
    expect([code, type, param].map((each) => each?.length)).to.deep.equal([256, 256, 256]);
    for (const none of [
      undefined,
      null,
      'x',
      {},
      { error: '' },
      { error: 5 },
      { error: {} },
      { error: { code: '' } },
    ])
      expect(refusalIn(none), JSON.stringify(none)).to.equal(undefined);
  });
});
