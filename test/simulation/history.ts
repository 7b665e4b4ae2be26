import { getEventListeners, setMaxListeners } from 'node:events';
import type { CallTarget } from '../../src/types/call.js';
import type { HttpRequest, HttpResponse } from '../../src/types/http.js';
import type { WaitOptions } from '../../src/types/wait.js';
import type { CredentialProvider, Credentials } from '../../src/types/credentials.js';
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

/** A fault that a test plants, to see that a history finds it: each changes what the SDK does or is given. */
export interface Plant {
  options?(time: VirtualTime): VolcengineOptions;
  credentials?(exchange: () => Promise<Credentials>): CredentialProvider;
  hooks?(hooks: Hooks): Hooks;
  send?(send: Send, request: HttpRequest): Promise<HttpResponse>;
  list?(list: AsyncIterable<unknown>, client: ServiceClient): AsyncIterable<unknown>;
  wait?(instance: Waitable, options: LimitedWait): Promise<unknown>;
}

type Hooks = Parameters<Volcengine['use']>[0];
type Send = (request: HttpRequest) => Promise<HttpResponse>;
type LimitedWait = WaitOptions & { readonly maxWaitMs: number };

/**
 * One history: a client does several things at once over an unreliable network, and everything that the SDK promises
 * is checked on the way. The seed decides all of it.
 *
 * @throws {@link BrokenPromise} saying what was promised and did not hold
 */
export async function playHistory(seed: number, plant: Plant = {}): Promise<void> {
  const time = new VirtualTime(seed);
  await time.run(() => new History(time, plant).play());
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
  plant?: Plant,
): Promise<Finding | undefined> {
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    try {
      await playHistory(seed, plant);
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
  #dawdling = 0;
  /** When each generation of keys ends. */
  readonly #ends: number[] = [];
  readonly #attempts = new Map<unknown, number>();
  readonly #plant: Plant;
  readonly #signals: AbortSignal[] = [];
  #broken: BrokenPromise | undefined;

  constructor(time: VirtualTime, plant: Plant) {
    this.#time = time;
    this.#plant = plant;
    this.#items = Array.from({ length: time.between(0, 60) }, (_, index) => `i-${index}`);
    this.#perSecond = time.happens(0.3) ? time.between(1, 4) : undefined;
    const faultRate = time.pick([0, 0.1, 0.3, 0.6]);
    this.#cloud = new UnreliableCloud(time, faultRate, {
      DescribeInstances: (members) => this.#page(members),
      DescribeCommands: (members) => this.#page(members),
    });
    this.#volc = new Volcengine({
      region: 'cn-beijing',
      credentials:
        plant.credentials?.(() => this.#exchangeKeys()) ??
        functionCredentials(({ signal }) => this.#exchangeKeys(signal), { refreshBeforeMs: 1_000 }),
      http: {
        send: (request) => plant.send?.((sent) => this.#send(sent), request) ?? this.#send(request),
        close: () => undefined,
      },
      clock: time.clock,
      env: {},
      timeouts: { responseMs: 5_000 },
      retry: { maxAttempts: time.between(1, 5) },
      ...(this.#perSecond !== undefined && { rate: { perSecond: this.#perSecond, burst: 1 } }),
      logger: quiet,
      ...plant.options?.(time),
    });
    this.#ecs = new EcsClient(this.#volc);
    // A hook takes its time from the call's.
    const dawdles = time.happens(0.2);
    const hooks: Hooks = {
      onAttempt: ({ call, number }) => {
        this.#must(
          number === (this.#attempts.get(call) ?? 0) + 1,
          'hooks see each attempt of a call once, in order',
        );
        this.#attempts.set(call, number);
        return dawdles ? this.#dawdle() : undefined;
      },
      onRetry: ({ call, number }) =>
        this.#must(this.#attempts.get(call) === number, 'hooks see a retry after the attempt that failed'),
    };
    this.#volc.use(plant.hooks?.(hooks) ?? hooks);
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
    const outcomes = await Promise.allSettled(chosen.map((kind, index) => kinds[kind]?.(index)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    if (this.#broken) throw this.#broken;
    await this.#checkNothingIsLeft();
    this.#checkRate();
    this.#volc.close();
  }

  async #dawdle(): Promise<void> {
    this.#dawdling += 1;
    await new Promise<void>((resolve) => this.#time.later(this.#time.between(0, 6_000), resolve));
    this.#dawdling -= 1;
  }

  /** A list that ends early may still have pages under way, which nobody waits for: they end by themselves. */
  async #checkNothingIsLeft(): Promise<void> {
    const time = this.#time;
    const isBusy = (): boolean => this.#cloud.inFlight > 0 || this.#dawdling > 0 || time.pendingTimers > 0;
    for (let minute = 0; minute < 30 && isBusy(); minute++)
      await new Promise<void>((resolve) => time.later(60_000, resolve));
    this.#must(
      this.#cloud.inFlight === 0,
      `no request is left when all is done, but ${this.#cloud.inFlight} are`,
    );
    this.#must(time.pendingTimers === 0, `no timer is left when all is done, but ${time.pendingTimers} are`);
    for (const signal of this.#signals) {
      const listeners = getEventListeners(signal, 'abort').length;
      this.#must(listeners === 0, `no listener is left on a signal, but ${listeners} are`);
    }
  }

  /** A signal that is aborted in one case of five, and when. */
  #signal(mostMs: number): { readonly signal: AbortSignal; readonly abortedAfterMs: number } {
    const time = this.#time;
    const controller = new AbortController();
    // Node warns of more than ten listeners only once a process; here each one counts by itself.
    setMaxListeners(0, controller.signal);
    this.#signals.push(controller.signal);
    if (!time.happens(0.2)) return { signal: controller.signal, abortedAfterMs: Infinity };
    // Often while the keys are exchanged, which begins the call.
    const abortedAfterMs = time.between(0, time.happens(0.5) ? 300 : mostMs);
    time.later(abortedAfterMs, () => controller.abort());
    return { signal: controller.signal, abortedAfterMs };
  }

  async #call(name: string, target: CallTarget): Promise<void> {
    const time = this.#time;
    const timeoutMs = time.happens(0.5) ? time.between(1, 8_000) : 0;
    const { signal, abortedAfterMs } = this.#signal(3_000);
    const start = time.now;
    const error = await this.#volc
      .send(target, { Name: name }, { timeoutMs, signal })
      .then(() => undefined, this.#checkedError);
    const took = time.now - start;
    if (timeoutMs > 0)
      this.#must(took <= timeoutMs, `${name} ends by its deadline: ${took} of ${timeoutMs} ms`);
    this.#must(
      took <= abortedAfterMs,
      `${name} ends when it is aborted, not ${took - abortedAfterMs} ms later`,
    );
    const executions = this.#cloud.executions.get(name) ?? 0;
    if (!target.isRead) this.#must(executions <= 1, `${name} is not done twice, but ${executions} times`);
    if (error === undefined) this.#must(executions >= 1, `${name} was done, since the call succeeded`);
  }

  async #list(): Promise<void> {
    const time = this.#time;
    // One is read by tokens, the other by page numbers.
    const action = time.pick(['DescribeInstances', 'DescribeCommands']);
    const { signal, abortedAfterMs } = this.#signal(5_000);
    let list = this.#ecs.paginate(action).pageSize(time.between(1, 20)).options({ signal });
    if (time.happens(0.5)) list = list.prefetch(time.between(1, 3));
    if (time.happens(0.3)) list = list.parallel(time.between(2, 4));
    // Some read on, some stop where they found what they looked for.
    const stopsAfter = time.happens(0.2) ? time.between(1, 30) : Infinity;
    const start = time.now;
    const seen: string[] = [];
    let error: Error | undefined;
    try {
      for await (const item of this.#plant.list?.(list, this.#ecs) ?? list) {
        seen.push((item as { Id: string }).Id);
        if (seen.length === stopsAfter) break;
      }
    } catch (caught) {
      error = this.#checkedError(caught);
    }
    const isWhole = error === undefined && seen.length < stopsAfter;
    const expected = isWhole ? this.#items : this.#items.slice(0, seen.length);
    this.#must(
      seen.join() === expected.join(),
      `a list gives each item once and in order, not ${seen.join()}`,
    );
    this.#must(time.now - start <= abortedAfterMs, 'a list ends when it is aborted');
  }

  async #wait(): Promise<void> {
    const time = this.#time;
    const maxWaitMs = time.between(1_000, 30_000);
    // The service moves on by itself, well or badly.
    const end = time.happens(0.8) ? 2 : 3;
    for (let step = 1; step <= end; step++)
      time.later(time.between(0, 20_000), () => (this.#state = Math.max(this.#state, step)));
    const instance = (this.#ecs as unknown as { instance(id: string): Waitable }).instance('i-wait');
    const { signal, abortedAfterMs } = this.#signal(20_000);
    const start = time.now;
    const options = { maxWaitMs, delayMs: time.between(100, 2_000), signal };
    const error = await (
      this.#plant.wait?.(instance, options) ?? instance.waitUntil('RUNNING', options)
    ).then(() => undefined, this.#checkedError);
    const took = time.now - start;
    if (error === undefined) this.#must(this.#state >= 2, 'a wait that succeeds has seen the state');
    // The last poll is limited in whole milliseconds.
    this.#must(took <= maxWaitMs + 1, `a wait ends by its limit: ${took} of ${maxWaitMs} ms`);
    this.#must(took <= abortedAfterMs, 'a wait ends when it is aborted');
  }

  #send(request: HttpRequest): Promise<HttpResponse> {
    const generation = Number(/Credential=AKLT(\d+)\//.exec(request.headers['authorization'] ?? '')?.[1]);
    const endsAt = this.#ends[generation] ?? 0;
    this.#must(
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
    this.#must(
      from === 0 || from < this.#items.length,
      `no page is asked for beyond the end, as from ${from} on`,
    );
    const items = this.#items.slice(from, from + size);
    const next = from + size < this.#items.length ? String(from + size) : '';
    const list = items.map((Id) => ({ Id }));
    return { Instances: list, Commands: list, NextToken: next, TotalCount: this.#items.length };
  }

  /** @param signal - aborted when nobody waits for the keys any more */
  async #exchangeKeys(signal?: AbortSignal): Promise<Credentials> {
    const time = this.#time;
    this.#exchanges += 1;
    this.#must(this.#exchanges === 1, 'one exchange of keys runs at a time');
    try {
      await new Promise<void>((resolve, reject) => {
        time.later(time.between(0, 300), resolve);
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
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
        // One may go at once; and after a slot was given, keys may take 300 ms: what they hold up follows at once.
        const most = perSecond + 1 + Math.ceil(perSecond * 0.3);
        this.#must(within <= most, `${action} keeps to ${perSecond} a second, not ${within}`);
      }
    }
  }

  /** What the SDK's way calls, such as a handler, may not end the history by an error: it would be wrapped or retried. */
  #must(condition: boolean, what: string): void {
    if (condition) return;
    this.#broken ??= new BrokenPromise(what);
    throw this.#broken;
  }

  readonly #checkedError = (error: unknown): Error => {
    if (error instanceof BrokenPromise) throw error;
    this.#must(isVolcengineError(error), `every failure is an error of this package, not ${String(error)}`);
    return error as Error;
  };
}

interface Waitable {
  waitUntil(state: string, options: WaitOptions): Promise<unknown>;
}
