import { expect } from 'chai';
import { ConfigError } from '../../../src/errors/config.js';
import { NotFoundError, ServiceError } from '../../../src/errors/service.js';
import { AbortedError, ConnectionError, TimeoutError } from '../../../src/errors/transport.js';
import { WaiterFailedError, WaiterTimeoutError } from '../../../src/errors/waiter.js';
import { wait, type Wait } from '../../../src/resources/waiting/waiter.js';
import type { Poll, WaitOptions } from '../../../src/types/wait.js';
import { errorOf } from '../../support/error-of.js';
import { RecordingClock } from '../../support/recording-clock.js';

const start = 1_000_000;

const details = {
  serviceMessage: 'No.',
  service: 'ecs',
  action: 'DescribeInstances',
  region: 'cn-beijing',
  attempts: 1,
};
const notFound = (): NotFoundError =>
  new NotFoundError({ ...details, code: 'InvalidInstance.NotFound', status: 404, retryable: false });

type Seen = string | Error | undefined;

/** A wait for `Ready` that sees the given states, one each poll, then the last for ever; `Broken` fails it. */
function waitFor(states: readonly Seen[], what: Partial<Wait<number>> = {}, options: WaitOptions = {}) {
  const clock = new RecordingClock(start);
  let polls = 0;
  const done = wait<number>(
    {
      label: 'ecs.Instance i-1',
      waitedFor: 'Ready',
      clock,
      poll: () => {
        const state = states[Math.min(polls++, states.length - 1)];
        return state instanceof Error ? Promise.reject(state) : Promise.resolve({ state, value: polls });
      },
      judge: (state) => (state === 'Ready' ? 'done' : state === 'Broken' ? 'failed' : undefined),
      mayBeUnseen: false,
      maxWaitMs: 60_000,
      delayMs: 1_000,
      ...what,
    },
    options,
  );
  return { clock, done, polls: () => polls };
}

describe('a wait', () => {
  it('gives what the last poll read, as soon as it is done', async () => {
    const { done, polls, clock } = waitFor(['Creating', undefined, 'Ready', 'Creating']);
    expect(await done).to.equal(3);
    expect(polls()).to.equal(3);
    expect(clock.slept).to.have.length(2);
  });

  it('for something new goes on while it is not found yet', async () => {
    const { done, polls } = waitFor([notFound(), notFound(), 'Ready'], { mayBeUnseen: true });
    expect(await done).to.equal(3);
    expect(polls()).to.equal(3);
  });

  it('for something new ends when it was seen and is gone', async () => {
    const gone = notFound();
    const { done, polls } = waitFor([notFound(), 'Creating', gone, 'Ready'], { mayBeUnseen: true });
    expect(await errorOf(done)).to.equal(gone);
    expect(polls()).to.equal(3);
  });

  it('for something that should be there ends when it is not found', async () => {
    const gone = notFound();
    const { done, polls } = waitFor([gone, 'Ready']);
    expect(await errorOf(done)).to.equal(gone);
    expect(polls()).to.equal(1);
  });

  it('may wait for the very absence', async () => {
    const { done } = waitFor(['Deleting', notFound()], {
      judge: (_, isFound) => (isFound ? undefined : 'done'),
    });
    expect(await done).to.equal(undefined);
  });

  it('ends with any other error of a poll, unchanged', async () => {
    const error = new TypeError('a bug');
    const { done, polls } = waitFor([error, 'Ready'], { mayBeUnseen: true });
    expect(await errorOf(done)).to.equal(error);
    expect(polls()).to.equal(1);
  });

  it('fails in a state that never becomes the wanted one, and tells what it saw', async () => {
    const { done, clock } = waitFor(['Creating', 'Creating', undefined, 'Broken']);
    const error = await errorOf(done);
    expect(error)
      .to.be.instanceOf(WaiterFailedError)
      .and.deep.include({
        resource: 'ecs.Instance i-1',
        waitedFor: 'Ready',
        lastState: 'Broken',
        seen: { Creating: 2, 'no state': 1, Broken: 1 },
        elapsedMs: clock.now() - start,
      });
  });

  it('polls at intervals that grow to five times the first, each up to a quarter shorter or longer', async () => {
    const { done, clock } = waitFor(['Creating'], { maxWaitMs: 100_000 });
    await errorOf(done);
    const expected = [1_000, 1_500, 2_250, 3_375, 5_000, 5_000, 5_000];
    for (const [index, ms] of expected.entries())
      expect(clock.slept[index], `delay ${index}`).to.be.within(ms * 0.75, ms * 1.25);
    expect(Math.max(...clock.slept)).to.be.at.most(6_250);
    expect(new Set(clock.slept).size).to.be.greaterThan(5);
  });

  it('ends before its limit when the next poll would come after it', async () => {
    const { done, clock } = waitFor(['Creating'], { maxWaitMs: 20_000 });
    expect(await errorOf(done)).to.be.instanceOf(WaiterTimeoutError);
    expect(clock.now() - start).to.be.within(20_000 - 6_250, 20_000);
  });

  it('takes the limit and the first delay of the caller before its own', async () => {
    const { done, clock } = waitFor(['Creating'], {}, { maxWaitMs: 1_000, delayMs: 100 });
    expect(await errorOf(done)).to.be.instanceOf(WaiterTimeoutError);
    expect(clock.slept[0]).to.be.within(75, 125);
    expect(clock.now() - start).to.be.at.most(1_000);
  });

  it('polls once when it may not wait at all', async () => {
    const { done, polls, clock } = waitFor(['Creating'], {}, { maxWaitMs: 0, delayMs: 1 });
    expect(await errorOf(done)).to.be.instanceOf(WaiterTimeoutError);
    expect([polls(), clock.slept]).to.deep.equal([1, []]);
  });

  it('names as the cause of a time-out that the resource was not found', async () => {
    const gone = notFound();
    const unseen = await errorOf(waitFor([gone], { mayBeUnseen: true }).done);
    expect(unseen).to.be.instanceOf(WaiterTimeoutError).and.include({ lastState: undefined, cause: gone });
    expect((unseen as WaiterTimeoutError).seen).to.have.all.keys('not found');
    expect(await errorOf(waitFor(['Creating']).done)).to.not.have.property('cause');
  });

  it('tells of each poll', async () => {
    const told: Poll[] = [];
    const { done, clock } = waitFor(
      [notFound(), 'Creating', 'Ready'],
      { mayBeUnseen: true },
      { onPoll: (progress) => told.push(progress) },
    );
    await done;
    expect(told.map(({ state, poll }) => [state, poll])).to.deep.equal([
      [undefined, 1],
      ['Creating', 2],
      ['Ready', 3],
    ]);
    const [first = 0, second = 0] = clock.slept;
    for (const [index, ms] of [0, first, first + second].entries())
      expect(told[index]?.elapsedMs).to.be.closeTo(ms, 0.001);
  });

  it('polls nothing when its signal was aborted before, and says what for', async () => {
    const reason = new Error('enough');
    const { done, polls } = waitFor(['Ready'], {}, { signal: AbortSignal.abort(reason) });
    const error = await errorOf(done);
    expect(error).to.be.instanceOf(AbortedError).with.property('cause', reason);
    expect(error.message).to.contain('Waiting for ecs.Instance i-1');
    expect(polls()).to.equal(0);
  });

  it('ends when its signal is aborted between two polls, and gives the signal to each', async () => {
    const controller = new AbortController();
    const given: unknown[] = [];
    const { done, clock } = waitFor(
      [],
      {
        poll: ({ signal }) => {
          given.push(signal);
          setImmediate(() => controller.abort());
          return new Promise((resolve) => setImmediate(() => resolve({ state: 'Creating', value: 1 })));
        },
      },
      { signal: controller.signal },
    );
    const error = await errorOf(done);
    expect(error).to.be.instanceOf(AbortedError);
    expect(error.message).to.contain('Waiting for ecs.Instance i-1');
    expect(given).to.deep.equal([controller.signal]);
    expect(clock.slept).to.deep.equal([]);
  });

  it('counts states of any name, also of those that every object has', async () => {
    const error = await errorOf(waitFor(['constructor', '__proto__', 'constructor', 'Broken']).done);
    const { seen } = error as WaiterFailedError;
    expect(Object.entries(seen)).to.deep.equal([
      ['constructor', 2],
      ['__proto__', 1],
      ['Broken', 1],
    ]);
  });

  it('goes on after a poll that failed for a while, and tells what failed', async () => {
    const passing = [
      new ConnectionError('reset', { notSent: false, wasStale: false }),
      new TimeoutError('response', 5),
      new ServiceError({ ...details, code: 'Busy', status: 503, retryable: true }),
    ];
    const { done, polls } = waitFor([...passing, 'Creating', 'Broken']);
    const error = await errorOf(done);
    expect(polls()).to.equal(5);
    expect((error as WaiterFailedError).seen).to.deep.equal({
      ERR_CONNECTION: 1,
      ERR_TIMEOUT: 1,
      Busy: 1,
      Creating: 1,
      Broken: 1,
    });
  });

  it('judges nothing by a poll that failed for a while, and has its error as the cause of a time-out', async () => {
    const busy = new ServiceError({ ...details, code: 'Busy', status: 503, retryable: true });
    let judged = 0;
    const judge = () => (judged++, undefined);
    const error = await errorOf(waitFor(['Creating', busy], { judge }).done);
    expect(error).to.be.instanceOf(WaiterTimeoutError).and.include({ lastState: undefined, cause: busy });
    expect(judged).to.equal(1);
  });

  it('for something new is not ended by a poll that failed before it was seen', async () => {
    const busy = new ServiceError({ ...details, code: 'Busy', status: 503, retryable: true });
    const { done } = waitFor([busy, notFound(), 'Ready'], { mayBeUnseen: true });
    expect(await done).to.equal(3);
  });

  it('ends with an error that no later poll changes, and with an abort of the call', async () => {
    const refused = new ServiceError({ ...details, code: 'AccessDenied', status: 403, retryable: false });
    for (const final of [refused, new AbortedError({ action: 'DescribeInstances' })]) {
      const { done, polls } = waitFor([final, 'Ready']);
      expect(await errorOf(done)).to.equal(final);
      expect(polls()).to.equal(1);
    }
  });

  it('gives each poll what is left of its time, and at least a millisecond', async () => {
    const left: number[] = [];
    const poll: Wait<number>['poll'] = ({ leftMs }) => {
      left.push(leftMs);
      return Promise.resolve({ state: 'Creating', value: 1 });
    };
    const { done, clock } = waitFor([], { poll, maxWaitMs: 10_000 });
    await errorOf(done);
    let passed = 0;
    for (const [index, ms] of left.entries()) {
      expect(ms).to.be.closeTo(10_000 - passed, 0.001);
      passed += clock.slept[index] ?? 0;
    }
    expect(left.length).to.be.greaterThan(2);
    left.length = 0;
    await errorOf(waitFor([], { poll, maxWaitMs: 0 }).done);
    expect(left).to.deep.equal([1]);
  });

  it('refuses a limit or a delay that is no time, before it polls', async () => {
    for (const [name, values] of [
      ['maxWaitMs', [-1, NaN, '5', null]],
      ['delayMs', [0, 0.5, -1, NaN, Infinity, '5', null]],
    ] as const)
      for (const value of values) {
        const { done, polls } = waitFor(['Ready'], {}, { [name]: value } as never);
        const error = await errorOf(done);
        expect(error, `${name} ${value}`).to.be.instanceOf(ConfigError);
        expect(error.message).to.match(new RegExp(`^${name} has to be a number of milliseconds from [01]$`));
        expect(polls()).to.equal(0);
      }
    for (const fine of [{ maxWaitMs: 0 }, { maxWaitMs: Infinity }, { delayMs: 1 }])
      expect(await waitFor(['Ready'], {}, fine).done).to.equal(1);
  });
});
