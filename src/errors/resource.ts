import { VolcengineError } from './volcengine-error.js';

/** A resource object was used in a way it does not allow: read before it was loaded, addressed by an empty id, used after it was deleted. */
export class ResourceError extends VolcengineError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'ERR_RESOURCE', options);
  }
}
