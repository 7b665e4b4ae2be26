import { expect } from 'chai';
import { findBrokenPromise, playHistory } from './history.js';
import { VirtualTime } from './virtual-time.js';

const histories = 1_500;
/** The fault: a client that sends again whatever fails. */
const resending = { retry: { shouldRetry: () => true } };

describe('simulated histories over an unreliable network', () => {
  it(`keep every promise: nothing is done twice, late, lost or left behind`, async function () {
    this.timeout(120_000);
    const found = await findBrokenPromise(1, histories);
    expect(found && `npm run simulate -- --seed ${found.seed} replays it: ${found.promise}`).to.equal(
      undefined,
    );
  });

  it('find a write that is repeated although the service may have acted', async () => {
    const found = await findBrokenPromise(1, 500, resending);
    expect(found?.promise).to.match(/is not done twice/);
    const replayed = await playHistory(found?.seed ?? 0, resending).catch(String);
    expect(replayed).to.match(/is not done twice/);
  });

  it('find a clock whose sleeps nobody can abort', async () => {
    const found = await findBrokenPromise(1, 500, {
      clock: { now: Date.now, sleep: (ms) => new Promise((resolve) => void setTimeout(resolve, ms * 3)) },
    });
    expect(found?.promise).to.match(/by its deadline|no timer is left/);
  });

  it('follow from the seed alone', async () => {
    const first = new VirtualTime(7);
    const second = new VirtualTime(7);
    const numbers = Array.from({ length: 50 }, () => first.random());
    expect(Array.from({ length: 50 }, () => second.random())).to.deep.equal(numbers);
    expect(new Set(numbers).size).to.equal(50);
  });
});
