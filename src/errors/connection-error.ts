import { TransportError, type CallFacts } from './transport-error.js';

/** The connection could not be made, or broke before the whole answer was read; `cause` has the system's error. */
export class ConnectionError extends TransportError {
  /** Whether the request surely never reached the server, so that repeating it does nothing twice. */
  readonly notSent: boolean;
  /** Whether it was a kept connection that broke before any byte of the answer: mostly, the server had just closed it. */
  readonly wasStale: boolean;

  constructor(
    message: string,
    call: CallFacts & { readonly notSent?: boolean; readonly wasStale?: boolean } = {},
    options?: ErrorOptions,
  ) {
    super(message, 'ERR_CONNECTION', call, options);
    this.notSent = call.notSent ?? false;
    this.wasStale = call.wasStale ?? false;
  }
}
