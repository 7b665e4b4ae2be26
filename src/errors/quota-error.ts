import { ServiceError } from './service-error.js';

/** A quota or a balance is used up; repeating does not help. */
export class QuotaError extends ServiceError {}
