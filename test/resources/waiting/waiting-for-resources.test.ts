import { expect } from 'chai';
import type { ResourceFacts, StatusFacts } from '../../../src/catalog/types.js';
import { NotFoundError, ResourceError, WaiterTimeoutError } from '../../../src/errors/index.js';
import type { ResourceModel } from '../../../src/resources/model/resource-model.js';
import type { Resource } from '../../../src/resources/resource.js';
import { pollCall } from '../../../src/resources/waiting/poll-call.js';
import { checkStates, readyStates, statusOf, timingsOf } from '../../../src/resources/waiting/status.js';
import { waitFor } from '../../../src/resources/waiting/wait-for.js';
import { askedWait } from '../../../src/resources/waiting/wait-option.js';
import { errorOf } from '../../support/error-of.js';
import { FakeCloud } from '../../support/fake-cloud.js';

const { signal } = new AbortController();
const none = { signal: undefined, leftMs: Infinity };

describe('the options of one poll', () => {
  const timeoutOf = (totalTimeoutMs: number, call: object | undefined, leftMs: number) =>
    pollCall({ totalTimeoutMs }, call, { signal: undefined, leftMs }).timeoutMs;

  it('end it with the wait, or by the limit of the call or the session where that is sooner', () => {
    expect(timeoutOf(0, undefined, 500)).to.equal(500);
    expect(timeoutOf(0, undefined, 0.2)).to.equal(1);
    expect(timeoutOf(90, undefined, 500)).to.equal(90);
    expect(timeoutOf(900, undefined, 500)).to.equal(500);
    expect(timeoutOf(90, { timeouts: { totalMs: 80 } }, 500)).to.equal(80);
    expect(timeoutOf(90, { timeoutMs: 70, timeouts: { totalMs: 80 } }, 500)).to.equal(70);
    expect(timeoutOf(90, { timeoutMs: 0 }, 500)).to.equal(500);
  });

  it('are those of the call, with the signal of the wait', () => {
    expect(pollCall({ totalTimeoutMs: 0 }, undefined, none)).to.deep.equal({});
    expect(pollCall({ totalTimeoutMs: 0 }, { region: 'cn-shanghai' }, { signal, leftMs: 5 })).to.deep.equal({
      region: 'cn-shanghai',
      timeoutMs: 5,
      signal,
    });
    expect(pollCall({ totalTimeoutMs: 0 }, { signal }, none)).to.deep.equal({ signal });
    expect(pollCall({ totalTimeoutMs: 7 }, {}, none)).to.deep.equal({ timeoutMs: 7 });
  });
});

describe('the option to wait', () => {
  it('asks for nothing unless it is said', () => {
    for (const options of [undefined, {}, { wait: false }, { timeoutMs: 5 }])
      expect(askedWait(options)).to.equal(undefined);
  });

  it('asks to wait with the options and the signal of the call, unless it has its own', () => {
    expect(askedWait({ wait: true })).to.deep.equal({ call: {} });
    expect(askedWait({ wait: true, timeoutMs: 5, signal })).to.deep.equal({
      call: { timeoutMs: 5, signal },
      signal,
    });
    const own = new AbortController().signal;
    expect(askedWait({ wait: { maxWaitMs: 7, signal: own }, signal })).to.deep.equal({
      call: { signal },
      maxWaitMs: 7,
      signal: own,
    });
  });
});

describe('the status of a resource', () => {
  const model = (status?: Partial<StatusFacts>, states: readonly string[] = []): ResourceModel =>
    ({
      facts: { name: 'made' },
      resourceType: 'Room',
      resource: { ...(status && { status }) } as ResourceFacts,
      states,
    }) as never;

  it('is in the member that the facts name, as text', () => {
    const at = model({ member: 'Meta.Status' });
    expect(statusOf(at, { Meta: { Status: 'Ready' } })).to.equal('Ready');
    expect(statusOf(at, { Meta: { Status: 0 } })).to.equal('0');
    for (const data of [{}, { Meta: { Status: null } }, undefined])
      expect(statusOf(at, data)).to.equal(undefined);
    expect(statusOf(model({}), { Status: 'Ready', undefined: 'x' })).to.equal(undefined);
    expect(statusOf(model(), { Status: 'Ready' })).to.equal(undefined);
  });

  it('is ready in the states that the facts name for the creation, or for all', () => {
    const waits = { create: { Make: { states: ['Made', 1] } }, update: { Change: { states: ['Changed'] } } };
    const status = { ready: ['Ready', 2], waits };
    expect(readyStates(model(status), 'Make')).to.deep.equal(['Made', '1']);
    expect(readyStates(model(status), 'Other')).to.deep.equal(['Ready', '2']);
    expect(readyStates(model(status), 'Change')).to.deep.equal(['Ready', '2']);
    expect(readyStates(model(status))).to.deep.equal(['Ready', '2']);
    expect(readyStates(model({ ready: ['Ready'] }), 'Make')).to.deep.equal(['Ready']);
    expect(readyStates(model({ ready: ['Ready'], waits: { update: {} } }), 'Make')).to.deep.equal(['Ready']);
    expect(readyStates(model({}))).to.deep.equal([]);
    expect(readyStates(model(), 'Make')).to.deep.equal([]);
  });

  it('can be waited for in states that the facts list, or in any where they list none', () => {
    const listed = model({ member: 'Status', values: ['Ready', 'Gone'] }, ['Ready', 'Gone']);
    expect(checkStates(listed, 'Ready')).to.deep.equal(['Ready']);
    expect(checkStates(listed, ['Ready', 'Gone'])).to.deep.equal(['Ready', 'Gone']);
    expect(() => checkStates(listed, 'Redy')).to.throw(
      ResourceError,
      'A made.Room has no state "Redy"; did you mean "Ready"? Known: Ready, Gone',
    );
    expect(() => checkStates(listed, ['Ready', 'qqqqqqqq'])).to.throw(
      ResourceError,
      'A made.Room has no state "qqqqqqqq". Known: Ready, Gone',
    );
    for (const values of [undefined, []])
      expect(
        checkStates(model({ member: 'Status', ...(values && { values }) }, ['Ready']), 'Odd'),
      ).to.deep.equal(['Odd']);
  });

  it('cannot be waited for where there is none', () => {
    for (const status of [undefined, {}])
      expect(() => checkStates(model(status), 'Ready')).to.throw(
        ResourceError,
        'A made.Room has no status to wait for',
      );
  });

  it('is waited for as long as the facts say, or 20 minutes with pauses from 2 seconds', () => {
    expect(timingsOf(model(), false)).to.deep.equal({
      mayBeUnseen: false,
      maxWaitMs: 1_200_000,
      delayMs: 2_000,
    });
    const status = { timeoutMinutes: { create: 5, update: 3 }, delaySeconds: 7 };
    expect(timingsOf(model(status), true)).to.deep.equal({
      mayBeUnseen: true,
      maxWaitMs: 300_000,
      delayMs: 7_000,
    });
    expect(timingsOf(model(status), false)).to.include({ mayBeUnseen: false, maxWaitMs: 180_000 });
    expect(timingsOf(model({ notFoundWhileCreating: true }), false)).to.include({ mayBeUnseen: true });
  });
});

describe('a wait for the data of a resource', () => {
  /** An instance whose description changes with each read. */
  const instance = (): { cloud: FakeCloud; one: Resource } => {
    let reads = 0;
    const cloud = new FakeCloud(() => ({
      Instances: [{ InstanceId: 'i-1', Status: 'RUNNING', Description: `read ${++reads}` }],
    }));
    return { cloud, one: cloud.collection('ecs', 'Instance').handle('i-1') };
  };

  it('reads it until it is as wanted, and no longer', async () => {
    const { cloud, one } = instance();
    const given: unknown[] = [];
    await waitFor(
      one,
      'its third text',
      (data, options) => {
        given.push(options);
        return (data as { Description: string }).Description === 'read 3';
      },
      { call: { region: 'cn-shanghai' } },
    );
    expect(cloud.sent).to.have.length(3);
    expect(cloud.last?.region).to.equal('cn-shanghai');
    expect(given).to.have.length(3);
    expect(given[0]).to.include({ region: 'cn-shanghai', timeoutMs: 20 * 60_000 });
  });

  it('ends at once when it is not there', async () => {
    const cloud = new FakeCloud(() => ({ KeyPairs: [] }));
    const one = cloud.collection('ecs', 'KeyPair').handle('kp-1');
    expect(await errorOf(waitFor(one, 'another text', () => false))).to.be.instanceOf(NotFoundError);
    expect(cloud.sent).to.have.length(1);
  });

  it('ends after 20 minutes, or sooner where it is told so, and says what it waited for', async () => {
    const { one } = instance();
    const error = await errorOf(waitFor(one, 'another text', () => Promise.resolve(false)));
    expect(error).to.be.instanceOf(WaiterTimeoutError);
    expect(error).to.include({
      resource: 'ecs.Instance i-1',
      waitedFor: 'another text',
      lastState: 'RUNNING',
    });
    expect((error as WaiterTimeoutError).elapsedMs).to.be.within(19 * 60_000, 20 * 60_000);
    const soon = await errorOf(waitFor(one, 'another text', () => false, { maxWaitMs: 100, delayMs: 60 }));
    expect((soon as WaiterTimeoutError).elapsedMs).to.be.at.most(100);
  });
});
