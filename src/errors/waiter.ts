import { keepName, VolcengineError } from './volcengine-error.js';

/** What a waiter saw before it gave up. */
export interface WaiterDetails {
  readonly resource: string;
  readonly waitedFor: string;
  readonly lastState?: string | undefined;
  /** How often each state was seen. */
  readonly seen: Readonly<Record<string, number>>;
  readonly elapsedMs: number;
}

/** A wait that ended without the state: base of {@link WaiterTimeoutError} and {@link WaiterFailedError}. */
export class WaiterError extends VolcengineError {
  static {
    keepName(this, 'WaiterError');
  }

  readonly resource: string;
  readonly waitedFor: string;
  readonly lastState: string | undefined;
  readonly seen: Readonly<Record<string, number>>;
  readonly elapsedMs: number;

  constructor(why: string, code: string, details: WaiterDetails, options?: ErrorOptions) {
    const seen = Object.entries(details.seen).map(([state, times]) => `${state} ×${times}`);
    super(`${details.resource} ${why}; seen: ${seen.join(', ') || 'nothing'}`, code, options);
    this.resource = details.resource;
    this.waitedFor = details.waitedFor;
    this.lastState = details.lastState;
    this.seen = details.seen;
    this.elapsedMs = details.elapsedMs;
  }

  override toJSON(): Record<string, unknown> {
    const { resource, waitedFor, lastState, seen, elapsedMs } = this;
    return { ...super.toJSON(), resource, waitedFor, lastState, seen, elapsedMs };
  }
}

/** The resource went to a state from which it cannot reach the one waited for. */
export class WaiterFailedError extends WaiterError {
  static {
    keepName(this, 'WaiterFailedError');
  }

  constructor(details: WaiterDetails, options?: ErrorOptions) {
    super(
      `went to ${details.lastState ?? 'an unknown state'} instead of ${details.waitedFor}`,
      'ERR_WAITER_FAILED',
      details,
      options,
    );
  }
}

/** The resource did not reach the state within `maxWaitMs`. */
export class WaiterTimeoutError extends WaiterError {
  static {
    keepName(this, 'WaiterTimeoutError');
  }

  constructor(details: WaiterDetails, options?: ErrorOptions) {
    super(
      `was not ${details.waitedFor} within ${Math.round(details.elapsedMs / 1000)} s`,
      'ERR_WAITER_TIMEOUT',
      details,
      options,
    );
  }
}
