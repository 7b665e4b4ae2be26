import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { getEventListeners } from 'node:events';
import { expect } from 'chai';
import { AbortedError, ResponseParseError, ServiceError, TimeoutError } from '../../../src/errors/index.js';
import type { AttemptMessage, CallMessage } from '../../../src/transport/instrumentation/channels.js';
import type { AttemptEvent, CallEvent, Hooks } from '../../../src/transport/instrumentation/hooks.js';
import { FaultServer } from '../fault-server.js';
import { RecordingClock } from '../../support/recording-clock.js';
import { html, inTurn, json, ok, refusal, silence } from '../replies.js';
import { errorOf } from '../../support/error-of.js';
import { until } from '../../support/until.js';
import { readTarget, sessionTo, tokenTarget } from '../session.js';

describe('hooks', () => {
  let server: FaultServer;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
  });
  afterEach(() => server.stop());

  it('see a call once, each attempt, each retry, and the final error', async () => {
    const seen: string[] = [];
    const calls = new Set<CallEvent>();
    const volc = sessionTo(server, { clock: new RecordingClock(), retry: { backoff: () => 10 } });
    volc.use({
      onCall: (call) =>
        void (seen.push(`call ${call.service} ${call.action} ${call.region}`), calls.add(call)),
      onAttempt: ({ number, call }) => void (seen.push(`attempt ${number}`), calls.add(call)),
      onRetry: ({ number, error, delayMs, call }) =>
        void (seen.push(`retry after ${number}: ${error.name}, ${delayMs}`), calls.add(call)),
      onError: ({ error, call }) => void (seen.push(`error ${(error as Error).name}`), calls.add(call)),
    });
    server.reply(inTurn(html(502), ok()));
    await volc.send(readTarget, { Name: 'a' });
    expect(seen).to.deep.equal([
      'call ecs DescribeThings cn-beijing',
      'attempt 1',
      'retry after 1: ResponseParseError, 10',
      'attempt 2',
    ]);
    expect(calls).to.have.property('size', 1);
    expect([...calls][0]?.request).to.deep.equal({ Name: 'a' });
    seen.length = 0;
    server.reply(refusal(400, 'Odd'));
    await errorOf(volc.send(readTarget, {}, { region: 'cn-shanghai' }));
    expect(seen).to.deep.equal(['call ecs DescribeThings cn-shanghai', 'attempt 1', 'error ServiceError']);
    volc.close();
  });

  it('are each session’s own, and gone when they are taken away', async () => {
    const [first, second] = [sessionTo(server), sessionTo(server)];
    let told = 0;
    const hooks = { onCall: () => void told++ };
    const [remove] = [first.use(hooks), first.use(hooks)];
    await second.send(readTarget, {});
    expect(told).to.equal(0);
    await first.send(readTarget, {});
    expect(told).to.equal(2);
    remove();
    remove();
    await first.send(readTarget, {});
    expect(told).to.equal(3);
    first.close();
    second.close();
  });

  it('lie around calls like an onion, and can change what goes in and comes out', async () => {
    const order: string[] = [];
    const volc = sessionTo(server);
    volc.use({
      async aroundCall(call, next) {
        order.push('outer in');
        const result = await next({ ...call.request, Added: 1 });
        order.push('outer out');
        return Object.assign(result, { Seen: true });
      },
    });
    volc.use({
      async aroundCall(call, next) {
        order.push(`inner in ${JSON.stringify(Object.keys(call.request))}`);
        const result = await next();
        order.push('inner out');
        return result;
      },
    });
    const result = await volc.send(readTarget, { Name: 'a' });
    expect(order).to.deep.equal(['outer in', 'inner in ["Name","Added"]', 'inner out', 'outer out']);
    expect(server.received[0]?.members).to.deep.equal({ Name: 'a', Added: 1 });
    expect(result).to.deep.equal({ Ok: true, Seen: true });
    volc.close();
  });

  it('can return a result without sending the call', async () => {
    const volc = sessionTo(server);
    const kept = await volc.send(readTarget, {});
    volc.use({ aroundCall: () => Promise.resolve(kept) });
    expect(await volc.send(readTarget, {})).to.equal(kept);
    expect(server.received).to.have.length(1);
    volc.close();
  });

  it('can repeat a call, which keeps its token and so does nothing twice', async () => {
    const volc = sessionTo(server);
    volc.use({
      async aroundCall(_, next) {
        await next();
        return next();
      },
    });
    await volc.send(tokenTarget, {});
    const [first, second] = server.received.map(({ members }) => members['ClientToken']);
    expect(first).to.be.a('string').and.equal(second);
    volc.close();
  });

  it('wrap each attempt, see its HTTP response whatever the status, and can replace it', async () => {
    const statuses: number[] = [];
    const volc = sessionTo(server, { clock: new RecordingClock() });
    volc.use({
      async aroundAttempt({ number }, next) {
        const response = await next();
        statuses.push(response.status);
        return number === 2
          ? { ...response, status: 200, body: '{"ResponseMetadata":{},"Result":{"Made":"up"}}' }
          : response;
      },
    });
    server.reply(html(502));
    expect(await volc.send(readTarget, {})).to.deep.equal({ Made: 'up' });
    expect(statuses).to.deep.equal([502, 502]);
    volc.close();
  });

  it('can add headers to an attempt, which are signed where the rule says so', async () => {
    const volc = sessionTo(server, { headers: { 'X-Always': 'a' } });
    volc.use({
      onAttempt: ({ headers, number }) => void (headers['x-try'] = String(number)),
      aroundAttempt: ({ headers }, next) => {
        headers['traceparent'] = '00-1-2-01';
        return next();
      },
    });
    await volc.send(readTarget, {}, { headers: { 'x-once': 'b' } });
    const { headers } = server.received[0] ?? {};
    expect(headers).to.include({ 'x-always': 'a', 'x-once': 'b', 'x-try': '1', traceparent: '00-1-2-01' });
    expect(headers?.['authorization']).to.contain('x-always;x-content-sha256;x-date;x-once;x-try,');
    await volc.send(readTarget, {});
    expect(server.received[1]?.headers).to.not.have.property('x-once');
    volc.close();
  });

  describe('that never end', () => {
    const never = () => new Promise<never>(() => undefined);
    const kinds: readonly (readonly [name: string, hooks: Hooks])[] = [
      ['onCall', { onCall: never }],
      ['onAttempt', { onAttempt: never }],
      ['onRetry', { onRetry: never }],
      ['aroundCall before the call', { aroundCall: never }],
      ['aroundCall after the call', { aroundCall: (_, next) => next().then(never) }],
      ['aroundAttempt before the attempt', { aroundAttempt: never }],
      ['aroundAttempt after the attempt', { aroundAttempt: (_, next) => next().then(never) }],
    ];
    for (const [name, hooks] of kinds) {
      it(`end with the call’s deadline and its signal: ${name}`, async () => {
        const volc = sessionTo(server, { retry: { backoff: 'none' } });
        volc.use(hooks);
        server.reply(name === 'onRetry' ? html(502) : ok());
        const late = await errorOf(volc.send(readTarget, {}, { timeoutMs: 60 }));
        expect(late).to.be.instanceOf(TimeoutError).and.include({ phase: 'total', timeoutMs: 60 });
        expect(late).to.include({ service: 'ecs', action: 'DescribeThings', region: 'cn-beijing' });
        const controller = new AbortController();
        const aborted = errorOf(volc.send(readTarget, {}, { signal: controller.signal }));
        setTimeout(() => controller.abort(), 30);
        expect(await aborted)
          .to.be.instanceOf(AbortedError)
          .and.include({ action: 'DescribeThings' });
        expect(getEventListeners(controller.signal, 'abort')).to.be.empty;
        volc.close();
      });
    }

    it('leave the call its own error: onError', async () => {
      const volc = sessionTo(server);
      volc.use({ onError: never });
      server.reply(refusal(400, 'Odd'));
      expect(await errorOf(volc.send(readTarget, {}, { timeoutMs: 60 }))).to.include({ code: 'Odd' });
      expect(await errorOf(volc.send(readTarget, {}, { signal: AbortSignal.abort() }))).to.be.instanceOf(
        AbortedError,
      );
      volc.close();
    });

    it('take their time from the call’s: it is not begun anew after them', async () => {
      const volc = sessionTo(server);
      const clock = performance.now();
      volc.use({ aroundCall: (_, next) => until(() => performance.now() - clock > 90).then(() => next()) });
      await errorOf(volc.send(readTarget, {}, { timeoutMs: 50 }));
      expect(server.received).to.be.empty;
      volc.close();
    });
  });

  it('see the time-out of the call that they wrap, with the failure before it', async () => {
    const volc = sessionTo(server, { retry: { maxAttempts: 2, backoff: 'none' } });
    const seen: unknown[] = [];
    volc.use({
      async aroundCall(_, next) {
        try {
          return await next();
        } catch (error) {
          seen.push(error);
          throw error;
        }
      },
    });
    server.reply(inTurn(html(502), silence));
    const error = await errorOf(volc.send(readTarget, {}, { timeoutMs: 80 }));
    expect(error).to.be.instanceOf(TimeoutError).and.equal(seen[0]);
    expect(error.cause).to.be.instanceOf(ResponseParseError);
    volc.close();
  });
});

describe('the diagnostics channels', () => {
  it('publish the start and the end of each call and attempt, with the same object for both', async () => {
    const server = await new FaultServer(inTurn(html(502), ok({ A: 1 }))).start();
    const calls: CallMessage[] = [];
    const attempts: AttemptMessage[] = [];
    const onCall = (message: unknown) => void calls.push(message as CallMessage);
    const onAttempt = (message: unknown) => void attempts.push(message as AttemptMessage);
    subscribe('volcengine:call', onCall);
    subscribe('volcengine:attempt', onAttempt);
    const volc = sessionTo(server, { clock: new RecordingClock() });
    await volc.send(readTarget, {});
    server.reply(refusal(400, 'Odd'));
    await errorOf(volc.send(readTarget, {}));
    expect(unsubscribe('volcengine:call', onCall)).to.equal(true);
    expect(unsubscribe('volcengine:attempt', onAttempt)).to.equal(true);
    await errorOf(volc.send(readTarget, {}));
    volc.close();
    await server.stop();
    expect(calls.map(({ phase }) => phase)).to.deep.equal(['start', 'success', 'start', 'error']);
    expect(attempts.map(({ phase, attempt: { number } }) => `${phase} ${number}`)).to.deep.equal([
      'start 1',
      'error 1',
      'start 2',
      'success 2',
      'start 1',
      'error 1',
    ]);
    const [started, ended, , failed] = calls;
    expect(started?.call).to.equal(ended?.call);
    expect(ended).to.have.nested.property('metadata.attempts', 2);
    expect(ended).to.have.property('durationMs').that.is.a('number');
    expect(failed).to.have.property('error').that.is.instanceOf(ServiceError);
    const events: (AttemptEvent | undefined)[] = attempts.map(({ attempt }) => attempt);
    expect(events[2]).to.equal(events[3]).and.have.property('call', started?.call);
    expect(attempts[3]).to.have.property('httpStatus', 200);
  });

  it('tell of the error of a call that never came to an attempt', async () => {
    const server = await new FaultServer(json(200, {})).start();
    const phases: string[] = [];
    const onCall = (message: unknown) => void phases.push((message as CallMessage).phase);
    subscribe('volcengine:call', onCall);
    const volc = sessionTo(server);
    await errorOf(volc.send({ ...readTarget, protocol: 'query' }, { List: [null] }));
    unsubscribe('volcengine:call', onCall);
    expect(phases).to.deep.equal(['start', 'error']);
    volc.close();
    await server.stop();
  });
});
