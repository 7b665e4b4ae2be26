import { WaiterError, type WaiterFacts } from './waiter-error.js';

/** The state did not come within `maxWaitMs`. */
export class WaiterTimeoutError extends WaiterError {
  constructor(facts: WaiterFacts, options?: ErrorOptions) {
    super(
      `was not ${facts.waitedFor} within ${Math.round(facts.elapsedMs / 1000)} s`,
      'ERR_WAITER_TIMEOUT',
      facts,
      options,
    );
  }
}
