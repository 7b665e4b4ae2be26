import { expect } from 'chai';
import {
  AbortedError,
  AuthenticationError,
  ConnectionError,
  InternalError,
  ServiceError,
  ThrottlingError,
  TimeoutError,
  type TransportError,
} from '../../../src/errors/index.js';
import type { Call } from '../../../src/transport/call.js';
import { CallRetries } from '../../../src/transport/retry/call-retries.js';
import type { Failure } from '../../../src/transport/retry/failure.js';
import { RetryQuota } from '../../../src/transport/retry/retry-quota.js';
import { retryPolicy } from '../../../src/transport/retry/retry-policy.js';
import type { TransportContext } from '../../../src/transport/transport-context.js';
import type { RetryFailure, RetryOptions } from '../../../src/types/call.js';
import { readTarget, writeTarget } from '../session.js';

const fixed: RetryOptions = { backoff: 'exponential', baseDelayMs: 100 };

/** The retries of one call at the time 1,000, with what `over` says of the call, and what they did. */
function retriesOf(over: Partial<Omit<Call, 'retry'>> & { readonly retry?: RetryOptions } = {}) {
  const learned: unknown[] = [];
  const invalidated: unknown[] = [];
  const quota = new RetryQuota();
  const context = {
    clock: { now: () => 1_000 },
    retryQuota: quota,
    serviceClock: { learn: (...dates: unknown[]) => learned.push(dates) === 1 },
  } as unknown as TransportContext;
  const call = {
    target: readTarget,
    isRepeatable: true,
    deadlineMs: Infinity,
    provider: { name: 'keys', invalidate: (keys: unknown) => invalidated.push(keys) },
    ...over,
    retry: retryPolicy({ ...fixed, ...over.retry }),
  } as unknown as Call;
  return { retries: new CallRetries(context, call), quota, learned, invalidated };
}

const failure = (error: TransportError | ServiceError, more: Partial<Failure> = {}): Failure => ({
  error,
  headers: {},
  ...more,
});
const connection = (over = {}) =>
  failure(new ConnectionError('x', { notSent: false, wasStale: false, ...over }));
const timeout = (phase: 'connect' | 'response' | 'total') => failure(new TimeoutError(phase, 5));

function service(code: string, status: number, Class: typeof ServiceError, more: Partial<Failure> = {}) {
  const call = { service: 'ecs', action: 'Do', region: 'r', attempts: 1 };
  return failure(new Class({ ...call, code, status, serviceMessage: 'no', retryable: status >= 500 }), more);
}
const busy = (more?: Partial<Failure>) => service('Busy', 503, InternalError, more);
const expired = (more?: Partial<Failure>) => service('ExpiredToken', 403, AuthenticationError, more);
const skewed = (more?: Partial<Failure>) => service('InvalidTimestamp', 403, AuthenticationError, more);

describe('the retries of a call', () => {
  it('wait longer each time, and end with the number of attempts', () => {
    const { retries } = retriesOf();
    expect([1, 2, 3, 4].map(() => retries.delayMs(busy()))).to.deep.equal([100, 200, 400, undefined]);
    const twice = retriesOf({ retry: { maxAttempts: 2 } }).retries;
    expect([1, 2].map(() => twice.delayMs(busy()))).to.deep.equal([100, undefined]);
  });

  it('wait longer when the service is throttled, and as long as it says', () => {
    expect(retriesOf().retries.delayMs(service('FlowLimitExceeded', 503, ThrottlingError))).to.equal(500);
    expect(retriesOf().retries.delayMs(busy({ headers: { 'retry-after': '3' } }))).to.equal(3_000);
    const date = new Date(11_000).toUTCString();
    expect(retriesOf().retries.delayMs(busy({ headers: { 'retry-after': date } }))).to.equal(10_000);
  });

  it('remember the last failure that they followed', () => {
    const { retries } = retriesOf({ retry: { maxAttempts: 2 } });
    expect(retries.lastFailure).to.equal(undefined);
    const [first, second] = [busy(), busy()];
    retries.delayMs(first);
    retries.delayMs(second);
    expect(retries.lastFailure).to.equal(first);
  });

  it('do not begin where the deadline would come first', () => {
    expect(retriesOf({ deadlineMs: 1_101 }).retries.delayMs(busy())).to.equal(100);
    expect(retriesOf({ deadlineMs: 1_100 }).retries.delayMs(busy())).to.equal(undefined);
  });

  it('never follow an abort, a total time-out or an aborted signal, whatever the policy says', () => {
    const retry = { shouldRetry: () => true };
    for (const target of [readTarget, writeTarget])
      for (const isRepeatable of [true, false]) {
        const over = { target, isRepeatable, retry };
        expect(retriesOf(over).retries.delayMs(failure(new AbortedError({})))).to.equal(undefined);
        expect(retriesOf(over).retries.delayMs(timeout('total'))).to.equal(undefined);
        const signal = AbortSignal.abort();
        expect(retriesOf({ ...over, signal }).retries.delayMs(busy())).to.equal(undefined);
      }
    expect(retriesOf({ signal: new AbortController().signal }).retries.delayMs(busy())).to.equal(100);
    expect(retriesOf({ retry }).retries.delayMs(timeout('response'))).to.equal(100);
  });

  it('of a write that cannot be repeated follow only a proof that nothing was done', () => {
    const write = { target: writeTarget, isRepeatable: false };
    expect(retriesOf(write).retries.delayMs(busy())).to.equal(undefined);
    expect(retriesOf(write).retries.delayMs(connection())).to.equal(undefined);
    expect(retriesOf(write).retries.delayMs(connection({ notSent: true }))).to.equal(100);
    expect(retriesOf(write).retries.delayMs(timeout('connect'))).to.equal(100);
    expect(retriesOf({ target: writeTarget }).retries.delayMs(busy())).to.equal(100);
    expect(retriesOf(write).retries.delayMs(service('Odd', 404, ServiceError))).to.equal(undefined);
  });

  it('never follow a call whose body can be read only once', () => {
    const once = { isOneShot: true } as never;
    for (const each of [busy(), connection({ wasStale: true }), connection({ notSent: true })])
      expect(retriesOf(once).retries.delayMs(each)).to.equal(undefined);
  });

  it('of a write are none where they are switched off, even to put a cause right', () => {
    const retry: RetryOptions = { writeRetries: 'never' };
    for (const each of [busy(), connection({ wasStale: true }), expired(), connection({ notSent: true })])
      expect(retriesOf({ target: writeTarget, retry }).retries.delayMs(each)).to.equal(undefined);
    expect(retriesOf({ retry }).retries.delayMs(busy())).to.equal(100);
  });

  it('are what shouldRetry says where it says something, and it sees the failure', () => {
    const seen: RetryFailure[] = [];
    const asked = (answer: boolean | undefined) =>
      retriesOf({ retry: { shouldRetry: (each) => (seen.push(each), answer) } }).retries;
    const odd = service('Odd', 404, ServiceError);
    expect(asked(true).delayMs(odd)).to.equal(100);
    expect(asked(false).delayMs(busy())).to.equal(undefined);
    expect(asked(undefined).delayMs(busy())).to.equal(100);
    expect(asked(undefined).delayMs(odd)).to.equal(undefined);
    expect(seen[0]).to.include({ error: odd.error, attempt: 1, isThrottling: false });
    const again = asked(true);
    again.delayMs(odd);
    again.delayMs(service('FlowLimitExceeded', 200, ThrottlingError));
    expect(seen.at(-1)).to.include({ attempt: 2, isThrottling: true });
    expect(asked(true).delayMs(odd), 'an unsafe one, as it was told').to.equal(100);
  });

  it('cost 5 of the quota, 10 after a time-out, and give back the last on success', () => {
    const cheap = retriesOf();
    cheap.quota.take(490);
    expect(cheap.retries.delayMs(busy())).to.equal(100);
    expect(cheap.retries.delayMs(busy())).to.equal(200);
    expect(cheap.retries.delayMs(busy())).to.equal(undefined);
    cheap.retries.refund();
    expect(cheap.quota.take(6)).to.equal(false);
    expect(cheap.quota.take(5)).to.equal(true);
    const dear = retriesOf();
    dear.quota.take(485);
    expect(dear.retries.delayMs(timeout('response'))).to.equal(100);
    expect(dear.retries.delayMs(timeout('response'))).to.equal(undefined);
    dear.retries.refund();
    expect(dear.quota.take(16)).to.equal(false);
    expect(dear.quota.take(15)).to.equal(true);
  });

  it('are not counted where the quota is used up', () => {
    const { retries, quota } = retriesOf({ retry: { maxAttempts: 2 } });
    quota.take(500);
    expect(retries.delayMs(busy())).to.equal(undefined);
    expect(retries.lastFailure).to.equal(undefined);
    quota.refund(5);
    expect(retries.delayMs(busy())).to.equal(100);
  });
});

describe('a cause that can be put right', () => {
  it('is a connection that broke while it was kept: once, at once, and at no cost', () => {
    const { retries, quota } = retriesOf({ retry: { maxAttempts: 2 } });
    quota.take(500);
    expect(retries.delayMs(connection({ wasStale: true }))).to.equal(0);
    expect(retries.lastFailure).to.equal(undefined);
    quota.refund(5);
    expect(retries.delayMs(connection({ wasStale: true }))).to.equal(100);
    const write = { target: writeTarget, isRepeatable: false };
    expect(retriesOf(write).retries.delayMs(connection({ wasStale: true }))).to.equal(undefined);
    expect(retriesOf().retries.delayMs(connection())).to.equal(100);
  });

  it('is a clock that is wrong: once, by the date of the response', () => {
    const { retries, learned } = retriesOf();
    const each = skewed({ headers: { date: 'now' }, signedDate: '20260102T030405Z' });
    expect(retries.delayMs(each)).to.equal(0);
    expect(retries.delayMs(each)).to.equal(undefined);
    expect(learned).to.deep.equal([['now', '20260102T030405Z']]);
    const unsigned = retriesOf();
    unsigned.retries.delayMs(skewed());
    expect(unsigned.learned).to.deep.equal([[undefined, '']]);
  });

  it('is keys that expired: once, where the provider can get others', () => {
    const { retries, invalidated, learned } = retriesOf();
    const credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };
    expect(retries.delayMs(expired({ credentials }))).to.equal(0);
    expect(retries.delayMs(expired({ credentials }))).to.equal(undefined);
    expect(invalidated).to.deep.equal([credentials]);
    expect(learned).to.deep.equal([]);
    expect(retriesOf().retries.delayMs(expired())).to.equal(undefined);
    for (const provider of [undefined, { name: 'fixed' } as never])
      expect(retriesOf({ provider }).retries.delayMs(expired({ credentials }))).to.equal(undefined);
  });

  it('is an API key that was refused: once, where its source can get another one', () => {
    const refused: unknown[] = [];
    const apiKey = { resolve: () => Promise.resolve('k'), invalidate: (key: unknown) => refused.push(key) };
    const wrongKey = (more: Partial<Failure> = { apiKey: 'k-1' }) =>
      service('Unauthorized', 401, ServiceError, more);
    const { retries } = retriesOf({ apiKey } as never);
    expect(retries.delayMs(wrongKey())).to.equal(0);
    expect(retries.delayMs(wrongKey())).to.equal(undefined);
    expect(refused[0]).to.equal('k-1');
    refused.length = 0;
    for (const source of [undefined, { resolve: apiKey.resolve }])
      expect(retriesOf({ apiKey: source } as never).retries.delayMs(wrongKey())).to.equal(undefined);
    expect(retriesOf({ apiKey } as never).retries.delayMs(wrongKey({}))).to.equal(undefined);
    const forbidden = service('Forbidden', 403, ServiceError, { apiKey: 'k-1' });
    expect(retriesOf({ apiKey } as never).retries.delayMs(forbidden)).to.equal(undefined);
    expect(refused).to.deep.equal([]);
  });

  it('is each once by itself', () => {
    const { retries } = retriesOf();
    const credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };
    expect(retries.delayMs(connection({ wasStale: true }))).to.equal(0);
    expect(retries.delayMs(skewed({ headers: { date: 'now' } }))).to.equal(0);
    expect(retries.delayMs(expired({ credentials }))).to.equal(0);
  });

  it('is put right for a write that cannot be repeated only where nothing was done', () => {
    const write = { target: writeTarget, isRepeatable: false };
    const credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };
    expect(retriesOf(write).retries.delayMs(expired({ credentials }))).to.equal(0);
    expect(
      retriesOf(write).retries.delayMs(service('ExpiredToken', 200, AuthenticationError, { credentials })),
    ).to.equal(undefined);
    expect(retriesOf(write).retries.delayMs(skewed())).to.equal(0);
  });
});
