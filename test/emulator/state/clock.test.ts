import { expect } from 'chai';
import { clientClock, durationMs, EmulatorClock } from '../../../src/emulator/state/clock.js';

describe('the clock', () => {
  it('reads durations, and refuses other text', () => {
    expect(['90s', '1h30m', '1.5d', 20].map(durationMs)).to.deep.equal([90_000, 5_400_000, 129_600_000, 20]);
    for (const wrong of ['soon', '', -1, Number.NaN])
      expect(() => durationMs(wrong)).to.throw('not a duration');
  });

  it('stands still when it is virtual, and never goes back', () => {
    const clock = new EmulatorClock('virtual', 100);
    clock.moveTo(150);
    clock.moveTo(120);
    expect(clock.now()).to.equal(150);
  });

  it('advances for a client that waits, unless the wait is aborted', async () => {
    let advanced = 0;
    const clock = clientClock(
      () => 5,
      (ms) => (advanced += ms),
    );
    await clock.sleep(30);
    const reason = new Error('enough');
    expect(await clock.sleep(40, AbortSignal.abort(reason)).catch((error: unknown) => error)).to.equal(
      reason,
    );
    expect([clock.now(), advanced]).to.deep.equal([5, 30]);
  });

  it('moves ten years at a time at most, and never beyond the year 9999', () => {
    for (const long of [`${'9'.repeat(400)}d`, `${'9'.repeat(60)}d`, '3654d', 1e300, 8.64e15]) {
      expect(() => durationMs(long)).to.throw(/duration/);
    }
    expect(durationMs('3653d')).to.equal(3653 * 86_400_000);
    const clock = new EmulatorClock('virtual', 0);
    for (const far of [8.64e15, Infinity, Number.NaN]) expect(() => clock.moveTo(far)).to.throw('9999');
    expect(clock.now()).to.equal(0);
    expect(() => new EmulatorClock('virtual', Number.NaN)).to.throw('startAt');
  });
});
