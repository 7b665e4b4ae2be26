import { TransportError, type CallFacts } from './transport-error.js';

/** `connect`: no connection in time; `response`: no whole answer in time; `total`: the call with all its attempts took too long. */
export type TimeoutPhase = 'connect' | 'response' | 'total';

/** A time limit ran out; `phase` says which. */
export class TimeoutError extends TransportError {
  readonly phase: TimeoutPhase;
  readonly timeoutMs: number;

  constructor(phase: TimeoutPhase, timeoutMs: number, call: CallFacts = {}, options?: ErrorOptions) {
    const what = { connect: 'No connection', response: 'No complete answer', total: 'The call did not end' }[
      phase
    ];
    const of = call.action === undefined ? '' : `${call.action} failed: `;
    super(`${of}${what} within ${timeoutMs} ms`, 'ERR_TIMEOUT', call, options);
    this.phase = phase;
    this.timeoutMs = timeoutMs;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), phase: this.phase, timeoutMs: this.timeoutMs };
  }
}
