import { ConfigError } from '../../errors/config.js';
import { hash, mixer } from '../state/ids.js';

/** What goes wrong. */
export type FaultEffect =
  /** The answer comes later. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** 429, with `Retry-After` where a number of seconds is given. */
  | { readonly kind: 'throttle'; readonly code?: string; readonly retryAfterSeconds?: number }
  /** An error of the gateway or the service, in its envelope; 502 `InternalServiceError` by default. */
  | { readonly kind: 'error'; readonly status?: number; readonly code?: string; readonly message?: string }
  /** An HTML page, as of a proxy on the way; its status is 502 by default. */
  | { readonly kind: 'html'; readonly status?: number }
  /** The connection breaks: before the call has had its effect, or after. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** Nothing comes back: before the call has had its effect, or after. */
  | { readonly kind: 'noAnswer'; readonly when: 'before' | 'after' }
  /** The answer breaks off in the middle. */
  | { readonly kind: 'truncate' }
  /** The cloud's clock is so far ahead of the machine's; negative: behind. */
  | { readonly kind: 'clockOffset'; readonly ms: number }
  /** What a call creates isn't found for so long. */
  | { readonly kind: 'eventual'; readonly ms: number };

/** Which calls something goes wrong for, and what. Without a service or action: for all. */
export type FaultRule = FaultEffect & {
  /** The name for signing: `ecs`. */
  readonly service?: string;
  readonly action?: string;
  /** The share of such calls that it strikes, from 0 to 1. @defaultValue 1 */
  readonly share?: number;
  /** How many calls it strikes before it is over. @defaultValue no end */
  readonly count?: number;
};

/** A rule that is in force. */
export interface Fault {
  readonly id: number;
  readonly rule: FaultRule;
  /** How many calls it has struck. */
  readonly hits: number;
  remove(): void;
}

/** The kinds of fault, in the order that the page offers them. */
export const faultKinds: readonly string[] = [
  'latency',
  'throttle',
  'error',
  'html',
  'reset',
  'noAnswer',
  'truncate',
  'clockOffset',
  'eventual',
];

const kinds: ReadonlySet<string> = new Set(faultKinds);

const timedKinds: ReadonlySet<string> = new Set(['latency', 'clockOffset', 'eventual']);

/** The faults that are in force, in the order in which they were injected. */
export class Faults {
  #rules: (Fault & { hits: number })[] = [];
  readonly #random: () => number;
  #nextId = 1;

  constructor(seed: string | number) {
    this.#random = mixer(hash(`faults/${seed}`));
  }

  all(): readonly Fault[] {
    return this.#rules;
  }

  add(rule: FaultRule): Fault {
    checkRule(rule);
    const id = this.#nextId++;
    const fault = { id, rule, hits: 0, remove: (): void => this.remove(id) };
    this.#rules.push(fault);
    return fault;
  }

  remove(id: number): void {
    this.#rules = this.#rules.filter((fault) => fault.id !== id);
  }

  clear(): void {
    this.#rules = [];
  }

  /** What strikes one call; counts it. */
  strike(service: string, action: string): readonly FaultEffect[] {
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

function checkRule(rule: FaultRule): void {
  if (!kinds.has(rule.kind)) {
    throw new ConfigError(
      `There is no fault of kind ${JSON.stringify(rule.kind)}; there are ${[...kinds].join(', ')}`,
    );
  }
  const { share, count } = rule;
  if (share !== undefined && !(share >= 0 && share <= 1)) {
    throw new ConfigError('The share of a fault is a number from 0 to 1');
  }
  if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
    throw new ConfigError('The count of a fault is a whole number from 1');
  }
  const { kind, ms } = rule as { readonly kind: string; readonly ms?: number };
  if (timedKinds.has(kind) && !Number.isFinite(ms)) throw new ConfigError(`A fault of kind ${kind} needs ms`);
}
