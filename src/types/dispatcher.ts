import type { ServiceFacts } from '../catalog/types.js';
import type { CallOptions, WithMetadata } from './call.js';
import type { Clock } from './clock.js';

/** A presigned request: where to go, for how long. */
export interface PresignOptions {
  /** In seconds. @defaultValue 900 */
  readonly expiresInSeconds?: number;
}

/** The options that say where a call goes, and as whom. */
export type CallPlace = Pick<CallOptions, 'region' | 'endpoint' | 'credentials'>;

/**
 * The function that sends, as builders and resources are handed it: bound to one client of one service.
 * Gives the action's `Result`.
 */
export interface Dispatcher {
  readonly facts: ServiceFacts;
  readonly clock: Clock;
  readonly region: string;
  send(
    action: string,
    request: Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<Record<string, unknown> & WithMetadata>;
  /** A signed URL for a GET action, usable without keys until it expires. */
  presign(
    action: string,
    request: Readonly<Record<string, unknown>>,
    options?: CallOptions & PresignOptions,
  ): Promise<string>;
  /** What the session does with members that the facts don't know. */
  readonly unknownMembers: 'refuse' | 'send';
  /** The same for where a call's options lead: what is made or read there is also acted on there. */
  at(place: CallPlace | undefined): Dispatcher;
  /** The dispatcher of another service over the same session, loaded when asked for. */
  sibling(service: string): Dispatcher;
}
