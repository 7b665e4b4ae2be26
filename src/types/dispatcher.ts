import type { ServiceFacts } from '../catalog/types.js';
import type { ServiceError, ServiceErrorDetails } from '../errors/service.js';
import type { CallOptions, WithMetadata } from './call.js';
import type { Clock } from './clock.js';

/** The options of a presigned request. */
export interface PresignOptions {
  /** In seconds, at most 604,800: a week. @defaultValue 900 */
  readonly expiresInSeconds?: number;
}

/** The options that determine where a call goes, and as whom. */
export type CallScope = Pick<CallOptions, 'region' | 'endpoint' | 'credentials'>;

/**
 * Sends the calls of builders and resources: bound to one client of one service.
 */
export interface Dispatcher {
  readonly facts: ServiceFacts;
  /** Stands for the session: the dispatchers of one session share it. */
  readonly session: object;
  readonly clock: Clock;
  readonly region: string;
  /** Sends a call; returns the action's `Result`. */
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
  /** How the session treats members unknown to the facts. */
  readonly unknownMembers: 'refuse' | 'send';
  /** The session's limit for a whole call, in milliseconds; 0: none. */
  readonly totalTimeoutMs: number;
  /** The error that the service's code stands for, if a successful response reports a failure. */
  errorOf(details: Omit<ServiceErrorDetails, 'retryable' | 'service' | 'region' | 'attempts'>): ServiceError;
  /** Logs at info, if the session has a logger; never with a secret. */
  logInfo(message: string, fields: Readonly<Record<string, unknown>>): void;
  /** The same dispatcher for the region, endpoint and credentials of a call's options. */
  at(scope: CallScope | undefined): Dispatcher;
  /**
   * The dispatcher of another service over the same session, by its module's name or its facts.
   *
   * @throws {@link ConfigError} when the program did not import the module
   */
  sibling(service: string | ServiceFacts): Dispatcher;
}
