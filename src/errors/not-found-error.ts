import { ServiceError } from './service-error.js';

/** What was asked for does not exist, or not yet. */
export class NotFoundError extends ServiceError {}
