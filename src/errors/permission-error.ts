import { ServiceError } from './service-error.js';

/** The caller is known but may not do this. */
export class PermissionError extends ServiceError {}
