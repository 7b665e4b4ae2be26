import { WaiterError, type WaiterFacts } from './waiter-error.js';

/** The resource came into a state from which the one waited for is not reached. */
export class WaiterFailedError extends WaiterError {
  constructor(facts: WaiterFacts, options?: ErrorOptions) {
    super(
      `went to ${facts.lastState ?? 'an unknown state'} instead of ${facts.waitedFor}`,
      'ERR_WAITER_FAILED',
      facts,
      options,
    );
  }
}
