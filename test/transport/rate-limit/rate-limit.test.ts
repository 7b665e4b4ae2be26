import { expect } from 'chai';
import fc from 'fast-check';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AbortedError, ConfigError, TimeoutError } from '../../../src/errors/index.js';
import { AdaptiveRate } from '../../../src/transport/rate-limit/adaptive-rate.js';
import { FixedRate } from '../../../src/transport/rate-limit/fixed-rate.js';
import { FaultServer } from '../fault-server.js';
import { RecordingClock } from '../../support/recording-clock.js';
import { inTurn, ok, refusal } from '../replies.js';
import { errorOf } from '../../support/error-of.js';
import { readTarget, sessionTo, writeTarget } from '../session.js';
import { startRedis } from './start-redis.js';

describe('FixedRate', () => {
  it('gives turns one interval apart, a burst of them at once after a pause', () => {
    const rate = new FixedRate(10, 3);
    expect([1, 2, 3, 4, 5].map(() => rate.reserveMs('a', 1_000))).to.deep.equal([0, 0, 0, 100, 200]);
    expect(rate.reserveMs('b', 1_000)).to.equal(0);
    expect([1, 2, 3, 4].map(() => rate.reserveMs('a', 60_000))).to.deep.equal([0, 0, 0, 100]);
  });

  it('never gives more turns in any second than its rate and its burst', () => {
    const gap = fc.integer({ min: 0, max: 400 });
    const perSecond = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(
        perSecond,
        fc.integer({ min: 1, max: 20 }),
        fc.array(gap, { minLength: 50 }),
        (rate, burst, gaps) => {
          const paced = new FixedRate(rate, burst);
          let now = 0;
          const turns = gaps.map((gap) => (now += gap) + paced.reserveMs('k', now));
          for (const start of turns) {
            const inSecond = turns.filter((turn) => turn >= start && turn < start + 1_000 - 1e-6).length;
            expect(inSecond).to.be.at.most(rate + burst);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('AdaptiveRate', () => {
  /** Plays calls for some seconds against a service that takes so many a second; tells what was throttled and sent. */
  function play(rate: AdaptiveRate, from: number, seconds: number, allowed: number, offered: number) {
    let throttled = 0;
    let sent = 0;
    let free = from;
    const taken = new Map<number, number>();
    const end = from + seconds * 1_000;
    for (let now = from; now < end && free < end; now += 1_000 / offered) {
      free = Math.max(free, now) + rate.reserveMs('k', Math.max(free, now));
      const second = Math.floor(free / 1_000);
      const before = taken.get(second) ?? 0;
      taken.set(second, before + 1);
      sent += 1;
      if (before >= allowed) throttled += 1;
      rate.report('k', before >= allowed, free, free + 1);
    }
    return { throttled, sent, end };
  }

  it('holds nothing back until the service throttles', () => {
    const { throttled, sent } = play(new AdaptiveRate(), 0, 10, 1_000, 50);
    expect({ throttled, sent }).to.deep.equal({ throttled: 0, sent: 500 });
  });

  it('slows down when it does, so that few calls are refused, and recovers when it can', () => {
    const rate = new AdaptiveRate();
    const unpaced = 60 * (50 - 10);
    const slow = play(rate, 0, 60, 10, 50);
    expect(slow.throttled).to.be.lessThan(unpaced / 10);
    expect(slow.sent - slow.throttled).to.be.greaterThan(60 * 10 * 0.6);
    play(rate, slow.end, 60, 1_000, 50);
    const fast = play(rate, slow.end + 60_000, 10, 1_000, 50);
    expect(fast).to.include({ throttled: 0, sent: 500 });
  });

  it('does not fall again for calls that were on their way when it fell', () => {
    const rate = new AdaptiveRate();
    for (let call = 0; call < 20; call++) rate.reserveMs('k', 100);
    for (let call = 0; call < 20; call++) rate.report('k', true, 100, 200 + call);
    const first = rate.reserveMs('k', 10_000);
    expect(first).to.equal(0);
    expect(rate.reserveMs('k', 10_000)).to.be.closeTo(1_000 / (20 * 0.7), 0.1);
  });
});

describe('the pace of calls', () => {
  let server: FaultServer;
  let clock: RecordingClock;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
    clock = new RecordingClock();
  });
  afterEach(() => server.stop());

  it('is kept by action, and holds for each attempt', async () => {
    const volc = sessionTo(server, { clock, rate: { perSecond: 2, burst: 1 }, retry: { backoff: 'none' } });
    await volc.send(readTarget, {});
    await volc.send(writeTarget, {});
    expect(clock.slept).to.deep.equal([]);
    server.reply(inTurn(refusal(503, 'X'), ok()));
    await volc.send(readTarget, {});
    expect(clock.slept).to.deep.equal([500, 500]);
    volc.close();
  });

  it('is signed after the wait, not before', async () => {
    const volc = sessionTo(server, { clock, rate: { perSecond: 0.1, burst: 1 } });
    await volc.send(readTarget, {});
    await volc.send(readTarget, {});
    const [first, second] = server.received.map(({ headers }) => headers['x-date']);
    expect(first).to.not.equal(second);
    volc.close();
  });

  it('is bounded by the call’s deadline and its signal', async () => {
    const volc = sessionTo(server, { rate: { perSecond: 0.001, burst: 1 } });
    await volc.send(readTarget, {});
    expect(await errorOf(volc.send(readTarget, {}, { timeoutMs: 5_000 })))
      .to.be.instanceOf(TimeoutError)
      .and.include({ phase: 'total' });
    const controller = new AbortController();
    const call = errorOf(volc.send(readTarget, {}, { signal: controller.signal }));
    setImmediate(() => controller.abort());
    expect(await call).to.be.instanceOf(AbortedError);
    expect(server.received).to.have.length(1);
    volc.close();
  });

  it('adapts to a service that throttles', async () => {
    server.reply(inTurn(refusal(429, 'FlowLimitExceeded'), ok()));
    const volc = sessionTo(server, { clock, rate: { adaptive: true }, retry: { backoff: 'none' } });
    await volc.send(readTarget, {});
    const [wait = 0] = clock.slept;
    expect(wait).to.be.greaterThan(1_000);
    await volc.send(readTarget, {});
    expect(clock.slept).to.have.length(2);
    await volc.send(writeTarget, {});
    expect(clock.slept).to.have.length(2);
    volc.close();
  });

  it('can be shared by sessions and processes, through any limiter of rate-limiter-flexible', async () => {
    const limiter = new RateLimiterMemory({ points: 5, duration: 60 });
    const sessions = [1, 2].map(() => sessionTo(server, { clock, rate: { limiter } }));
    const calls = await Promise.all(
      sessions.flatMap((volc) => [1, 2].map(() => volc.send(readTarget, {}).then(() => 'sent'))),
    );
    expect(calls).to.have.length(4);
    const [first] = sessions;
    await first?.send(readTarget, {});
    expect(clock.slept).to.have.length(0);
    const late = await errorOf(first?.send(readTarget, {}, { timeoutMs: 1_000 }) ?? Promise.resolve());
    expect(late).to.be.instanceOf(TimeoutError);
    expect((await limiter.get('ecs:DescribeThings'))?.consumedPoints).to.equal(6);
    await first?.send(writeTarget, {});
    for (const volc of sessions) volc.close();
  });

  it('waits as long as a shared limiter says, and asks again', async () => {
    const asked: string[] = [];
    const limiter = {
      consume(key: string) {
        asked.push(key);
        return asked.length < 3 ? Promise.reject({ msBeforeNext: 250 }) : Promise.resolve({});
      },
    };
    const volc = sessionTo(server, { clock, rate: { limiter } });
    await volc.send(readTarget, {});
    expect(clock.slept).to.deep.equal([250, 250]);
    expect(asked).to.deep.equal(Array(3).fill('ecs:DescribeThings'));
    volc.close();
  });

  it('ends the call with the store’s own error when the store of the limiter fails', async () => {
    const failure = new Error('Redis is away');
    const volc = sessionTo(server, { rate: { limiter: { consume: () => Promise.reject(failure) } } });
    expect(await errorOf(volc.send(readTarget, {}))).to.equal(failure);
    volc.close();
  });

  it('refuses invalid rates', () => {
    for (const rate of [{ perSecond: 0 }, { perSecond: NaN }, { burst: 3 }, { limiter: {} as never }])
      expect(() => sessionTo(server, { rate })).to.throw(ConfigError, 'rate.');
  });
});

describe('a pace shared through Redis', () => {
  it('holds over sessions', async function () {
    const redis = await startRedis();
    if (redis === undefined) {
      // CI has it: there it is never skipped.
      if (process.env['CI']) throw new Error('redis-server is not installed');
      this.skip();
    }
    const { Redis } = await import('ioredis');
    const { RateLimiterRedis } = await import('rate-limiter-flexible');
    const storeClient = new Redis(redis.path);
    const limiter = new RateLimiterRedis({
      storeClient,
      points: 2,
      duration: 60,
      keyPrefix: `test-${process.pid}`,
    });
    const server = await new FaultServer(ok()).start();
    const sessions = [1, 2].map(() => sessionTo(server, { rate: { limiter } }));
    for (const volc of sessions) await volc.send(readTarget, {});
    for (const volc of sessions)
      expect(await errorOf(volc.send(readTarget, {}, { timeoutMs: 500 }))).to.be.instanceOf(TimeoutError);
    for (const volc of sessions) volc.close();
    storeClient.disconnect();
    await server.stop();
    await redis.stop();
  });
});
