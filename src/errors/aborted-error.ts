import { TransportError, type CallFacts } from './transport-error.js';

/** The caller's `AbortSignal` ended the call; `cause` is the signal's reason. */
export class AbortedError extends TransportError {
  constructor(call: CallFacts = {}, reason?: unknown) {
    super(`${call.action ?? 'The call'} was aborted by its signal`, 'ERR_ABORTED', call, { cause: reason });
  }
}
