import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { expect } from 'chai';
import { AbortedError, ConfigError, TimeoutError } from '../../src/errors/index.js';
import { FaultServer } from './fault-server.js';
import { handlerKinds } from './handler-kinds.js';
import { html, inTurn, ok, silence, trickle } from './replies.js';
import { errorOf } from '../support/error-of.js';
import { readTarget, sessionTo } from './session.js';
import { until } from '../support/until.js';

/** Timers that keep the process alive, apart from mocha's own. */
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('time limits and abort', () => {
  let server: FaultServer;
  let timersBefore: number;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
    timersBefore = timers();
  });
  afterEach(() => server.stop());

  for (const [kind, http] of handlerKinds) {
    describe(`over ${kind}`, () => {
      it('ends an attempt whose answer does not come, or does not end, in time', async () => {
        for (const fault of [silence, trickle(10)]) {
          server.reply(fault);
          const volc = sessionTo(server, { http, retry: false, timeouts: { responseMs: 60 } });
          const error = await errorOf(volc.send(readTarget, {}));
          expect(error)
            .to.be.instanceOf(TimeoutError)
            .and.include({ phase: 'response', timeoutMs: 60, attempts: 1 });
          expect(error.message).to.contain('DescribeThings').and.contain('60 ms');
          volc.close();
        }
        await server.stop();
        await until(() => timers() <= timersBefore);
      });

      it('ends the whole call in time, however many attempts it had, and says what had failed', async () => {
        server.reply(inTurn(html(502), silence));
        const volc = sessionTo(server, { http, retry: { backoff: 'none' } });
        const error = await errorOf(volc.send(readTarget, {}, { timeoutMs: 120 }));
        expect(error)
          .to.be.instanceOf(TimeoutError)
          .and.include({ phase: 'total', timeoutMs: 120, attempts: 2 });
        expect(error.cause).to.be.instanceOf(Error).with.property('message').that.contains('502');
        volc.close();
        await until(() => timers() <= timersBefore);
      });

      it('stops sending and reading when the signal is aborted, and leaves neither timer nor socket', async () => {
        for (const fault of [silence, trickle(10)]) {
          server.reply(fault);
          const volc = sessionTo(server, { http });
          const controller = new AbortController();
          const call = errorOf(volc.send(readTarget, {}, { signal: controller.signal, timeoutMs: 5_000 }));
          await until(() => server.received.length > 0);
          const reason = new Error('enough');
          controller.abort(reason);
          const error = await call;
          expect(error).to.be.instanceOf(AbortedError).and.include({ action: 'DescribeThings' });
          expect(error.cause).to.equal(reason);
          // A fetch that is handed in keeps connections as it likes.
          await until(() => kind === 'fetch' || server.openConnections === 0);
          volc.close();
        }
        await server.stop();
        await until(() => timers() <= timersBefore);
      });
    });
  }

  it('sends nothing when the signal was aborted before', async () => {
    const volc = sessionTo(server);
    expect(await errorOf(volc.send(readTarget, {}, { signal: AbortSignal.abort() }))).to.be.instanceOf(
      AbortedError,
    );
    expect(server.connections).to.equal(0);
    volc.close();
  });

  it('stops waiting between attempts when the signal is aborted', async () => {
    server.reply(html(502));
    const volc = sessionTo(server, { retry: { backoff: () => 60_000, maxDelayMs: 60_000 } });
    const controller = new AbortController();
    volc.use({ onRetry: () => void setImmediate(() => controller.abort()) });
    const error = await errorOf(volc.send(readTarget, {}, { signal: controller.signal }));
    expect(error).to.be.instanceOf(AbortedError).and.include({ attempts: 1 });
    await until(() => timers() <= timersBefore);
    volc.close();
  });

  it('does not wait for an attempt that would come too late', async () => {
    server.reply(html(502));
    const volc = sessionTo(server, { retry: { backoff: () => 60_000, maxDelayMs: 60_000 } });
    const error = await errorOf(volc.send(readTarget, {}, { timeoutMs: 5_000 }));
    expect(error.message).to.contain('502');
    expect(server.received).to.have.length(1);
    volc.close();
  });

  it('stops waiting for credentials, whether or not their provider observes its signal', async () => {
    const seen: AbortSignal[] = [];
    const deaf = { name: 'deaf', resolve: () => new Promise<never>(() => undefined) };
    const hearing = {
      name: 'hearing',
      resolve: ({ signal }: { readonly signal?: AbortSignal | undefined }) =>
        new Promise<never>(() => {
          if (signal !== undefined) seen.push(signal);
        }),
    };
    for (const credentials of [deaf, hearing]) {
      const volc = sessionTo(server, { credentials });
      expect(await errorOf(volc.send(readTarget, {}, { timeoutMs: 50 })))
        .to.be.instanceOf(TimeoutError)
        .and.include({ phase: 'total', timeoutMs: 50, action: 'DescribeThings' });
      const controller = new AbortController();
      const call = errorOf(volc.send(readTarget, {}, { signal: controller.signal }));
      controller.abort();
      expect(await call).to.be.instanceOf(AbortedError);
      volc.close();
    }
    expect(seen.map(({ aborted }) => aborted)).to.deep.equal([true, true]);
    await until(() => timers() <= timersBefore);
  });

  it('refuses invalid times', async () => {
    for (const timeouts of [{ connectMs: -1 }, { responseMs: NaN }, { totalMs: 2 ** 31 }])
      expect(() => sessionTo(server, { timeouts })).to.throw(
        ConfigError,
        `timeouts.${Object.keys(timeouts)[0]}`,
      );
    const volc = sessionTo(server);
    expect(await errorOf(volc.send(readTarget, {}, { timeoutMs: -5 }))).to.be.instanceOf(ConfigError);
    volc.close();
  });

  describe('connecting', () => {
    let mute: Server;
    let sockets = 0;
    beforeEach(async () => {
      sockets = 0;
      mute = createServer((socket) => {
        sockets += 1;
        socket
          .on('close', () => (sockets -= 1))
          .on('error', () => undefined)
          .resume();
      });
      mute.listen(0, '127.0.0.1');
      await once(mute, 'listening');
    });
    afterEach(() => mute.close());

    for (const [kind, http] of handlerKinds.filter(([kind]) => kind !== 'fetch')) {
      it(`ends over ${kind} when no TLS connection is made in time, and is retried even for writes`, async () => {
        const { port } = mute.address() as AddressInfo;
        const origin = `https://127.0.0.1:${port}`;
        const retry = { maxAttempts: 2, backoff: 'none' } as const;
        const volc = sessionTo({ origin }, { http, retry, timeouts: { connectMs: 60 } });
        const error = await errorOf(volc.send({ ...readTarget, isRead: false }, {}));
        expect(error)
          .to.be.instanceOf(TimeoutError)
          .and.include({ phase: 'connect', timeoutMs: 60, attempts: 2 });
        volc.close();
        await until(() => sockets === 0);
        await until(() => timers() <= timersBefore);
      });
    }
  });
});
