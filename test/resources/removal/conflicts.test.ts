import { expect } from 'chai';
import { AbortedError, ConfigError, ConflictError, TimeoutError } from '../../../src/errors/index.js';
import { remove } from '../../../src/resources/removal/remove.js';
import { errorOf } from '../../support/error-of.js';
import { FakeCloud } from '../../support/fake-cloud.js';
import { actions, conflict, deleting, notFound, refused, rooms, type House } from './house.js';

describe('deleting what its state forbids to delete', () => {
  const house: House = { deletes: { retryMinutes: 1 } };

  it('tries again with growing pauses, and tells of each try', async () => {
    const told: ConflictError[] = [];
    const first = conflict('A');
    const { cloud, done } = deleting([first, conflict('B'), conflict('C'), conflict('D'), {}], {
      house,
      options: { onConflict: (error) => told.push(error) },
    });
    await done;
    expect(cloud.sent).to.have.length(5);
    expect(told.map(({ code }) => code)).to.deep.equal(['A', 'B', 'C', 'D']);
    expect(told[0]).to.equal(first);
    expect(cloud.clock.now()).to.equal(1_000 + 1_500 + 2_250 + 3_375);
    expect(cloud.logged).to.have.length(4);
    expect(cloud.logged[0]).to.deep.equal({
      message: 'DeleteRoom is retried: A',
      fields: { service: 'made', action: 'DeleteRoom', code: 'A', requestId: 'r-1', pauseMs: 1_000 },
    });
  });

  it('never pauses longer than ten seconds', async () => {
    const pauses: number[] = [];
    const { cloud, done } = deleting([conflict()], { house: { deletes: { retryMinutes: 5 } } });
    await errorOf(done);
    for (const { fields } of cloud.logged) pauses.push(fields['pauseMs'] as number);
    expect(Math.max(...pauses)).to.equal(10_000);
  });

  it('fails with the conflict when the time of the facts is over', async () => {
    const error = conflict();
    const { cloud, done } = deleting([error], { house });
    expect(await errorOf(done)).to.equal(error);
    expect(cloud.clock.now()).to.be.within(50_000, 60_000);
  });

  it('fails at once where the facts say nothing, or the caller wants it so', async () => {
    for (const setup of [{}, { house, options: { retryConflictsMs: 0 } }]) {
      const { cloud, done } = deleting([conflict(), {}], setup);
      expect(await errorOf(done)).to.be.instanceOf(ConflictError);
      expect(cloud.sent).to.have.length(1);
      expect(cloud.logged).to.have.length(0);
    }
  });

  it('tries as long as the caller says, up to the last millisecond', async () => {
    const { cloud, done } = deleting([conflict(), {}], { options: { retryConflictsMs: 1_000 } });
    await done;
    expect(cloud.sent).to.have.length(2);
    const short = deleting([conflict(), {}], { options: { retryConflictsMs: 999 } });
    expect(await errorOf(short.done)).to.be.instanceOf(ConflictError);
  });

  it('refuses a time that is none', async () => {
    for (const retryConflictsMs of [-1, NaN, '5', null]) {
      const { cloud, done } = deleting([{}], { options: { retryConflictsMs } as never });
      const error = await errorOf(done);
      expect(error).to.be.instanceOf(ConfigError);
      expect(error.message).to.equal('retryConflictsMs has to be a number of milliseconds from 0');
      expect(cloud.sent).to.have.length(0);
    }
    await deleting([{}], { options: { retryConflictsMs: Infinity } }).done;
  });

  it('ends when it is gone between two tries', async () => {
    const { cloud, done } = deleting([conflict(), notFound()], { house });
    await done;
    expect(cloud.sent).to.have.length(2);
  });

  it('ends with another refusal between two tries', async () => {
    const error = refused();
    expect(await errorOf(deleting([conflict(), error], { house }).done)).to.equal(error);
  });
});

describe('deleting what something else uses', () => {
  const house: House = { deletes: { retryMinutes: 15 } };
  const inUse = (serviceMessage = 'used by a'): ConflictError => conflict('Room.InUse', serviceMessage);

  it('fails after six equal refusals', async () => {
    for (const code of [
      'Room.InUse',
      'DependencyViolation',
      'HasAssociatedEip',
      'AlreadyAssociated',
      'NotEmpty',
      'StillHasRooms',
    ]) {
      const { cloud, done } = deleting([conflict(code)], { house });
      expect(await errorOf(done)).to.be.instanceOf(ConflictError);
      expect(cloud.sent, code).to.have.length(6);
    }
  });

  it('goes on while the refusals change, by code or by text', async () => {
    const changing = [inUse('a'), inUse('a'), inUse('a'), inUse('a'), inUse('a'), inUse('b'), inUse('b')];
    const { cloud, done } = deleting([...changing, conflict('Room.InUse2', 'b'), {}], { house });
    await done;
    expect(cloud.sent).to.have.length(9);
  });

  it('goes on for as long as the caller says', async () => {
    const { cloud, done } = deleting([inUse()], { house, options: { retryConflictsMs: 100_000 } });
    expect(await errorOf(done)).to.be.instanceOf(ConflictError);
    expect(cloud.sent.length).to.be.greaterThan(6);
  });
});

describe('the time limit of a deletion', () => {
  const house: House = { deletes: { retryMinutes: 15 } };

  it('gives each call what is left, rounded up', async () => {
    const { cloud, done } = deleting([conflict('A'), conflict('B'), {}], {
      house,
      options: { timeoutMs: 10_000.5 },
    });
    await done;
    expect(cloud.sent.map(({ options }) => options?.timeoutMs)).to.deep.equal([10_001, 9_001, 7_501]);
    const inner = deleting([conflict(), {}], { house, options: { timeouts: { totalMs: 10_000 } } });
    await inner.done;
    expect(inner.cloud.sent.map(({ options }) => options?.timeoutMs)).to.deep.equal([10_000, 9_000]);
  });

  it('gives calls none where there is none', async () => {
    for (const options of [{}, { timeoutMs: 0 }]) {
      const { cloud, done } = deleting([conflict(), {}], { house, options });
      await done;
      expect(cloud.last?.options).to.deep.equal(options);
    }
  });

  it('ends the pause before a try that would come too late, with the conflict as the cause', async () => {
    const last = conflict('B');
    for (const timeoutMs of [2_000, 2_500]) {
      const { cloud, done } = deleting([conflict('A'), last], { house, options: { timeoutMs } });
      const error = await errorOf(done);
      expect(error).to.be.instanceOf(TimeoutError).and.include({ phase: 'total', timeoutMs, cause: last });
      expect(error).to.include({ service: 'made', action: 'DeleteRoom', region: 'cn-beijing' });
      expect(cloud.sent).to.have.length(2);
      expect(cloud.clock.now()).to.equal(timeoutMs);
    }
  });

  it('reports the conflict before a call that ran into it', async () => {
    const last = conflict();
    const cut = new TimeoutError('total', 5);
    const { done } = deleting([last, cut], { house, options: { timeoutMs: 60_000 } });
    expect(await errorOf(done))
      .to.be.instanceOf(TimeoutError)
      .and.include({ timeoutMs: 60_000, cause: last });
    expect(await errorOf(deleting([cut], { house }).done)).to.equal(cut);
    const other = new TimeoutError('response', 5);
    expect(await errorOf(deleting([last, other], { house }).done)).to.equal(other);
  });

  it('is over before the deletion when what precedes it took all of it', async () => {
    const { facts, model } = rooms({ deletes: { precededBy: ['StopRoom'] } });
    const cloud: FakeCloud = new FakeCloud(async () => {
      await cloud.clock.sleep(5_000);
      return {};
    });
    const error = await errorOf(
      remove(cloud.dispatcher(facts), model, { RoomId: 'r-1' }, { timeoutMs: 5_000 }),
    );
    expect(error).to.be.instanceOf(TimeoutError).and.include({ timeoutMs: 5_000, cause: undefined });
    expect(actions(cloud)).to.deep.equal(['StopRoom']);
  });

  it('is no matter to an abort, which ends a pause', async () => {
    const controller = new AbortController();
    const { facts, model } = rooms(house);
    const cloud = new FakeCloud(() => {
      throw conflict();
    });
    const dispatcher = {
      ...cloud.dispatcher(facts),
      clock: {
        now: () => 0,
        sleep: (_ms: number, signal?: AbortSignal) => {
          controller.abort(new Error('enough'));
          return Promise.reject(signal?.reason as Error);
        },
      },
    };
    const error = await errorOf(remove(dispatcher, model, { RoomId: 'r-1' }, { signal: controller.signal }));
    expect(error).to.be.instanceOf(AbortedError);
    expect(error.message).to.contain('Deleting by DeleteRoom').and.contain('aborted');
  });
});
