import { expect } from 'chai';
import { clientClock, durationMs, EmulatorClock } from '../../../src/emulator/state/clock.js';
import { Ids } from '../../../src/emulator/state/ids.js';
import { Schedule } from '../../../src/emulator/state/schedule.js';
import { applySeeds } from '../../../src/emulator/state/seeds.js';

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
});

describe('the schedule', () => {
  it('returns tasks by time, then in the order they were added', () => {
    const schedule = new Schedule();
    for (const [atMs, name] of [
      [30, 'd'],
      [10, 'a'],
      [20, 'b'],
      [20, 'c'],
    ] as const)
      schedule.add(atMs, name, {});
    expect(schedule.all().map(({ name }) => name)).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(schedule.nextAtMs).to.equal(10);
    const due = [schedule.takeDue(20), schedule.takeDue(20), schedule.takeDue(20), schedule.takeDue(20)];
    expect(due.map((task) => task?.name)).to.deep.equal(['a', 'b', 'c', undefined]);
    expect(schedule.size).to.equal(1);
  });
});

describe('the ids', () => {
  it('are the same for the same seed and order, and continue from a count', () => {
    const first = new Ids('seed');
    const ids = [first.resource('i'), first.uuid(), first.accessKeyId('AKLT')];
    const second = new Ids('seed');
    expect([second.resource('i'), second.uuid(), second.accessKeyId('AKLT')]).to.deep.equal(ids);
    const third = new Ids('seed');
    third.count = 2;
    expect(third.accessKeyId('AKLT')).to.equal(ids[2]);
    expect(new Ids('other').resource('i')).not.to.equal(ids[0]);
    expect(first.request(Date.UTC(2026, 0, 2, 3, 4, 5))).to.match(/^20260102030405[0-9A-F]{20}$/);
  });
});

describe('the seeds', () => {
  it('replace references with earlier results, and name the seed that fails', () => {
    const inputs: unknown[] = [];
    const seeds = [
      { service: 'vpc', action: 'CreateVpc', as: 'net' },
      { service: 'vpc', action: 'CreateSubnet', input: { Ids: ['${net.VpcId}'] } },
    ];
    applySeeds(seeds, (_seed, input) => {
      inputs.push(input);
      return { VpcId: 'vpc-1' };
    });
    expect(inputs[1]).to.deep.equal({ Ids: ['vpc-1'] });
    expect(() => applySeeds([{ service: 'vpc', action: 'X', input: { A: '${no.B}' } }], () => ({}))).to.throw(
      'Seed 1 (vpc X) failed: No earlier seed has a result for ${no.B}',
    );
  });
});
