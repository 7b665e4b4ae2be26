import { ServiceError } from './service-error.js';

/** The keys, the token, the signature or its date were not accepted. */
export class AuthenticationError extends ServiceError {}
