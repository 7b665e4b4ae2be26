import { ConfigError } from '../../errors/config.js';
import { maxStepMs } from '../state/clock.js';
import { hash, randomNumbers } from '../state/ids.js';

/** How a fault changes a call. */
export type FaultEffect =
  /** The response comes later. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** Status 429; with `Retry-After` when `retryAfterSeconds` is set. The code is `FlowLimitExceeded` by default. */
  | { readonly kind: 'throttle'; readonly code?: string; readonly retryAfterSeconds?: number }
  /** An error response of the gateway or the service; 502 `InternalServiceError` by default. */
  | { readonly kind: 'error'; readonly status?: number; readonly code?: string; readonly message?: string }
  /** An HTML page, as from a proxy; its status is 502 by default. */
  | { readonly kind: 'html'; readonly status?: number }
  /** The connection breaks, before or after the call is executed. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** No response comes, and the call is not executed (`before`) or is (`after`). */
  | { readonly kind: 'noResponse'; readonly when: 'before' | 'after' }
  /** The connection breaks in the middle of the response. */
  | { readonly kind: 'truncate' }
  /** The gateway's clock is ahead of the machine's by so much; a negative number: behind. */
  | { readonly kind: 'clockOffset'; readonly ms: number }
  /** Reads do not find what the call creates for so long. */
  | { readonly kind: 'eventual'; readonly ms: number }
  /** The connection breaks in a stream, after so many events. */
  | { readonly kind: 'streamCut'; readonly after: number }
  /** A stream says nothing more after so many events. */
  | { readonly kind: 'streamSilence'; readonly after: number }
  /** After so many events a stream ends with one that tells of an error. */
  | { readonly kind: 'streamError'; readonly after: number };

/** A fault and the calls it applies to: without a service or an action, to all. */
export type FaultRule = FaultEffect & {
  /** The signing name of the service: `ecs`. */
  readonly service?: string;
  readonly action?: string;
  /** The share of matching calls that it changes, from 0 to 1. @defaultValue 1 */
  readonly share?: number;
  /** The number of calls after which it ends. @defaultValue no limit */
  readonly count?: number;
};

/** An injected rule. */
export interface Fault {
  readonly id: number;
  readonly rule: FaultRule;
  /** The number of calls it has changed. */
  readonly hits: number;
  /** Ends the fault. */
  remove(): void;
}

/** All kinds of faults, in the order in which the page lists them. */
export const faultKinds: readonly string[] = [
  'latency',
  'throttle',
  'error',
  'html',
  'reset',
  'noResponse',
  'truncate',
  'clockOffset',
  'eventual',
  'streamCut',
  'streamSilence',
  'streamError',
];

const kinds: ReadonlySet<string> = new Set(faultKinds);

/** The injected faults, in the order in which they were injected. */
export class Faults {
  #rules: (Fault & { hits: number })[] = [];
  readonly #random: () => number;
  #nextId = 1;

  constructor(seed: string | number) {
    this.#random = randomNumbers(hash(`faults/${seed}`));
  }

  all(): readonly Fault[] {
    return this.#rules;
  }

  /** @throws `ConfigError` for a rule that is not valid */
  add(rule: FaultRule): Fault {
    checkRule(rule);
    const id = this.#nextId++;
    const fault = { id, rule: { ...rule }, hits: 0, remove: (): void => this.remove(id) };
    this.#rules.push(fault);
    return fault;
  }

  remove(id: number): void {
    this.#rules = this.#rules.filter((fault) => fault.id !== id);
  }

  clear(): void {
    this.#rules = [];
  }

  /** The effects on one call; counts a hit for each rule that matches. */
  match(service: string, action: string): readonly FaultEffect[] {
    if (this.#rules.length === 0) return [];
    const effects: FaultEffect[] = [];
    for (const fault of this.#rules) {
      const { rule } = fault;
      if (rule.service !== undefined && rule.service !== service) continue;
      if (rule.action !== undefined && rule.action !== action) continue;
      if (rule.count !== undefined && fault.hits >= rule.count) continue;
      if (rule.share !== undefined && this.#random() / 2 ** 32 >= rule.share) continue;
      fault.hits += 1;
      effects.push(rule);
    }
    return effects;
  }
}

/** The members that each kind takes besides those of every rule. */
const membersOf: Readonly<Record<string, readonly string[]>> = {
  latency: ['ms'],
  throttle: ['code', 'retryAfterSeconds'],
  error: ['status', 'code', 'message'],
  html: ['status'],
  reset: ['when'],
  noResponse: ['when'],
  truncate: [],
  clockOffset: ['ms'],
  eventual: ['ms'],
  streamCut: ['after'],
  streamSilence: ['after'],
  streamError: ['after'],
};

/** The range of `ms` of the kinds that need it: a timer takes 24 days at most. */
const rangesMs: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['latency', [0, 2 ** 31 - 1]],
  ['clockOffset', [-maxStepMs, maxStepMs]],
  ['eventual', [0, maxStepMs]],
]);

const commonMembers = ['kind', 'service', 'action', 'share', 'count'];
const maxTextLength = 1000;

function checkRule(rule: FaultRule): void {
  const { kind, share, count } = rule;
  if (!kinds.has(kind)) {
    const shown = JSON.stringify(kind)?.slice(0, 100);
    throw new ConfigError(`There is no fault of the kind ${shown}; the kinds are ${faultKinds.join(', ')}`);
  }
  const members = [...commonMembers, ...(membersOf[kind] ?? [])];
  const unknown = Object.keys(rule).find((name) => !members.includes(name));
  if (unknown !== undefined) {
    const shown = JSON.stringify(unknown.slice(0, 100));
    throw new ConfigError(`A fault of the kind ${kind} has no ${shown}; it takes ${members.join(', ')}`);
  }
  if (share !== undefined && !(typeof share === 'number' && share >= 0 && share <= 1)) {
    throw new ConfigError('The share of a fault must be a number from 0 to 1');
  }
  if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
    throw new ConfigError('The count of a fault must be an integer from 1');
  }
  checkEffect(rule as unknown as Readonly<Record<string, unknown>>, kind);
}

function checkEffect(rule: Readonly<Record<string, unknown>>, kind: string): void {
  const { ms, status, retryAfterSeconds, when, after } = rule;
  if (kind.startsWith('stream') && !(Number.isInteger(after) && isBetween(after, 0, 1_000_000)))
    throw new ConfigError(`A fault of the kind ${kind} needs after: a number of events from 0`);
  const range = rangesMs.get(kind);
  if (range && !isBetween(ms, ...range)) {
    const [from, to] = range;
    throw new ConfigError(
      `A fault of the kind ${kind} needs ms, a number of milliseconds from ${from} to ${to}`,
    );
  }
  if (status !== undefined && !(Number.isInteger(status) && isBetween(status, 200, 599))) {
    throw new ConfigError('The status of a fault must be an integer from 200 to 599');
  }
  if (retryAfterSeconds !== undefined && !isBetween(retryAfterSeconds, 0, 86_400)) {
    throw new ConfigError('The retryAfterSeconds of a fault must be a number from 0 to 86400');
  }
  if ((kind === 'reset' || kind === 'noResponse') && when !== 'before' && when !== 'after') {
    throw new ConfigError(`A fault of the kind ${kind} needs when: "before" or "after"`);
  }
  for (const name of ['service', 'action', 'code', 'message']) {
    const text = rule[name];
    if (text === undefined) continue;
    if (typeof text !== 'string' || text.length > maxTextLength || /\p{Cc}/u.test(text)) {
      throw new ConfigError(
        `The ${name} of a fault must be a text of at most ${maxTextLength} characters in one line`,
      );
    }
  }
}

function isBetween(value: unknown, from: number, to: number): boolean {
  return typeof value === 'number' && value >= from && value <= to;
}
