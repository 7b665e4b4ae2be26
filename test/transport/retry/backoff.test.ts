import { expect } from 'chai';
import fc from 'fast-check';
import type { RetryOptions } from '../../../src/types/call.js';
import { retryDelayMs } from '../../../src/transport/retry/backoff.js';
import { retryAfterMs } from '../../../src/transport/retry/retry-after.js';
import { retryPolicy } from '../../../src/transport/retry/retry-policy.js';

const half = () => 0.5;

function delays(options: RetryOptions, isThrottling = false, random = half): number[] {
  const policy = retryPolicy(options);
  return [1, 2, 3, 4].map((attempt) =>
    retryDelayMs(policy, { error: new Error('x'), attempt, isThrottling }, undefined, random),
  );
}

describe('back-off', () => {
  it('doubles from 100 ms, and from 500 ms when throttled, with full jitter by default', () => {
    expect(delays({})).to.deep.equal([50, 100, 200, 400]);
    expect(delays({}, true)).to.deep.equal([250, 500, 1_000, 2_000]);
    expect(delays({}, false, () => 0)).to.deep.equal([0, 0, 0, 0]);
    expect(delays({}, false, () => 1)).to.deep.equal([100, 200, 400, 800]);
  });

  it('can be without jitter, without waits, or the caller’s own', () => {
    expect(delays({ backoff: 'exponential' })).to.deep.equal([100, 200, 400, 800]);
    expect(delays({ backoff: 'none' })).to.deep.equal([0, 0, 0, 0]);
    expect(delays({ backoff: ({ attempt }) => attempt * 7 })).to.deep.equal([7, 14, 21, 28]);
    expect(delays({ backoff: 'exponential', baseDelayMs: 1_000, maxDelayMs: 2_500 })).to.deep.equal([
      1_000, 2_000, 2_500, 2_500,
    ]);
  });

  it('may be 0 by the caller’s own', () => {
    expect(delays({ backoff: () => 0 })).to.deep.equal([0, 0, 0, 0]);
  });

  it('refuses an invalid delay of the caller', () => {
    for (const wrong of [NaN, -1, undefined as unknown as number, '5' as unknown as number])
      expect(() => delays({ backoff: () => wrong })).to.throw(TypeError, 'retry.backoff');
  });

  it('is never negative and never longer than maxDelayMs', () => {
    const backoff = fc.constantFrom('none', 'exponential', 'full-jitter');
    const ms = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(
        backoff,
        ms,
        ms,
        fc.integer({ min: 1, max: 2_000 }),
        fc.option(ms, { nil: undefined }),
        fc.boolean(),
        (backoff, baseDelayMs, maxDelayMs, attempt, retryAfter, isThrottling) => {
          const policy = retryPolicy({ backoff: backoff as 'none', baseDelayMs, maxDelayMs });
          const delay = retryDelayMs(
            policy,
            { error: new Error('x'), attempt, isThrottling },
            retryAfter,
            Math.random,
          );
          expect(delay).to.be.within(Math.min(retryAfter ?? 0, maxDelayMs), maxDelayMs);
        },
      ),
    );
  });
});

describe('retryAfterMs', () => {
  const now = Date.parse('2026-01-02T03:04:05Z');

  it('reads seconds, and dates by the server’s clock where it tells it', () => {
    expect(retryAfterMs({ 'retry-after': '120' }, now)).to.equal(120_000);
    expect(retryAfterMs({ 'retry-after': ' 0.5 ' }, now)).to.equal(500);
    expect(retryAfterMs({ 'retry-after': '1.25' }, now)).to.equal(1_250);
    expect(retryAfterMs({ 'retry-after': 'Fri, 02 Jan 2026 03:04:15 GMT' }, now)).to.equal(10_000);
    const headers = { 'retry-after': 'Fri, 02 Jan 2026 04:04:15 GMT', date: 'Fri, 02 Jan 2026 04:04:05 GMT' };
    expect(retryAfterMs(headers, now)).to.equal(10_000);
  });

  it('takes a date that is over as now, and what is neither as nothing', () => {
    expect(retryAfterMs({ 'retry-after': 'Thu, 01 Jan 2026 00:00:00 GMT' }, now)).to.equal(0);
    for (const value of ['', 'soon', '-1', '5 seconds', '2026-01-02T03:04:15Z', '1e3'])
      expect(retryAfterMs({ 'retry-after': value }, now)).to.equal(undefined);
    expect(retryAfterMs({}, now)).to.equal(undefined);
  });
});
