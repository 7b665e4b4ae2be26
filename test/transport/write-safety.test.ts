import { expect } from 'chai';
import type { CallTarget } from '../../src/types/call.js';
import { ConfigError, RequestValidationError } from '../../src/errors/index.js';
import { FaultServer, type Reply } from './fault-server.js';
import { RecordingClock } from '../support/recording-clock.js';
import { half, html, inTurn, ok, premature, refusal, reset, silence } from './replies.js';
import { errorOf } from '../support/error-of.js';
import { readTarget, sessionTo, tokenTarget, writeTarget } from './session.js';

/** Faults after which the service may have done what it was asked. */
const maybeProcessed: Readonly<Record<string, Reply>> = {
  'reset after the request was read': reset,
  'half an answer': half,
  'an answer without its end': premature,
  'no answer in time': silence,
  'HTTP 500': refusal(500, 'InternalError'),
  'HTTP 502 from a proxy': html(502),
  'HTTP 503 from somewhere': html(503),
  'HTTP 504': refusal(504, 'InternalServiceTimeout'),
  'HTML in HTTP 200': html(200),
};

/** Faults that say that it did not. */
const notProcessed: Readonly<Record<string, Reply>> = {
  'HTTP 429': refusal(429, 'FlowLimitExceeded'),
  'throttling in HTTP 200': refusal(200, 'RequestLimitExceeded'),
  'the gateway’s 503': refusal(503, 'ServiceUnavailableTemp'),
  'a 503 that says when to come back': refusal(503, 'Busy', { 'retry-after': '1' }),
  'the gateway had no connection to the service': refusal(502, 'FailToConnect'),
};

describe('safety by meaning', () => {
  let server: FaultServer;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
  });
  afterEach(() => server.stop());

  async function timesSent(target: CallTarget, fault: Reply, options = {}): Promise<number> {
    const volc = sessionTo(server, {
      clock: new RecordingClock(),
      timeouts: { responseMs: 150 },
      ...options,
    });
    server.reply(inTurn(fault, ok()));
    await volc.send(target, {}).catch(() => undefined);
    volc.close();
    return server.received.length;
  }

  for (const [name, fault] of Object.entries(maybeProcessed)) {
    it(`after ${name}: repeats reads and writes with a token, no other write`, async () => {
      expect(await timesSent(readTarget, fault)).to.equal(2);
      expect(await timesSent(tokenTarget, fault)).to.equal(2);
      expect(await timesSent(writeTarget, fault)).to.equal(1);
      expect(await timesSent(writeTarget, fault, { retry: { writes: 'always' } })).to.equal(2);
    });
  }

  for (const [name, fault] of Object.entries(notProcessed)) {
    it(`after ${name}: repeats any call`, async () => {
      for (const target of [readTarget, tokenTarget, writeTarget])
        expect(await timesSent(target, fault)).to.equal(2);
    });
  }

  it('after a connection that was never made: repeats any write', async () => {
    const { origin } = server;
    await server.stop();
    const volc = sessionTo({ origin }, { clock: new RecordingClock() });
    expect(await errorOf(volc.send(writeTarget, {}))).to.include({ attempts: 4, notSent: true });
    volc.close();
    server = await new FaultServer(ok()).start();
  });

  describe('the idempotency token', () => {
    const tokens = () => server.received.map(({ members }) => members['ClientToken']);

    it('is another one for each call', async () => {
      const volc = sessionTo(server);
      await volc.send(tokenTarget, { Name: 'a' });
      await volc.send(tokenTarget, { Name: 'a' });
      const [first, second] = tokens();
      expect(first).to.match(/^[\x21-\x7e]{1,64}$/);
      expect(second)
        .to.match(/^[\x21-\x7e]{1,64}$/)
        .and.not.equal(first);
      volc.close();
    });

    it('is the same on each attempt of a call', async () => {
      const volc = sessionTo(server, { clock: new RecordingClock() });
      server.reply(inTurn(reset, html(502), ok()));
      await volc.send(tokenTarget, {});
      expect(tokens()).to.have.length(3);
      expect(new Set(tokens())).to.have.property('size', 1);
      volc.close();
    });

    it('is the caller’s own where the request or the call has one', async () => {
      const volc = sessionTo(server);
      await volc.send(tokenTarget, { ClientToken: 'mine' });
      await volc.send(tokenTarget, {}, { clientToken: 'ours' });
      await volc.send(tokenTarget, { ClientToken: 'mine' }, { clientToken: 'ours' });
      expect(tokens()).to.deep.equal(['mine', 'ours', 'mine']);
      volc.close();
    });

    it('is not made where it is turned off, and then the call is no longer safe to repeat', async () => {
      expect(await timesSent(tokenTarget, reset, { clientToken: false })).to.equal(1);
      expect(tokens()).to.deep.equal([undefined]);
      const volc = sessionTo(server);
      server.reply(ok());
      await volc.send(tokenTarget, {}, { clientToken: false });
      expect(tokens()).to.deep.equal([undefined]);
      volc.close();
    });

    it('is refused where it can’t be one', async () => {
      const volc = sessionTo(server);
      expect(await errorOf(volc.send(writeTarget, {}, { clientToken: 'x' }))).to.be.instanceOf(ConfigError);
      for (const clientToken of ['', 'x'.repeat(65), 'with space', 'ü'])
        expect(await errorOf(volc.send(tokenTarget, {}, { clientToken }))).to.be.instanceOf(
          RequestValidationError,
        );
      expect(server.received).to.have.length(0);
      volc.close();
    });
  });
});
