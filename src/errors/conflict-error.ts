import { ServiceError } from './service-error.js';

/** The state of a resource does not allow this now: in use, wrong status, exists already, another operation under way. */
export class ConflictError extends ServiceError {}
