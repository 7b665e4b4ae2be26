import { VolcengineError } from './volcengine-error.js';

/** What a waiter saw before it gave up. */
export interface WaiterFacts {
  readonly resource: string;
  readonly waitedFor: string;
  readonly lastState?: string | undefined;
  /** How often each state was seen. */
  readonly seen: Readonly<Record<string, number>>;
  readonly elapsedMs: number;
}

/** Base of the errors that end a wait. */
export class WaiterError extends VolcengineError {
  readonly resource: string;
  readonly waitedFor: string;
  readonly lastState: string | undefined;
  readonly seen: Readonly<Record<string, number>>;
  readonly elapsedMs: number;

  constructor(why: string, code: string, facts: WaiterFacts, options?: ErrorOptions) {
    const seen = Object.entries(facts.seen).map(([state, times]) => `${state} ×${times}`);
    super(`${facts.resource} ${why}; seen: ${seen.join(', ') || 'nothing'}`, code, options);
    this.resource = facts.resource;
    this.waitedFor = facts.waitedFor;
    this.lastState = facts.lastState;
    this.seen = facts.seen;
    this.elapsedMs = facts.elapsedMs;
  }

  override toJSON(): Record<string, unknown> {
    const { resource, waitedFor, lastState, seen, elapsedMs } = this;
    return { ...super.toJSON(), resource, waitedFor, lastState, seen, elapsedMs };
  }
}
