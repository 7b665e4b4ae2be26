import { VolcengineError } from '../errors/volcengine-error.js';

/** The command was called in a way that it doesn't understand. */
export class UsageError extends VolcengineError {
  constructor(message: string) {
    super(message, 'ERR_USAGE');
  }
}
