import type { ServiceFacts } from '../catalog/types.js';
import type { ListBase, Models } from '../resources/types.js';
import type { Volcengine } from './volcengine.js';

export type { Volcengine, VolcengineOptions as SessionOptions } from './volcengine.js';

/** What every service's client has besides its actions and resource types. */
export interface ServiceClientBase<Actions, Pages, Shapes> {
  /** The session it sends by; other clients can share it. */
  readonly session: Volcengine;
  /** What the SDK knows of the service. */
  readonly facts: ServiceFacts;
  /** The decorated classes of the service's shapes, made on first use. */
  readonly models: Models<Shapes>;
  /**
   * A builder for any action, by its wire name.
   *
   * @throws {@link ConfigError} when the service has no such action; the message has the nearest names
   */
  action<N extends keyof Actions>(action: N): Actions[N];
  /** The items of any action that pages, as a lazy list of plain objects. */
  paginate<N extends keyof Pages>(
    action: N,
    ...request: PageRequest<Pages[N]>
  ): Pages[N] extends { readonly item: infer T; readonly request: infer R } ? ListBase<T, R> : never;
  /** Closes the session's idle connections, unless the session was handed in. */
  close(): void;
}

/** The request of a paging action: an argument that may be left out where nothing in it is required. */
export type PageRequest<P> = P extends { readonly request: infer R }
  ? object extends R
    ? [request?: R]
    : [request: R]
  : never;
