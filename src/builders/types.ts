import type { CallOptions, WithMetadata } from '../types/call.js';
import type { PresignOptions } from '../types/dispatcher.js';
import type { WaitOptions } from '../types/wait.js';
import type { ValidationIssue } from '../errors/validation.js';
import type { DryRunResult } from './action-builder.js';

/** A builder on which every required setter has been called. */
export interface Complete {
  readonly missing: readonly never[];
}

/** A member's value, or a callback that fills its builder: `(volume) => volume.type('ESSD').size(40)`. */
export type Init<T, B> = T | ((builder: B) => Complete);

/** An integer; one beyond 2^53 is a bigint. */
export type Integer = number | bigint;

/** The id of a resource, or the resource itself: a handle, or one that was created, read or listed. */
export type Ref<Kind extends string> =
  string | { readonly $resource: Kind; readonly id: string | Integer; readonly region: string };

/** An action's response: its members in wire names, and `$metadata` about the call. */
export type Result<O> = O & WithMetadata;

/** What every builder can do, except `from()`. `M` names the required setters still missing, `S` is the request in wire names. */
export interface Draft<M extends string, S> {
  /** Names of the required setters not called yet. */
  readonly missing: readonly M[];
  /** Returns a copy of the current request, in wire names. */
  toJSON(): Partial<S>;
  /** Returns everything that is wrong with the current request, or an empty list. Sends nothing and throws nothing. */
  validate(): readonly ValidationIssue[];
  /** Passes this builder to `piece` and returns its result, to reuse settings between builders. */
  with<R>(piece: (builder: this) => R): R;
}

/** What every builder of a nested shape can do. */
export interface Buildable<M extends string, S> extends Draft<M, S> {
  /** Sets the members of a request in wire names, or of a model instance, over the present ones. */
  from(request: Partial<S>): this;
}

/** The options of `run()` on a builder that creates resources. */
export interface WaitOption {
  /** Waits until the created resource is ready and reads its data; pass options to say how long. @defaultValue false */
  readonly wait?: boolean | WaitOptions | undefined;
}

/** Marks resources in the types, so that a builder knows whether `run()` resolves to one. */
export interface Outcome {
  readonly $resource: string;
}

/** The options of `run()`; `wait` exists only on builders that create resources. */
export type RunOptions<O> = O extends Outcome | readonly Outcome[] ? CallOptions & WaitOption : CallOptions;

/** The outcome of `run()` once a count was set: several resources instead of one. */
export type Several<O> = O extends Outcome ? O[] : O;

/** What `run()` gives of a request that may have a count: one resource without it, several with it. */
export type OneOrSeveral<O> = O | Several<O>;

/**
 * `from()` of an action that creates as many as its member `Count` says. By whether the request has it, the builder gives
 * several resources, one, or either; `Whole…` are the builders with all required members set.
 */
export interface Counting<S, Count extends string, WholeMany, WholeOne, WholeEither, Many, One, Either> {
  /** Sets the members of a request in wire names, or of a model instance, over the present ones. */
  from(request: S & { readonly [C in Count]: Integer }): WholeMany;
  from(request: S & { readonly [C in Count]?: never }): WholeOne;
  from(request: S): WholeEither;
  from(request: Partial<S> & { readonly [C in Count]: Integer }): Many;
  from(request: Partial<S> & { readonly [C in Count]?: never }): One;
  from(request: Partial<S>): Either;
}

/** A builder whose request can be sent. `O` is the outcome of `run()`. */
export interface Sendable<O> {
  /**
   * Validates, signs and sends the request.
   *
   * @throws {@link RequestValidationError} when a member is missing, unknown or not allowed; nothing is sent then
   * @throws {@link ServiceError} when the service refuses the call
   * @throws {@link TransportError} when there is no usable response
   */
  run(this: Complete, options?: RunOptions<O>): Promise<O>;
}

/** The builder of an action that requires nothing. */
export interface Runnable<S, O> extends Buildable<never, S>, Sendable<O> {}

/** The builder of an action with required members; `Whole` is the builder once all of them are set. */
export interface Completable<M extends string, S, O, Whole> extends Draft<M, S>, Sendable<O> {
  /** Sets the members of a request in wire names, or of a model instance, over the present ones. */
  from(request: S): Whole;
  from(request: Partial<S>): this;
}

/** GET actions: a signed URL that works without keys until it expires. */
export interface Presignable {
  /** Resolves to a signed URL for the current request. */
  presign(this: Complete, options?: CallOptions & PresignOptions): Promise<string>;
}

/** Actions with a `DryRun` member. */
export interface DryRunnable {
  /** Sends the request with `DryRun`: the service checks it and does nothing. Rejects with the error that a real call would meet. */
  dryRun(this: Complete, options?: CallOptions): Promise<DryRunResult>;
}
