import type { CallOptions, WithMetadata } from '../types/call.js';
import type { ServiceFacts } from '../catalog/types.js';

/** What a client of a service has, as far as a stub needs it. */
export interface AnyClient {
  readonly facts: ServiceFacts;
}

/** The names of a client's methods that make one call: `describeInstances`. */
export type CallMethod<C> = {
  [K in keyof C]: C[K] extends (request: never, options?: CallOptions) => Promise<WithMetadata> ? K : never;
}[keyof C] &
  string;

/** What such a method takes. */
export type RequestOf<C, K extends keyof C> = C[K] extends (
  request: infer R,
  options?: CallOptions,
) => Promise<WithMetadata>
  ? NonNullable<R>
  : never;

/** What such a method gives. */
export type ResultOf<C, K extends keyof C> = C[K] extends (
  request: never,
  options?: CallOptions,
) => Promise<infer R & WithMetadata>
  ? R
  : never;
