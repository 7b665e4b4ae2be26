import { getEventListeners } from 'node:events';
import { expect } from 'chai';
import { AbortedError, CredentialsError, TimeoutError } from '../../src/errors/index.js';
import type { Clock } from '../../src/types/clock.js';
import type { Credentials } from '../../src/types/credentials.js';
import { onAbort } from '../../src/util/on-abort.js';
import { errorOf } from '../support/error-of.js';
import { FaultServer } from './fault-server.js';
import { handlerKinds } from './handler-kinds.js';
import { html, inTurn, ok } from './replies.js';
import { keys, readTarget, sessionTo } from './session.js';

describe('what the caller hands in', () => {
  let server: FaultServer;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
  });
  afterEach(() => server.stop());

  it('a shared limiter that never answers holds no call beyond its deadline or its signal', async () => {
    const limiter = { consume: () => new Promise<never>(() => undefined) };
    const volc = sessionTo(server, { rate: { limiter } });
    expect(await errorOf(volc.send(readTarget, {}, { timeoutMs: 50 })))
      .to.be.instanceOf(TimeoutError)
      .and.include({ phase: 'total', action: 'DescribeThings' });
    const controller = new AbortController();
    const call = errorOf(volc.send(readTarget, {}, { signal: controller.signal }));
    setImmediate(() => controller.abort());
    expect(await call).to.be.instanceOf(AbortedError);
    expect(getEventListeners(controller.signal, 'abort')).to.have.length(0);
    volc.close();
  });

  it('a provider that returns no promise, throws at once or returns garbage gives the same with and without a time limit', async () => {
    const provider = (resolve: () => unknown) => ({
      name: 'mine',
      resolve: resolve as () => Promise<Credentials>,
    });
    const thrown = new Error('no keys here');
    for (const options of [{}, { timeoutMs: 60_000 }]) {
      const sent = (resolve: () => unknown) => {
        const volc = sessionTo(server, { credentials: provider(resolve) });
        return volc.send(readTarget, {}, options).finally(() => volc.close());
      };
      expect(await sent(() => keys)).to.deep.equal({ Ok: true });
      expect(
        await errorOf(
          sent(() => {
            throw thrown;
          }),
        ),
      ).to.equal(thrown);
      for (const garbage of [undefined, null, 'key', {}, { accessKeyId: 'a', secretAccessKey: 'b\n' }]) {
        const error = await errorOf(sent(() => garbage));
        expect(error, String(garbage)).to.be.instanceOf(CredentialsError);
        expect(error.message).to.contain('mine');
      }
    }
  });

  for (const [kind, http] of handlerKinds) {
    it(`one signal serves any number of calls over ${kind} with one listener, and none is left`, async () => {
      const warnings: Error[] = [];
      const onWarning = (warning: Error) => void warnings.push(warning);
      process.on('warning', onWarning);
      server.reply(inTurn(html(502), ok()));
      const volc = sessionTo(server, { http, retry: { backoff: () => 5 } });
      const { signal } = new AbortController();
      const calls = Array.from({ length: 30 }, () => volc.send(readTarget, {}, { signal }));
      await Promise.all(calls);
      await new Promise((resolve) => setImmediate(resolve));
      process.off('warning', onWarning);
      expect(warnings.map(({ name }) => name)).to.deep.equal([]);
      expect(getEventListeners(signal, 'abort')).to.have.length(0);
      volc.close();
    });
  }

  it('a signal calls everyone who still listens, once', () => {
    const controller = new AbortController();
    const called: number[] = [];
    const listener = () => void called.push(0);
    const stops = [onAbort(controller.signal, listener), onAbort(controller.signal, listener)];
    onAbort(controller.signal, () => void called.push(1));
    expect(getEventListeners(controller.signal, 'abort')).to.have.length(1);
    stops[0]?.();
    stops[0]?.();
    controller.abort();
    controller.abort();
    expect(called).to.deep.equal([0, 1]);
  });
});

describe('the deadline of a call', () => {
  it('goes by the monotonic reading: setting the computer’s time neither ends a call nor keeps it', async () => {
    const server = await new FaultServer(inTurn(html(502), ok())).start();
    let wall = Date.now();
    let monotonic = 0;
    const clock: Clock = {
      now: () => wall,
      monotonicMs: () => monotonic,
      sleep: (ms) => {
        monotonic += ms;
        wall += 86_400_000;
        return Promise.resolve();
      },
    };
    const volc = sessionTo(server, { clock, retry: { backoff: () => 100 } });
    expect(await volc.send(readTarget, {}, { timeoutMs: 5_000 })).to.deep.equal({ Ok: true });
    server.reply(html(502));
    wall -= 10 * 86_400_000;
    const error = await errorOf(volc.send(readTarget, {}, { timeoutMs: 150 }));
    expect(error.message).to.contain('502');
    // 100 ms fit into the limit, the next 100 do not.
    expect(server.received).to.have.length(2);
    volc.close();
    await server.stop();
  });
});
