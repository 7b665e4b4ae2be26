import { TransportError, type CallFacts } from './transport-error.js';

/** The connection could not be made, or broke before the whole answer was read; `cause` has the system's error. */
export class ConnectionError extends TransportError {
  /** Whether the request surely never reached the server, so that repeating it does nothing twice. */
  readonly notSent: boolean;

  constructor(
    message: string,
    call: CallFacts & { readonly notSent?: boolean } = {},
    options?: ErrorOptions,
  ) {
    super(message, 'ERR_CONNECTION', call, options);
    this.notSent = call.notSent ?? false;
  }
}
