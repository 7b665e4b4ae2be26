import { expect } from 'chai';
import { ConfigError } from '../../../src/errors/index.js';
import { retryPolicy } from '../../../src/transport/retry/retry-policy.js';
import type { RetryOptions } from '../../../src/types/call.js';

const refused = (options: object): string => {
  try {
    retryPolicy(options);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'none';
};

describe('the policy of retries', () => {
  it('is by default four attempts, with jitter from 100 ms to 20 s, and further writes by proof', () => {
    expect(retryPolicy(undefined)).to.deep.equal({
      ...{ maxAttempts: 4, baseDelayMs: 100, maxDelayMs: 20_000, codes: [], statuses: [] },
      ...{ shouldRetry: undefined, backoff: 'full-jitter', writeRetries: 'proven' },
    });
    expect(retryPolicy({})).to.deep.equal(retryPolicy(undefined));
  });

  it('has the options that are set, over those of the session', () => {
    const base = retryPolicy({ maxAttempts: 9, codes: ['A'] });
    expect(retryPolicy(undefined, base)).to.equal(base);
    expect(retryPolicy({ maxAttempts: undefined, codes: ['B'] }, base)).to.include({ maxAttempts: 9 });
    expect(retryPolicy({ codes: ['B'] }, base).codes).to.deep.equal(['B']);
    expect(retryPolicy(false, base)).to.deep.equal({ ...base, maxAttempts: 1 });
    const all: RetryOptions = {
      ...{ maxAttempts: 1, baseDelayMs: 0, maxDelayMs: 0, codes: ['A'], statuses: [418] },
      ...{ shouldRetry: () => true, backoff: () => 1, writeRetries: 'never' },
    };
    expect(retryPolicy(all)).to.deep.equal(all);
    for (const backoff of ['none', 'exponential', 'full-jitter'] as const)
      expect(retryPolicy({ backoff })).to.include({ backoff });
  });

  it('never changes with the options that it was made of', () => {
    const options = { codes: ['A'], statuses: [418] };
    const policy = retryPolicy(options);
    options.codes.push('B');
    options.statuses.push(419);
    expect(policy).to.deep.include({ codes: ['A'], statuses: [418] });
    for (const each of [policy, policy.codes, policy.statuses, retryPolicy(false), retryPolicy(undefined)])
      expect(each).to.be.frozen;
    expect(retryPolicy(undefined).codes).to.be.frozen;
    expect(retryPolicy(undefined).statuses).to.be.frozen;
  });

  it('is refused with the name of the option that is wrong, and what it may be', () => {
    for (const maxAttempts of [0, -1, 1.5, NaN, '2'])
      expect(refused({ maxAttempts })).to.equal('retry.maxAttempts must be a whole number of at least 1');
    for (const name of ['baseDelayMs', 'maxDelayMs'])
      for (const ms of [-1, NaN, Infinity, '5'])
        expect(refused({ [name]: ms })).to.equal(
          `retry.${name} must be a number of milliseconds of at least 0`,
        );
    for (const backoff of ['linear', '', 5])
      expect(refused({ backoff })).to.equal(
        'retry.backoff must be a function or one of none, exponential, full-jitter',
      );
    for (const writeRetries of ['always', '', true])
      expect(refused({ writeRetries })).to.equal('retry.writeRetries must be "proven" or "never"');
    expect(refused({ retries: 3 })).to.equal(
      'retry has no option "retries"; it has maxAttempts, baseDelayMs, maxDelayMs, codes, statuses, shouldRetry, backoff, writeRetries',
    );
    expect(refused({ toString: 3 })).to.contain('no option "toString"');
  });
});
