import { VolcengineError } from '../errors/volcengine-error.js';

/** A test made a call that its stub or recording has no answer for. It is not retried. */
export class NoAnswerError extends VolcengineError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'ERR_NO_ANSWER', options);
  }
}
