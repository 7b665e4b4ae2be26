import { getEventListeners, setMaxListeners } from 'node:events';
import type { CallTarget } from '../../src/types/call.js';
import type { HttpRequest, HttpResponse } from '../../src/types/http.js';
import type { Credentials } from '../../src/types/credentials.js';
import { functionCredentials } from '../../src/auth/index.js';
import '../support/every-service.js';
import { clientClass, type ServiceClient } from '../../src/client/service-client.js';
import { Volcengine, type VolcengineOptions } from '../../src/client/volcengine.js';
import { isVolcengineError } from '../../src/errors/index.js';
import { UnreliableCloud } from './unreliable-cloud.js';
import { VirtualTime } from './virtual-time.js';

const target = { service: 'ecs', version: '2020-04-01', method: 'POST', protocol: 'json' } as const;
const read: CallTarget = { ...target, action: 'Describe', isRead: true };
const write: CallTarget = { ...target, action: 'Create', isRead: false };
const writeWithToken: CallTarget = { ...write, action: 'CreateOnce', clientTokenMember: 'ClientToken' };

const states = ['CREATING', 'STARTING', 'RUNNING', 'ERROR'];
const EcsClient = clientClass('ecs', 'EcsClient');
const ignore = (): void => undefined;
const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Thrown when what must always hold does not. */
class BrokenPromise extends Error {}

function must(condition: boolean, what: string): void {
  if (!condition) throw new BrokenPromise(what);
}

/**
 * One history: a client does several things at once over an unreliable network, and everything that the SDK promises
 * is checked on the way. The seed decides all of it.
 *
 * @param changes - options of the session; a test plants a fault with them
 * @throws {@link BrokenPromise} saying what was promised and did not hold
 */
export async function playHistory(seed: number, changes: VolcengineOptions = {}): Promise<void> {
  const time = new VirtualTime(seed);
  await time.run(() => new History(time, changes).play());
}

/** A seed whose history breaks a promise, and which one. */
export interface Finding {
  readonly seed: number;
  readonly promise: string;
}

/** Plays histories of consecutive seeds until one breaks a promise. */
export async function findBrokenPromise(
  firstSeed: number,
  count: number,
  changes?: VolcengineOptions,
): Promise<Finding | undefined> {
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    try {
      await playHistory(seed, changes);
    } catch (error) {
      return { seed, promise: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }
  return undefined;
}

class History {
  readonly #time: VirtualTime;
  readonly #cloud: UnreliableCloud;
  readonly #volc: Volcengine;
  readonly #ecs: ServiceClient;
  readonly #items: readonly string[];
  readonly #perSecond: number | undefined;
  #state = 0;
  #exchanges = 0;
  /** When each generation of keys ends. */
  readonly #ends: number[] = [];
  readonly #attempts = new Map<unknown, number>();

  constructor(time: VirtualTime, changes: VolcengineOptions) {
    this.#time = time;
    this.#items = Array.from({ length: time.between(0, 60) }, (_, index) => `i-${index}`);
    this.#perSecond = time.happens(0.3) ? time.between(2, 20) : undefined;
    const faultRate = time.pick([0, 0.1, 0.3, 0.6]);
    this.#cloud = new UnreliableCloud(time, faultRate, {
      DescribeInstances: (members) => this.#page(members),
      DescribeCommands: (members) => this.#page(members),
    });
    this.#volc = new Volcengine({
      region: 'cn-beijing',
      credentials: functionCredentials(() => this.#exchangeKeys(), { refreshBeforeMs: 1_000 }),
      http: { send: (request) => this.#send(request), close: () => undefined },
      clock: time.clock,
      env: {},
      timeouts: { responseMs: 5_000 },
      retry: { maxAttempts: time.between(1, 5) },
      ...(this.#perSecond !== undefined && { rate: { perSecond: this.#perSecond, burst: 1 } }),
      logger: quiet,
      ...changes,
    });
    this.#ecs = new EcsClient(this.#volc);
    this.#volc.use({
      onAttempt: ({ call, number }) => {
        must(
          number === (this.#attempts.get(call) ?? 0) + 1,
          'hooks see each attempt of a call once, in order',
        );
        this.#attempts.set(call, number);
      },
      onRetry: ({ call, number }) =>
        must(this.#attempts.get(call) === number, 'hooks see a retry after the attempt that failed'),
    });
  }

  async play(): Promise<void> {
    const time = this.#time;
    const kinds = [
      (index: number) => this.#call(`w-${index}`, write),
      (index: number) => this.#call(`t-${index}`, writeWithToken),
      (index: number) => this.#call(`r-${index}`, read),
      () => this.#list(),
      () => this.#wait(),
    ];
    const chosen = Array.from({ length: time.between(1, 5) }, () => time.between(0, kinds.length - 1));
    const isCallsOnly = chosen.every((kind) => kind < 3);
    const tasks = chosen.map((kind, index) => kinds[kind]?.(index));
    const outcomes = await Promise.allSettled(tasks);
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    // A list that fails may still have pages under way, and a wait its last poll.
    if (isCallsOnly)
      must(time.pendingTimers === 0, `no timer is left when all is done, but ${time.pendingTimers} are`);
    if (isCallsOnly) must(this.#cloud.inFlight === 0, 'no request is left when all is done');
    this.#checkRate();
    this.#volc.close();
  }

  async #call(name: string, target: CallTarget): Promise<void> {
    const time = this.#time;
    const timeoutMs = time.happens(0.5) ? time.between(1, 8_000) : 0;
    const controller = new AbortController();
    // Node warns of more than ten listeners only once a process; here each one counts by itself.
    setMaxListeners(0, controller.signal);
    const isAborted = time.happens(0.2);
    // Often while the keys are exchanged, which begins the call.
    const abortAfterMs = time.between(0, time.happens(0.5) ? 300 : 3_000);
    const start = time.now;
    if (isAborted) time.later(abortAfterMs, () => controller.abort());
    const error = await this.#volc
      .send(target, { Name: name }, { timeoutMs, signal: controller.signal })
      .then(() => undefined, checkedError);
    const took = time.now - start;
    if (timeoutMs > 0) must(took <= timeoutMs, `${name} ends by its deadline: ${took} of ${timeoutMs} ms`);
    if (isAborted)
      must(took <= abortAfterMs || error === undefined || took < 60_000, `${name} ends when aborted`);
    const executions = this.#cloud.executions.get(name) ?? 0;
    if (!target.isRead) must(executions <= 1, `${name} is not done twice, but ${executions} times`);
    if (error === undefined) must(executions >= 1, `${name} was done, since the call succeeded`);
    const listeners = getEventListeners(controller.signal, 'abort').length;
    must(listeners === 0, `${name} leaves no listener on the signal, but ${listeners}`);
  }

  async #list(): Promise<void> {
    const time = this.#time;
    // One is read by tokens, the other by page numbers.
    const action = time.pick(['DescribeInstances', 'DescribeCommands']);
    let list = this.#ecs.paginate(action).pageSize(time.between(1, 20));
    if (time.happens(0.5)) list = list.prefetch(time.between(1, 3));
    if (time.happens(0.3)) list = list.parallel(time.between(2, 4));
    const seen: string[] = [];
    let error: Error | undefined;
    try {
      for await (const item of list) seen.push((item as { Id: string }).Id);
    } catch (caught) {
      error = checkedError(caught);
    }
    const expected = error === undefined ? this.#items : this.#items.slice(0, seen.length);
    must(seen.join() === expected.join(), `a list gives each item once and in order, not ${seen.join()}`);
  }

  async #wait(): Promise<void> {
    const time = this.#time;
    const maxWaitMs = time.between(1_000, 30_000);
    // The service moves on by itself, well or badly.
    const end = time.happens(0.8) ? 2 : 3;
    for (let step = 1; step <= end; step++)
      time.later(time.between(0, 20_000), () => (this.#state = Math.max(this.#state, step)));
    const instance = (this.#ecs as unknown as { instance(id: string): Waitable }).instance('i-wait');
    const error = await instance
      .waitUntil('RUNNING', { maxWaitMs, delayMs: time.between(100, 2_000) })
      .then(() => undefined, checkedError);
    if (error === undefined) must(this.#state >= 2, 'a wait that succeeds has seen the state');
  }

  #send(request: HttpRequest): Promise<HttpResponse> {
    const generation = Number(/Credential=AKLT(\d+)\//.exec(request.headers['authorization'] ?? '')?.[1]);
    const endsAt = this.#ends[generation] ?? 0;
    must(
      this.#time.now < endsAt,
      `no request is signed with keys past their end, as ${this.#time.now} is past ${endsAt}`,
    );
    return this.#cloud.send(request);
  }

  #page(members: Readonly<Record<string, string>>): unknown {
    if (Object.values(members).includes('i-wait'))
      return { Instances: [{ InstanceId: 'i-wait', Status: states[this.#state] }], TotalCount: 1 };
    const size = Number(members['MaxResults'] ?? members['PageSize'] ?? 10);
    const from = members['NextToken']
      ? Number(members['NextToken'])
      : (Number(members['PageNumber'] ?? 1) - 1) * size;
    const items = this.#items.slice(from, from + size);
    const next = from + size < this.#items.length ? String(from + size) : '';
    const list = items.map((Id) => ({ Id }));
    return { Instances: list, Commands: list, NextToken: next, TotalCount: this.#items.length };
  }

  async #exchangeKeys(): Promise<Credentials> {
    const time = this.#time;
    this.#exchanges += 1;
    must(this.#exchanges === 1, 'one exchange of keys runs at a time');
    try {
      await new Promise<void>((resolve) => time.later(time.between(0, 300), resolve));
      if (time.happens(0.1)) throw new Error('no keys now');
      const endsAt = time.now + time.between(2_000, 20_000);
      const generation = this.#ends.push(endsAt) - 1;
      const expiration = new Date(endsAt);
      return {
        accessKeyId: `AKLT${generation}`,
        secretAccessKey: 'secret-example==',
        sessionToken: 't',
        expiration,
      };
    } finally {
      this.#exchanges -= 1;
    }
  }

  #checkRate(): void {
    const perSecond = this.#perSecond;
    if (perSecond === undefined) return;
    const byAction = new Map<string, number[]>();
    for (const { action, at } of this.#cloud.sentAt)
      byAction.set(action, [...(byAction.get(action) ?? []), at]);
    for (const [action, times] of byAction) {
      for (const [index, at] of times.entries()) {
        const within = times.slice(index).filter((other) => other < at + 1_000).length;
        // Keys may take their time after a slot was given: as many as one exchange holds up can follow at once.
        must(within <= perSecond * 2 + 1, `${action} keeps to ${perSecond} a second, not ${within}`);
      }
    }
  }
}

interface Waitable {
  waitUntil(state: string, options: { maxWaitMs: number; delayMs: number }): Promise<unknown>;
}

function checkedError(error: unknown): Error {
  if (error instanceof BrokenPromise) throw error;
  must(isVolcengineError(error), `every failure is an error of this package, not ${String(error)}`);
  return error as Error;
}
