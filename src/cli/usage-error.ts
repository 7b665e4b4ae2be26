import { VolcengineError } from '../errors/volcengine-error.js';

/** The command line says something that the command doesn't understand. */
export class UsageError extends VolcengineError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'ERR_USAGE', options);
  }
}
