import { TransportError, type CallFacts } from './transport-error.js';

/** The caller's `AbortSignal` ended the call; `cause` is the signal's reason. */
export class AbortedError extends TransportError {
  constructor(call: CallFacts = {}, reason?: unknown) {
    super(`${call.action ?? 'The call'} was aborted by its signal`, 'ERR_ABORTED', call, { cause: reason });
  }
}

/** Waits for a promise that a signal ends: when it rejects and the signal is aborted, with an {@link AbortedError}. */
export async function orAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  call: CallFacts = {},
): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw signal?.aborted ? new AbortedError(call, signal.reason) : error;
  }
}
