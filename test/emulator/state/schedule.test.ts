import { expect } from 'chai';
import { Schedule } from '../../../src/emulator/state/schedule.js';

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
