import type { ServiceFacts } from '../catalog/types.js';
import type { CallOptions, WithMetadata } from '../types/call.js';

/** The part of a service's client that a stub uses. */
export interface AnyClient {
  readonly facts: ServiceFacts;
}

/** The names of a client's methods that call one action: `describeInstances`. */
export type CallMethod<C> = {
  [K in keyof C]: C[K] extends (request: never, options?: CallOptions) => Promise<WithMetadata> ? K : never;
}[keyof C] &
  string;

/** The request of such a method. */
export type RequestOf<C, K extends keyof C> = C[K] extends (
  request: infer R,
  options?: CallOptions,
) => Promise<WithMetadata>
  ? NonNullable<R>
  : never;

/** The result of such a method. */
export type ResultOf<C, K extends keyof C> = C[K] extends (
  request: never,
  options?: CallOptions,
) => Promise<infer R & WithMetadata>
  ? R
  : never;
