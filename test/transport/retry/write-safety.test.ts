import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { CallTarget, RetryOptions } from '../../../src/types/call.js';
import type { CredentialProvider, Credentials } from '../../../src/types/credentials.js';
import { ConfigError, RequestValidationError } from '../../../src/errors/index.js';
import { FaultServer, type Reply } from '../fault-server.js';
import { handlerKinds } from '../handler-kinds.js';
import { RecordingClock } from '../../support/recording-clock.js';
import { half, html, inTurn, ok, premature, refusal, reset, silence, text, trickle } from '../replies.js';
import { errorOf } from '../../support/error-of.js';
import { readTarget, sessionTo, tokenTarget, writeTarget } from '../session.js';

interface Row {
  /** As the table in docs/transport.md has it. */
  readonly outcome: string;
  readonly reply: Reply;
}

/** What proves nothing: the server acts first, and then does this. */
const unproven: readonly Row[] = [
  { outcome: 'the connection broke after it was made', reply: reset },
  { outcome: 'the response was cut off', reply: half },
  { outcome: 'the response was cut off', reply: premature },
  { outcome: 'no whole response in time', reply: silence },
  { outcome: 'no whole response in time', reply: trickle(20) },
  { outcome: '500, 502, 504 and other 5xx', reply: refusal(500, 'InternalError') },
  { outcome: '500, 502, 504 and other 5xx', reply: refusal(504, 'InternalServiceTimeout') },
  { outcome: '`FailToConnect`, `InternalServiceError`', reply: refusal(502, 'FailToConnect') },
  { outcome: '`FailToConnect`, `InternalServiceError`', reply: refusal(502, 'InternalServiceError') },
  { outcome: '503, also with `Retry-After`', reply: refusal(503, 'Busy', { 'retry-after': '0' }) },
  { outcome: '503, also with `Retry-After`', reply: text(503, '<html>Busy', { 'retry-after': '0' }) },
  { outcome: '503, also with `Retry-After`', reply: refusal(503, 'ServiceUnavailableTemp') },
  { outcome: 'the page of a gateway or proxy', reply: html(502) },
  { outcome: 'the page of a gateway or proxy', reply: html(200) },
  { outcome: 'the page of a gateway or proxy', reply: text(302, '', { location: 'http://127.0.0.1:9/' }) },
  { outcome: 'a code that only looks like throttling', reply: refusal(400, 'Throttling.User') },
];

/** What proves that nothing was done: the server turns the request away. */
const proven: readonly Row[] = [
  { outcome: '429', reply: refusal(429, 'FlowLimitExceeded') },
  { outcome: '429', reply: html(429) },
  ...['FlowLimitExceeded', 'AccountFlowLimitExceeded', 'RequestLimitExceeded'].map((code) => ({
    outcome: '`FlowLimitExceeded`, `AccountFlowLimitExceeded`, `RequestLimitExceeded`',
    reply: refusal(200, code),
  })),
  {
    outcome: '`InvalidTimestamp`',
    reply: refusal(403, 'InvalidTimestamp', { date: new Date(Date.now() + 3_600_000).toUTCString() }),
  },
  {
    outcome: 'expired or unknown keys, by 401, 403 or a code of the gateway',
    reply: refusal(401, 'ExpiredToken'),
  },
  {
    outcome: 'expired or unknown keys, by 401, 403 or a code of the gateway',
    reply: refusal(400, 'InvalidAccessKey'),
  },
];

/** Has other keys as often as it is told that they are refused. */
class NewKeys implements CredentialProvider {
  readonly name = 'new keys';
  #generation = 1;

  resolve(): Promise<Credentials> {
    return Promise.resolve({ accessKeyId: `AK${this.#generation}`, secretAccessKey: 'secret-value' });
  }

  invalidate(): void {
    this.#generation += 1;
  }
}

const docs = readFileSync(new URL('../../../docs/transport.md', import.meta.url), 'utf8');

for (const [kind, http] of handlerKinds.filter(([kind]) => kind !== 'fetch')) {
  describe(`what was done, over ${kind}`, () => {
    let server: FaultServer;
    before(async () => {
      server = await new FaultServer(ok()).start();
    });
    after(() => server.stop());

    /** Sends a call whose first attempt meets a fault; tells how often it was sent and how often the server acted. */
    async function play(target: CallTarget, row: Row, acts: boolean, retry: RetryOptions = {}) {
      let executed = 0;
      const tokens = new Set<unknown>();
      server.reply((response, received, before) => {
        const isFault = before === 0;
        const token = received.members['ClientToken'];
        if (!isFault || acts) {
          if (!tokens.has(token)) executed += 1;
          if (token !== undefined) tokens.add(token);
        }
        (isFault ? row.reply : ok())(response, received, before);
      });
      const volc = sessionTo(server, {
        http,
        credentials: new NewKeys(),
        clock: new RecordingClock(),
        timeouts: { responseMs: 150 },
        retry,
      });
      await volc.send(target, { Name: 'a' }).catch(() => undefined);
      volc.close();
      return { sent: server.received.length, executed };
    }

    for (const [index, row] of unproven.entries()) {
      it(`${row.outcome} (${index}): a write without a token is sent once, all else again`, async () => {
        expect((await play(readTarget, row, true)).sent).to.equal(2);
        expect(await play(tokenTarget, row, true)).to.deep.equal({ sent: 2, executed: 1 });
        expect(await play(writeTarget, row, true)).to.deep.equal({ sent: 1, executed: 1 });
        expect(await play(tokenTarget, row, true, { writeRetries: 'never' })).to.include({ sent: 1 });
        expect(docs).to.contain(`| ${row.outcome} | no |`);
      });
    }

    for (const [index, row] of proven.entries()) {
      it(`${row.outcome} (${index}): each call is sent again, unless it must never be`, async () => {
        expect((await play(readTarget, row, false)).sent).to.equal(2);
        for (const target of [tokenTarget, writeTarget]) {
          expect(await play(target, row, false)).to.deep.equal({ sent: 2, executed: 1 });
          expect(await play(target, row, false, { writeRetries: 'never' })).to.deep.equal({
            sent: 1,
            executed: 0,
          });
        }
        expect(docs).to.contain(`| ${row.outcome} | yes |`);
      });
    }

    it('a write that is sent once uses no connection that has been idle for a second', async () => {
      server.reply(ok());
      const volc = sessionTo(server, { http });
      const connection = async (target: CallTarget) => {
        await volc.send(target, {});
        return server.received.at(-1)?.connection;
      };
      const first = await connection(readTarget);
      expect(await connection(writeTarget)).to.equal(first);
      const now = performance.now.bind(performance);
      performance.now = () => now() + 1_001;
      try {
        expect(await connection(tokenTarget)).to.equal(first);
        performance.now = () => now() + 2_500;
        expect(await connection(writeTarget)).to.not.equal(first);
      } finally {
        performance.now = now;
      }
      volc.close();
    });
  });
}

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

  it('is the caller’s to give up, by shouldRetry', async () => {
    expect(await timesSent(writeTarget, reset, { retry: { shouldRetry: () => true } })).to.equal(2);
    const never = { shouldRetry: () => true, writeRetries: 'never' } as const;
    expect(await timesSent(writeTarget, reset, { retry: never })).to.equal(1);
    expect(await timesSent(readTarget, reset, { retry: never })).to.equal(2);
    expect(docs).to.contain(
      '| no connection was made: refused, no such host, no TLS, no tunnel, or not in time | yes |',
    );
  });

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
