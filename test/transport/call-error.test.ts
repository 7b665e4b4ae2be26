import { expect } from 'chai';
import {
  AbortedError,
  ConnectionError,
  CredentialsError,
  ResponseParseError,
  ServiceError,
  TimeoutError,
} from '../../src/errors/index.js';
import { callDetails, responseError, sendingError } from '../../src/transport/call-error.js';
import type { Call } from '../../src/transport/call.js';
import { keys, readTarget } from './session.js';

const call = {
  target: readTarget,
  region: 'cn-beijing',
  request: { Name: 'web', Password: 'hunter2-long' },
  timeouts: { totalMs: 700 },
} as unknown as Call;
const where = { service: 'ecs', action: 'DescribeThings', region: 'cn-beijing' };

describe('the error of an attempt without a response', () => {
  const own = { status: 407, requestId: 'r-1' };

  it('tells the call, how many attempts there were, and what the handler said', () => {
    const cause = new Error('why');
    const connection = new ConnectionError(
      'The connection broke',
      { ...own, notSent: true, wasStale: true },
      { cause },
    );
    expect(sendingError(call, 2, connection, undefined))
      .to.be.instanceOf(ConnectionError)
      .and.include({ ...where, ...own, attempts: 2, notSent: true, wasStale: true, cause })
      .with.property('message')
      .that.contains('DescribeThings failed: The connection broke');
    const unreadable = sendingError(
      call,
      2,
      new ResponseParseError('Too long', 'start', own, { cause }),
      undefined,
    );
    expect(unreadable)
      .to.be.instanceOf(ResponseParseError)
      .and.include({ ...where, ...own, attempts: 2, bodyStart: 'start', cause });
    expect(unreadable.message).to.contain('DescribeThings failed: Too long');
    expect(callDetails(call, 3)).to.deep.equal({ ...where, attempts: 3 });
  });

  it('has the id that the attempt was sent with, unless the handler knows one', () => {
    const lost = new ConnectionError('x', { notSent: true, wasStale: false });
    expect(sendingError(call, 1, lost, undefined, 'sent')).to.include({ requestId: 'sent' });
    const known = new ConnectionError('x', { ...own, notSent: true, wasStale: false });
    expect(sendingError(call, 1, known, undefined, 'sent')).to.include({ requestId: 'r-1' });
  });

  it('is an abort with its reason as the cause', () => {
    const reason = new Error('enough');
    const before = new Error('before');
    expect(sendingError(call, 1, new AbortedError({}, reason), before))
      .to.be.instanceOf(AbortedError)
      .and.include({ ...where, attempts: 1, cause: reason });
  });

  it('is a time-out by its own limit, or by that of the call with the attempt before as the cause', () => {
    const before = new Error('before');
    const total = sendingError(call, 3, new TimeoutError('total', 5), before);
    expect(total)
      .to.be.instanceOf(TimeoutError)
      .and.include({ ...where, phase: 'total', timeoutMs: 700, cause: before });
    const response = sendingError(call, 3, new TimeoutError('response', 5), before);
    expect(response).to.include({ phase: 'response', timeoutMs: 5 }).and.not.have.property('cause');
    expect(sendingError(call, 3, new TimeoutError('total', 5), undefined)).to.not.have.property('cause');
    const cause = new Error('own');
    expect(sendingError(call, 3, new TimeoutError('total', 5, {}, { cause }), before)).to.include({ cause });
    const connection = new ConnectionError('x', { notSent: true, wasStale: false });
    expect(sendingError(call, 3, connection, before)).to.not.have.property('cause');
  });

  it('stays what it is where it is of no kind that a call adds to', () => {
    const error = new CredentialsError('none', []) as never;
    expect(sendingError(call, 1, error, undefined)).to.equal(error);
  });
});

describe('the error of a response', () => {
  const response = (body: string, status = 400) => ({
    response: { status, headers: {}, body },
    credentials: keys,
  });
  const refusal = {
    kind: 'error',
    code: 'Odd',
    codeN: 7,
    message: 'no',
    requestId: 'r-1',
    body: {},
  } as const;

  it('is the service’s own, with all that it says', () => {
    const parsed = { ...refusal, type: 'BadRequest', param: 'Name', body: { Why: 'no' } };
    expect(responseError(call, 2, response('{}'), parsed))
      .to.be.instanceOf(ServiceError)
      .and.include({ ...where, attempts: 2, status: 400, code: 'Odd', codeN: 7, requestId: 'r-1' })
      .and.include({ serviceMessage: 'no', type: 'BadRequest', param: 'Name' })
      .and.have.property('raw')
      .that.deep.equals({ Why: 'no' });
    const long = { ...call, request: { Name: 'the name of a thing' } } as Call;
    const repeating = responseError(long, 1, response('{}'), {
      ...refusal,
      message: 'the name of a thing is taken',
    });
    expect(repeating).to.include({ serviceMessage: 'the name of a thing is taken' });
    expect(responseError(call, 2, response('{}'), { ...refusal, requestId: undefined })).to.include({
      requestId: undefined,
      type: undefined,
      param: undefined,
    });
  });

  it('repeats no secret of the call, wherever the service put it', () => {
    const secrets = ['hunter2-long', keys.secretAccessKey, 'sk-ark-1234567890'];
    for (const secret of secrets) {
      const text = `see ${secret}`;
      const parsed = {
        ...refusal,
        code: text,
        message: text,
        type: text,
        param: text,
        requestId: text,
        body: { a: [text] },
      };
      const sent = { ...response('{}'), apiKey: 'sk-ark-1234567890' };
      const { code, serviceMessage, requestId, raw, ...rest } = responseError(
        call,
        1,
        sent,
        parsed,
      ) as ServiceError;
      const { type, param } = rest as unknown as Record<string, string>;
      for (const shown of [code, serviceMessage, requestId, type, param, JSON.stringify(raw)])
        expect(shown).to.contain('see').and.not.contain(secret);
    }
  });

  it('that cannot be read has its start, without secrets, and the reason', () => {
    const unreadable = { kind: 'unreadable', why: 'is not JSON', requestId: 'r-1' } as const;
    const error = responseError(call, 1, response(`oops hunter2-long ${'x'.repeat(600)}`, 502), unreadable);
    expect(error)
      .to.be.instanceOf(ResponseParseError)
      .and.include({ ...where, status: 502, requestId: 'r-1' });
    expect(error.message).to.contain('DescribeThings failed: the response, HTTP 502, is not JSON');
    const { bodyStart } = error as ResponseParseError;
    expect(bodyStart)
      .to.match(/^oops /)
      .and.not.contain('hunter2');
    expect(bodyStart.length).to.be.at.most(500);
    expect(error).to.not.have.property('cause');
    const cause = new Error('why');
    expect(responseError(call, 1, response('x'), { ...unreadable, cause })).to.include({ cause });
  });

  it('of a private call has nothing that the service or the caller wrote', () => {
    const secret = {
      ...call,
      target: { ...readTarget, isPrivate: true },
      request: { Prompt: 'my diary of today' },
    } as Call;
    const error = responseError(secret, 1, response('{}'), {
      ...refusal,
      message: 'I read my diary of today',
    });
    expect((error as ServiceError).serviceMessage).to.not.contain('diary');
    expect(error).to.have.property('raw', undefined);
    const unreadable = {
      kind: 'unreadable',
      why: 'is not JSON',
      requestId: 'r',
      cause: new Error('my diary'),
    } as const;
    const answer = responseError(secret, 1, response('the answer', 299), unreadable) as ResponseParseError;
    expect(answer.bodyStart).to.equal('');
    expect(answer).to.not.have.property('cause');
    expect(
      (responseError(secret, 1, response('a page', 300), unreadable) as ResponseParseError).bodyStart,
    ).to.equal('a page');
    expect(
      (responseError(call, 1, response('a page', 200), unreadable) as ResponseParseError).bodyStart,
    ).to.equal('a page');
  });
});
