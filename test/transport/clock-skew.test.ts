import { expect } from 'chai';
import { AuthenticationError } from '../../src/errors/index.js';
import { FaultServer, type Reply } from './fault-server.js';
import { RecordingClock } from '../support/recording-clock.js';
import { ok, refusal } from './replies.js';
import { errorOf } from '../support/error-of.js';
import { readTarget, sessionTo, writeTarget } from './session.js';

const minute = 60_000;

/** Refuses dates more than five minutes off, as the gateway does, and tells its own. */
function gateway(serverNow: () => number): Reply {
  return (response, received, before) => {
    const [, year, month, day, hour, min, second] =
      /^(....)(..)(..)T(..)(..)(..)Z$/.exec(received.headers['x-date'] ?? '') ?? [];
    const signed = Date.parse(`${year}-${month}-${day}T${hour}:${min}:${second}Z`);
    const isNear = Math.abs(signed - serverNow()) < 5 * minute;
    const date = new Date(serverNow()).toUTCString();
    (isNear ? ok() : refusal(403, 'InvalidTimestamp', { date }))(response, received, before);
  };
}

describe('a clock that is off', () => {
  let server: FaultServer;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
  });
  afterEach(() => server.stop());

  it('is corrected once by the server’s Date, also for writes and without retries, and stays corrected', async () => {
    const clock = new RecordingClock(Date.parse('2026-01-02T03:04:05Z'));
    server.reply(gateway(() => clock.now() + 10 * minute));
    const volc = sessionTo(server, { clock, retry: false });
    expect((await volc.send(writeTarget, {})).$metadata.attempts).to.equal(2);
    expect((await volc.send(writeTarget, {})).$metadata.attempts).to.equal(1);
    clock.advance(30 * minute);
    expect((await volc.send(readTarget, {})).$metadata.attempts).to.equal(1);
    expect(server.received.map(({ headers }) => headers['x-date'])).to.deep.equal([
      '20260102T030405Z',
      '20260102T031405Z',
      '20260102T031405Z',
      '20260102T034405Z',
    ]);
    volc.close();
  });

  it('is corrected for calls side by side, each repeated once', async () => {
    const clock = new RecordingClock();
    server.reply(gateway(() => clock.now() - 20 * minute));
    const volc = sessionTo(server, { clock, retry: false });
    const results = await Promise.all(Array.from({ length: 20 }, () => volc.send(readTarget, {})));
    expect(results.map(({ $metadata }) => $metadata.attempts)).to.deep.equal(Array(20).fill(2));
    volc.close();
  });

  it('is no reason to try again when the Date brings no other signature, or there is none', async () => {
    const clock = new RecordingClock(Date.parse('2026-01-02T03:04:05Z'));
    const volc = sessionTo(server, { clock });
    server.reply(refusal(403, 'InvalidTimestamp', { date: 'Fri, 02 Jan 2026 03:04:05 GMT' }));
    expect(await errorOf(volc.send(readTarget, {})))
      .to.be.instanceOf(AuthenticationError)
      .and.include({ attempts: 1 });
    server.reply(refusal(403, 'InvalidTimestamp', { date: 'yesterday' }));
    expect(await errorOf(volc.send(readTarget, {}))).to.include({ attempts: 1 });
    volc.close();
  });

  it('is corrected only once a call', async () => {
    const clock = new RecordingClock();
    let hours = 0;
    server.reply(gateway(() => clock.now() + ++hours * 60 * minute));
    const volc = sessionTo(server, { clock });
    expect(await errorOf(volc.send(readTarget, {})))
      .to.be.instanceOf(AuthenticationError)
      .and.include({ attempts: 2 });
    volc.close();
  });
});
