import { TransportError, type CallFacts } from './transport-error.js';

/** The answer is not one that the service gives: empty, HTML, cut off, or JSON without the envelope. */
export class ResponseParseError extends TransportError {
  /** The first characters of the body, for finding out who answered. */
  declare readonly bodyStart: string;

  constructor(message: string, bodyStart: string, call: CallFacts = {}, options?: ErrorOptions) {
    super(message, 'ERR_RESPONSE_PARSE', call, options);
    Object.defineProperty(this, 'bodyStart', { value: bodyStart });
  }
}
