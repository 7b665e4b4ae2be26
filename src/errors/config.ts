import { keepName, VolcengineError } from './volcengine-error.js';

/** The configuration or the address of a call is wrong: a region, an endpoint, a service, an action, an option. */
export class ConfigError extends VolcengineError {
  static {
    keepName(this, 'ConfigError');
  }

  constructor(message: string, options?: ErrorOptions) {
    super(message, 'ERR_CONFIG', options);
  }
}
