import { keepName, VolcengineError } from '../errors/volcengine-error.js';

/** A test made a call for which its stub or its recording has no response. Clients do not retry it. */
export class NoResponseError extends VolcengineError {
  static {
    keepName(this, 'NoResponseError');
  }

  constructor(message: string, options?: ErrorOptions) {
    super(message, 'ERR_NO_RESPONSE', options);
  }
}
