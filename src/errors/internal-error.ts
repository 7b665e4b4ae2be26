import { ServiceError } from './service-error.js';

/** The service failed inside, or something behind the gateway did. */
export class InternalError extends ServiceError {}
