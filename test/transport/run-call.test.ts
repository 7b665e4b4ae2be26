import { expect } from 'chai';
import { Volcengine, type VolcengineOptions } from '../../src/client/volcengine.js';
import {
  AbortedError,
  ConfigError,
  ConnectionError,
  InternalError,
  ResponseParseError,
  TimeoutError,
  type ServiceError,
} from '../../src/errors/index.js';
import { retryPolicy } from '../../src/transport/retry/retry-policy.js';
import { RetryQuota } from '../../src/transport/retry/retry-quota.js';
import { sendCall } from '../../src/transport/run-call.js';
import type { HttpRequest, HttpResponse } from '../../src/types/http.js';
import { errorOf } from '../support/error-of.js';
import { RecordingClock } from '../support/recording-clock.js';
import { keys, readTarget, tokenTarget, writeTarget } from './session.js';

type Answer = HttpResponse | Error | ((request: HttpRequest) => HttpResponse | Error);

const answer = (body: unknown, status = 200, headers = {}): HttpResponse => ({
  status,
  headers,
  body: JSON.stringify(body),
});
const ok = (Result?: unknown) => answer({ ResponseMetadata: { RequestId: 'r-1' }, Result });
const busy = answer({ ResponseMetadata: { RequestId: 'r-0', Error: { Code: 'Busy', Message: 'no' } } }, 503);
const broken = () => new ConnectionError('The connection broke', { notSent: false, wasStale: false });

/** A session whose handler gives these answers in turn, the last for ever, without a network; and what was sent. */
function session(answers: readonly Answer[], options: VolcengineOptions = {}) {
  const sent: HttpRequest[] = [];
  const clock = new RecordingClock(1_000_000);
  const http = {
    send: (request: HttpRequest): Promise<HttpResponse> => {
      const next = answers[Math.min(sent.push(request), answers.length) - 1]!;
      const given = typeof next === 'function' ? next(request) : next;
      return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
    },
    close: () => undefined,
  };
  const retry = { backoff: 'exponential', baseDelayMs: 100 } as const;
  const volc = new Volcengine({
    http,
    clock,
    credentials: keys,
    region: 'cn-beijing',
    env: {},
    retry,
    ...options,
  });
  return { volc, sent, clock };
}

describe('a call', () => {
  it('resolves to its Result, with what is known of the call hidden beside it', async () => {
    const { volc, sent } = session([ok({ Name: 'a' })]);
    const result = await volc.send(readTarget, {});
    expect(sent[0]?.headers).to.not.have.property('undefined');
    expect(result).to.deep.equal({ Name: 'a' });
    expect(Object.keys(result)).to.deep.equal(['Name']);
    expect(result.$metadata).to.deep.equal({
      ...{
        requestId: 'r-1',
        service: 'ecs',
        action: 'DescribeThings',
        version: '2020-04-01',
        region: 'cn-beijing',
      },
      ...{ httpStatus: 200, attempts: 1, totalDelayMs: 0 },
    });
  });

  it('has the response as it came where that is asked for', async () => {
    const { volc } = session([{ ...ok({}), headers: { a: 'b' } }]);
    const { $metadata } = await volc.send(readTarget, {}, { rawResponse: true });
    expect($metadata.rawResponse).to.deep.equal({ ...ok({}), headers: { a: 'b' } });
  });

  it('resolves to an object whatever the Result is', async () => {
    for (const [Result, expected] of [
      [undefined, {}],
      [null, {}],
      ['done', { Result: 'done' }],
      [0, { Result: 0 }],
      [false, { Result: false }],
      [[1], [1]],
    ] as const)
      expect(await session([ok(Result)]).volc.send(readTarget, {})).to.deep.equal(expected);
  });

  it('of an action has to have an envelope, and of a path need have no body', async () => {
    const empty = { status: 200, headers: {}, body: '' };
    expect(await errorOf(session([empty]).volc.send(readTarget, {}))).to.be.instanceOf(ResponseParseError);
    expect(await session([empty]).volc.send({ ...readTarget, path: '/v1/things' }, {})).to.deep.equal({});
  });

  it('is sent again after a pause, and tells how often and how long it waited', async () => {
    const { volc, sent, clock } = session([busy, broken(), ok({})]);
    const { $metadata } = await volc.send(readTarget, {});
    expect($metadata).to.include({ attempts: 3, totalDelayMs: 300, requestId: 'r-1' });
    expect(clock.slept).to.deep.equal([100, 200]);
    expect(sent).to.have.length(3);
  });

  it('is sent again at once where the cause was put right, without a pause', async () => {
    const stale = new ConnectionError('x', { notSent: false, wasStale: true });
    const { volc, clock } = session([stale, ok({})]);
    expect((await volc.send(readTarget, {})).$metadata).to.include({ attempts: 2, totalDelayMs: 0 });
    expect(clock.slept).to.deep.equal([]);
  });

  it('fails with the last error, which knows the call and its attempts', async () => {
    const refused = (await errorOf(session([busy]).volc.send(readTarget, {}))) as ServiceError;
    expect(refused)
      .to.be.instanceOf(InternalError)
      .and.include({ attempts: 4, code: 'Busy', requestId: 'r-0', status: 503 });
    const lost = await errorOf(session([broken()]).volc.send(readTarget, {}));
    expect(lost).to.be.instanceOf(ConnectionError).and.include({ attempts: 4, action: 'DescribeThings' });
    expect(lost.stack).to.contain('run-call.test.ts');
  });

  it('has the failure before as the cause of a time-out of the whole', async () => {
    const { volc } = session([busy, new TimeoutError('total', 5)]);
    const error = await errorOf(volc.send(readTarget, {}, { timeoutMs: 60_000 }));
    expect(error).to.be.instanceOf(TimeoutError).and.include({ attempts: 2, timeoutMs: 60_000 });
    expect(error.cause).to.be.instanceOf(InternalError);
  });

  it('is not sent again for a response that the handler could not read, or an error that is a bug', async () => {
    const long = session([new ResponseParseError('The response is too long', '', { status: 200 })]);
    expect(await errorOf(long.volc.send(readTarget, {}))).to.be.instanceOf(ResponseParseError);
    expect(long.sent).to.have.length(1);
    const bug = new TypeError('a bug');
    const { volc, sent } = session([bug]);
    expect(await errorOf(volc.send(readTarget, {}))).to.equal(bug);
    expect(sent).to.have.length(1);
  });

  it('has the same token in all its attempts, and none where the action takes none', async () => {
    const { volc, sent } = session([busy, ok({})]);
    await volc.send(tokenTarget, { Name: 'a' });
    const tokens = sent.map(({ body }) => (JSON.parse(body ?? '') as { ClientToken: string }).ClientToken);
    expect(tokens[0]).to.be.a('string').and.not.equal('');
    expect(tokens[1]).to.equal(tokens[0]);
    const own = session([ok({})]);
    await own.volc.send(tokenTarget, {}, { clientToken: 'mine' });
    expect(own.sent[0]?.body).to.equal('{"ClientToken":"mine"}');
    const plain = session([ok({})]);
    await plain.volc.send(writeTarget, {});
    expect(plain.sent[0]?.body).to.equal('{}');
  });

  it('ends a pause when it is aborted, as a call of so many attempts', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const { volc, sent } = session([() => (controller.abort(reason), busy)]);
    const error = await errorOf(volc.send(readTarget, {}, { signal: controller.signal }));
    expect(error).to.not.equal(reason);
    expect(sent).to.have.length(1);
    const clock = Object.assign(new RecordingClock(0), {
      sleep: (_ms: number, signal?: AbortSignal) => {
        late.abort(reason);
        return Promise.reject(signal?.reason as Error);
      },
    });
    const late = new AbortController();
    const paused = session([busy], { clock });
    const aborted = await errorOf(paused.volc.send(readTarget, {}, { signal: late.signal }));
    expect(aborted)
      .to.be.instanceOf(AbortedError)
      .and.include({ attempts: 1, action: 'DescribeThings', cause: reason });
  });

  it('rejects for options that are wrong, and never throws', async () => {
    const { volc, sent } = session([ok({})]);
    const promise = volc.send(readTarget, {}, { retry: { maxAttempts: 0 } });
    expect(await errorOf(promise)).to.be.instanceOf(ConfigError);
    expect(sent).to.have.length(0);
  });

  it('tells its rate limiter of each attempt, throttled or not', async () => {
    const told: unknown[] = [];
    const rateLimiter = {
      acquire: () => Promise.resolve(),
      report: (...args: unknown[]) => told.push(args),
    };
    const throttled = answer({ ResponseMetadata: { Error: { Code: 'FlowLimitExceeded' } } }, 429);
    const clock = new RecordingClock(1_000_000);
    const answers = [
      () => Promise.resolve(throttled),
      () => Promise.reject(broken()),
      () => Promise.resolve(ok({})),
    ];
    const context = {
      ...{ clock, rateLimiter, retryQuota: new RetryQuota(), warn: () => undefined },
      http: { send: () => answers.shift()!() },
      endpointOf: () => ({ origin: 'https://ecs.example', host: 'ecs.example' }),
    };
    const call = {
      ...{ target: readTarget, region: 'cn-beijing', request: {}, headers: {}, isRepeatable: true },
      ...{ deadlineMs: Infinity, timeouts: { totalMs: 0 }, wire: { body: '', query: '', path: '/' } },
      retry: retryPolicy({ backoff: 'exponential', baseDelayMs: 100 }),
    };
    await sendCall(context as never, call as never);
    expect(told).to.deep.equal([
      ['ecs:DescribeThings', true, 1_000_000],
      ['ecs:DescribeThings', false, 1_000_500],
      ['ecs:DescribeThings', false, 1_000_700],
    ]);
  });

  it('has an id of its own for each attempt where the target has a header for it', async () => {
    const target = { ...readTarget, path: '/v1/things', requestIdHeader: 'x-client-request-id' };
    const { volc, sent } = session([answer({ error: { code: 'Busy' } }, 503), answer({ id: 1 })]);
    const { $metadata } = await volc.send(target, {});
    const ids = sent.map(({ headers }) => headers['x-client-request-id']);
    expect(ids[0]).to.match(/^\d{14}\w{20}$/);
    expect(ids[1])
      .to.match(/^\d{14}\w{20}$/)
      .and.not.equal(ids[0]);
    expect($metadata.requestId).to.equal(ids[1]);
    const own = session([answer({ error: { code: 'Odd' } }, 400)]);
    const headers = { 'x-client-request-id': 'mine' };
    expect(await errorOf(own.volc.send(target, {}, { headers }))).to.include({ requestId: 'mine' });
    const echoing = session([answer({ id: 1 }, 200, { 'x-client-request-id': 'echo' })]);
    expect((await echoing.volc.send(target, {})).$metadata.requestId).to.equal('echo');
    const lost = session([broken()], { retry: false });
    expect((await errorOf(lost.volc.send(target, {}, { headers }))) as ServiceError).to.include({
      requestId: 'mine',
    });
  });
});

describe('a call that is observed', () => {
  it('logs each attempt and each retry at the level of the call', async () => {
    const entries: unknown[] = [];
    const logger = Object.fromEntries(
      ['debug', 'info', 'warn', 'error'].map((level) => [
        level,
        (...entry: unknown[]) => entries.push([level, ...entry]),
      ]),
    );
    const options = { logger, logLevel: 'off' } as never as VolcengineOptions;
    const { volc } = session([busy, ok({})], options);
    await volc.send(readTarget, {});
    expect(entries).to.have.length(0);
    await session([busy, ok({})], options).volc.send(readTarget, {}, { logLevel: 'debug' });
    expect(entries.length).to.be.greaterThan(2);
  });

  it('is shown to hooks: the call, its attempts, its retries and its end', async () => {
    const seen: string[] = [];
    const { volc, clock } = session([busy, ok({ A: 1 })]);
    volc.use({
      onCall: () => void seen.push('call'),
      onAttempt: () => void seen.push('attempt'),
      onRetry: () => void seen.push('retry'),
    });
    expect(await volc.send(readTarget, {})).to.deep.equal({ A: 1 });
    expect(seen).to.deep.equal(['call', 'attempt', 'retry', 'attempt']);
    expect(clock.slept).to.deep.equal([100]);
  });
});
