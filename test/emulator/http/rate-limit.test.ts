import { expect } from 'chai';
import { RateLimiter } from '../../../src/emulator/http/rate-limit.js';
import { ApiError } from '../../../src/emulator/model/api-error.js';

describe('the rate limiter', () => {
  it('refuses what exceeds the burst, and fills again with time', () => {
    const limiter = new RateLimiter({ perSecond: 1, burst: 2 });
    limiter.count('a', 0);
    limiter.count('a', 0);
    expect(() => limiter.count('a', 0))
      .to.throw(ApiError)
      .with.property('status', 429);
    limiter.count('b', 0);
    limiter.count('a', 1000);
  });
});
