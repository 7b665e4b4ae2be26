import { ServiceError } from './service-error.js';

/** Too many calls; the same call succeeds later. */
export class ThrottlingError extends ServiceError {}
