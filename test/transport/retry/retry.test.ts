import { expect } from 'chai';
import type { RetryFailure } from '../../../src/types/call.js';
import {
  AbortedError,
  ConfigError,
  ConnectionError,
  InternalError,
  NotFoundError,
  ServiceError,
  ThrottlingError,
} from '../../../src/errors/index.js';
import { isRetryable } from '../../../src/transport/retry/failure.js';
import { FaultServer } from '../fault-server.js';
import { RecordingClock } from '../../support/recording-clock.js';
import { html, inTurn, ok, refusal, reset } from '../replies.js';
import { errorOf } from '../../support/error-of.js';
import { readTarget, sessionTo, writeTarget } from '../session.js';

describe('retrying', () => {
  let server: FaultServer;
  let clock: RecordingClock;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
    clock = new RecordingClock();
  });
  afterEach(() => server.stop());

  it('sends a read again after each kind of transient failure, and says how often', async () => {
    const volc = sessionTo(server, { clock });
    for (const fault of [reset, refusal(500, 'InternalError'), html(502), refusal(503, 'X'), html(504)]) {
      server.reply(inTurn(fault, fault, ok({ Here: 1 })));
      const result = await volc.send(readTarget, {});
      expect(result).to.deep.equal({ Here: 1 });
      expect(result.$metadata.attempts).to.equal(3);
      expect(server.received).to.have.length(3);
    }
    volc.close();
  });

  it('signs each attempt anew, with the date of its own moment', async () => {
    server.reply(inTurn(html(502), html(502), ok()));
    const volc = sessionTo(server, { clock, retry: { backoff: () => 2_000 } });
    await volc.send(readTarget, {});
    const dates = server.received.map(({ headers }) => headers['x-date']);
    const signatures = server.received.map(({ headers }) => headers['authorization']);
    expect(new Set(dates)).to.have.property('size', 3);
    expect(new Set(signatures)).to.have.property('size', 3);
    volc.close();
  });

  it('asks for credentials again on each attempt', async () => {
    server.reply(inTurn(html(502), ok()));
    let asked = 0;
    const provider = {
      name: 'counting',
      resolve: () => Promise.resolve({ accessKeyId: `AK${++asked}`, secretAccessKey: 'x'.repeat(8) }),
    };
    const volc = sessionTo(server, { clock, credentials: provider });
    await volc.send(readTarget, {});
    expect(
      server.received.map(({ headers }) => /Credential=(\w+)/.exec(headers['authorization'] ?? '')?.[1]),
    ).to.deep.equal(['AK1', 'AK2']);
    volc.close();
  });

  it('stops after four attempts, or the configured number, with the last error', async () => {
    server.reply(refusal(503, 'ServiceUnavailableTemp'));
    const volc = sessionTo(server, { clock });
    const error = await errorOf(volc.send(readTarget, {}));
    expect(error).to.be.instanceOf(InternalError).and.include({ attempts: 4, retryable: true });
    expect(error.message).to.contain('4 attempts');
    expect(server.received).to.have.length(4);
    server.reply(refusal(503, 'ServiceUnavailableTemp'));
    await errorOf(volc.send(readTarget, {}, { retry: { maxAttempts: 2 } }));
    expect(server.received).to.have.length(2);
    server.reply(refusal(503, 'ServiceUnavailableTemp'));
    await errorOf(volc.send(readTarget, {}, { retry: false }));
    expect(server.received).to.have.length(1);
    volc.close();
  });

  it('does not repeat what fails the same way again', async () => {
    server.reply(refusal(404, 'InvalidInstance.NotFound'));
    const volc = sessionTo(server, { clock });
    expect(await errorOf(volc.send(readTarget, {})))
      .to.be.instanceOf(NotFoundError)
      .and.include({ attempts: 1 });
    expect(server.received).to.have.length(1);
    volc.close();
  });

  it('retries throttling also when it comes inside HTTP 200, and writes too', async () => {
    const volc = sessionTo(server, { clock });
    for (const status of [429, 200, 400]) {
      server.reply(inTurn(refusal(status, 'FlowLimitExceeded'), ok()));
      expect((await volc.send(writeTarget, {})).$metadata.attempts).to.equal(2);
    }
    server.reply(refusal(200, 'AccountFlowLimitExceeded'));
    expect(await errorOf(volc.send(writeTarget, {}))).to.be.instanceOf(ThrottlingError);
    volc.close();
  });

  it('waits as long as Retry-After says, in seconds or as a date by the server’s own clock', async () => {
    const volc = sessionTo(server, { clock });
    server.reply(inTurn(refusal(429, 'FlowLimitExceeded', { 'retry-after': '7' }), ok()));
    const result = await volc.send(readTarget, {});
    expect(clock.slept).to.deep.equal([7_000]);
    expect(result.$metadata.totalDelayMs).to.equal(7_000);
    const headers = {
      date: 'Fri, 02 Jan 2026 03:04:05 GMT',
      'retry-after': 'Fri, 02 Jan 2026 03:04:17 GMT',
    };
    server.reply(inTurn(refusal(503, 'X', headers), ok()));
    await volc.send(readTarget, {});
    expect(clock.slept).to.deep.equal([7_000, 12_000]);
    volc.close();
  });

  it('never waits longer than maxDelayMs, whatever Retry-After says', async () => {
    server.reply(inTurn(refusal(429, 'FlowLimitExceeded', { 'retry-after': '86400' }), ok()));
    const volc = sessionTo(server, { clock, retry: { maxDelayMs: 3_000 } });
    await volc.send(readTarget, {});
    expect(clock.slept).to.deep.equal([3_000]);
    volc.close();
  });

  it('lets shouldRetry have the last word where it says one', async () => {
    const seen: RetryFailure[] = [];
    const volc = sessionTo(server, {
      clock,
      retry: {
        shouldRetry: (failure) => {
          seen.push(failure);
          const { error } = failure;
          return error instanceof ServiceError && error.code === 'Odd' ? true : undefined;
        },
      },
    });
    server.reply(inTurn(refusal(400, 'Odd'), ok()));
    expect((await volc.send(writeTarget, {})).$metadata.attempts).to.equal(2);
    server.reply(refusal(400, 'Even'));
    await errorOf(volc.send(writeTarget, {}));
    expect(server.received).to.have.length(1);
    expect(seen.map(({ attempt, isThrottling }) => [attempt, isThrottling])).to.deep.equal([
      [1, false],
      [1, false],
    ]);
    server.reply(refusal(503, 'X'));
    await errorOf(volc.send(readTarget, {}, { retry: { shouldRetry: () => false } }));
    expect(server.received).to.have.length(1);
    volc.close();
  });

  it('never sends an aborted call again, whatever the policy says', async () => {
    const volc = sessionTo(server, { clock, retry: { shouldRetry: () => true } });
    for (const target of [readTarget, writeTarget]) {
      const controller = new AbortController();
      server.reply(() => controller.abort());
      const error = await errorOf(volc.send(target, {}, { signal: controller.signal }));
      expect(error).to.be.instanceOf(AbortedError).and.include({ attempts: 1 });
      expect(server.received).to.have.length(1);
    }
    const policy = volc.config.retry;
    expect(isRetryable({ error: new AbortedError(), headers: {} }, policy)).to.equal(false);
    expect(isRetryable({ error: new ConnectionError('Reset'), headers: {} }, policy)).to.equal(true);
    volc.close();
  });

  it('retries further codes and statuses from the options', async () => {
    const volc = sessionTo(server, { clock, retry: { codes: ['NotYet'], statuses: [418] } });
    server.reply(inTurn(refusal(400, 'NotYet'), refusal(418, 'Teapot'), ok()));
    expect((await volc.send(readTarget, {})).$metadata.attempts).to.equal(3);
    volc.close();
  });

  it('stops retrying when most calls fail, so that it adds no storm to the trouble', async () => {
    server.reply(refusal(503, 'X'));
    const volc = sessionTo(server, { clock });
    for (let call = 0; call < 200; call++) await errorOf(volc.send(readTarget, {}));
    // 500 tokens at 5 a retry pay for 100 retries.
    expect(server.received).to.have.length(200 + 100);
    server.reply(ok());
    for (let call = 0; call < 5; call++) await volc.send(readTarget, {});
    server.reply(inTurn(refusal(503, 'X'), ok()));
    expect((await volc.send(readTarget, {})).$metadata.attempts).to.equal(2);
    volc.close();
  });

  it('keeps policies apart: no client, no call changes another’s', async () => {
    const options = { maxAttempts: 2, codes: ['A'] };
    const first = sessionTo(server, { clock, retry: options });
    options.maxAttempts = 9;
    options.codes.push('B');
    const second = sessionTo(server, { clock });
    expect(first.config.retry)
      .to.include({ maxAttempts: 2 })
      .and.deep.include({ codes: ['A'] });
    expect(second.config.retry).to.include({ maxAttempts: 4 });
    expect(first.config.retry).to.be.frozen;
    expect(first.config.retry.codes).to.be.frozen;
    server.reply(refusal(503, 'X'));
    await errorOf(first.send(readTarget, {}, { retry: { maxAttempts: 3 } }));
    expect(server.received).to.have.length(3);
    expect(first.config.retry).to.include({ maxAttempts: 2 });
    first.close();
    second.close();
  });

  it('refuses invalid policies', () => {
    const wrong: [object, string][] = [
      [{ maxAttempts: 0 }, 'maxAttempts'],
      [{ maxAttempts: 1.5 }, 'maxAttempts'],
      [{ baseDelayMs: NaN }, 'baseDelayMs'],
      [{ maxDelayMs: -1 }, 'maxDelayMs'],
      [{ backoff: 'linear' }, 'backoff'],
      [{ writeRetries: 'always' }, 'writeRetries'],
      [{ writes: 'safe' }, 'writes'],
      [{ maxRetries: 3 }, 'maxRetries'],
    ];
    for (const [retry, name] of wrong)
      expect(() => sessionTo(server, { retry }), name).to.throw(ConfigError, name);
  });
});
