import { expect } from 'chai';
import {
  AbortedError,
  AuthenticationError,
  ConnectionError,
  InternalError,
  ResponseParseError,
  ServiceError,
  ThrottlingError,
  TimeoutError,
  type TransportError,
} from '../../../src/errors/index.js';
import {
  isClockError,
  isCredentialsExpiry,
  isProvenUnprocessed,
  isRetryable,
  isThrottled,
  type Failure,
} from '../../../src/transport/retry/failure.js';
import { RetryQuota } from '../../../src/transport/retry/retry-quota.js';
import { retryPolicy } from '../../../src/transport/retry/retry-policy.js';

const failure = (error: TransportError | ServiceError): Failure => ({ error, headers: {} });
const connection = (notSent: boolean) => new ConnectionError('x', { notSent, wasStale: false });
const unreadable = (status?: number) =>
  new ResponseParseError('x', '', status === undefined ? {} : { status });

function service(code: string, status: number, Class: typeof ServiceError = ServiceError, retryable = false) {
  const call = { service: 'ecs', action: 'Do', region: 'r', attempts: 1 };
  return new Class({ ...call, code, status, serviceMessage: 'no', retryable });
}

describe('whether another attempt may succeed', () => {
  const may = (error: TransportError | ServiceError, options = {}) =>
    isRetryable(failure(error), retryPolicy(options));

  it('is what the error of the service says, or a code or status of the options', () => {
    expect(may(service('Busy', 503, InternalError, true))).to.equal(true);
    expect(may(service('Odd', 400))).to.equal(false);
    expect(may(service('Odd', 400), { codes: ['Odd'] })).to.equal(true);
    expect(may(service('Odd', 400), { codes: ['Even'] })).to.equal(false);
    expect(may(service('Odd', 418), { statuses: [418] })).to.equal(true);
    expect(may(service('Odd', 418), { statuses: [419] })).to.equal(false);
  });

  it('is so without a response, unless the call was aborted or its time is over', () => {
    expect([true, false].map((notSent) => may(connection(notSent)))).to.deep.equal([true, true]);
    expect(may(new AbortedError({}))).to.equal(false);
    const phases = ['connect', 'response', 'total'] as const;
    expect(phases.map((phase) => may(new TimeoutError(phase, 5)))).to.deep.equal([true, true, false]);
  });

  it('depends on the status of a response that cannot be read', () => {
    for (const status of [undefined, 200, 204, 302, 399, 408, 429, 500, 502, 503, 504])
      expect(may(unreadable(status)), String(status)).to.equal(true);
    for (const status of [400, 401, 403, 404, 428, 501, 505])
      expect(may(unreadable(status)), String(status)).to.equal(false);
    expect(may(unreadable(404), { statuses: [404] })).to.equal(true);
  });

  it('is not so for a failure that is known to repeat', () => {
    const policy = retryPolicy({});
    expect(isRetryable({ ...failure(connection(true)), isFinal: true }, policy)).to.equal(false);
    expect(isRetryable({ ...failure(connection(true)), isFinal: false }, policy)).to.equal(true);
  });
});

describe('whether the service is proven to have done nothing', () => {
  const isProven = (error: TransportError | ServiceError) => isProvenUnprocessed(failure(error));

  it('is so where the request never left', () => {
    expect([true, false].map((notSent) => isProven(connection(notSent)))).to.deep.equal([true, false]);
    const phases = ['connect', 'response', 'total'] as const;
    expect(phases.map((phase) => isProven(new TimeoutError(phase, 5)))).to.deep.equal([true, false, false]);
    expect(isProven(new AbortedError({}))).to.equal(false);
  });

  it('is so by 429, whoever sent it, and by the documented codes of throttling', () => {
    expect(isProven(unreadable(429))).to.equal(true);
    expect(isProven(service('Odd', 429))).to.equal(true);
    expect(isProven(service('FlowLimitExceeded', 200, ThrottlingError))).to.equal(true);
    expect(isProven(service('Throttling.User', 400, ThrottlingError))).to.equal(false);
    for (const status of [200, 302, 400, 401, 403, 500, 502, 503])
      expect(isProven(unreadable(status))).to.equal(false);
    for (const status of [200, 400, 401, 403, 500, 503])
      expect(isProven(service('Odd', status))).to.equal(false);
  });

  it('is so by a refused signature, with a status that says so or a code of the gateway', () => {
    const signature = (code: string, status: number) => isProven(service(code, status, AuthenticationError));
    expect([401, 403, 400, 200].map((status) => signature('InvalidToken', status))).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
    expect([401, 403].map((status) => signature('ExpiredToken', status))).to.deep.equal([true, true]);
    expect(signature('InvalidTimestamp', 403)).to.equal(true);
    expect(signature('InvalidAccessKey', 400)).to.equal(true);
    expect(signature('SignatureDoesNotMatch', 403)).to.equal(false);
  });
});

describe('what a failure means', () => {
  it('is throttling by its class, or by 429 of a response that cannot be read', () => {
    expect(isThrottled(service('X', 400, ThrottlingError))).to.equal(true);
    expect(isThrottled(service('X', 429))).to.equal(false);
    expect(isThrottled(unreadable(429))).to.equal(true);
    expect(isThrottled(unreadable(503))).to.equal(false);
    expect(isThrottled(new Error('x'))).to.equal(false);
  });

  it('is a refused date or refused keys by the code of an error of authentication', () => {
    const of = (code: string, Class: typeof ServiceError = AuthenticationError) => {
      const each = failure(service(code, 403, Class));
      return [isClockError(each), isCredentialsExpiry(each)];
    };
    expect(of('InvalidTimestamp')).to.deep.equal([true, false]);
    expect(of('InvalidTimestamp', ServiceError)).to.deep.equal([false, false]);
    for (const code of [
      'InvalidClientTokenId',
      'InvalidAccessKey',
      'InvalidSecurityToken',
      'InvalidToken',
      'ExpiredToken',
      'TokenExpired',
    ])
      expect(of(code), code).to.deep.equal([false, true]);
    expect(of('ExpiredToken', ServiceError)).to.deep.equal([false, false]);
    for (const code of ['InvalidTokenX', 'XInvalidToken', 'MissingSignature', 'SignatureDoesNotMatch'])
      expect(of(code), code).to.deep.equal([false, false]);
    expect(isClockError(failure(connection(true)))).to.equal(false);
  });
});

describe('the quota of retries', () => {
  it('pays for 100 retries of 5, and for none that costs more than is left', () => {
    const quota = new RetryQuota();
    for (let retry = 0; retry < 100; retry++) expect(quota.take(5)).to.equal(true);
    expect(quota.take(5)).to.equal(false);
    expect(quota.take(0)).to.equal(true);
  });

  it('gets back what the last retry of a success cost, or 1, and never more than it had', () => {
    const quota = new RetryQuota();
    quota.refund(100);
    expect(quota.take(501)).to.equal(false);
    expect(quota.take(500)).to.equal(true);
    quota.refund(10);
    expect(quota.take(11)).to.equal(false);
    expect(quota.take(10)).to.equal(true);
    quota.refund(0);
    expect(quota.take(2)).to.equal(false);
    expect(quota.take(1)).to.equal(true);
  });
});
