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

/** An integer; one beyond 2^53 is given as a bigint. */
export type Integer = number | bigint;

/** An action's response: its members in wire names, and `$metadata` about the call. */
export type Result<O> = O & WithMetadata;

/** What every builder can do but be filled at once. `M` names the required setters still missing, `S` is the request in wire names. */
export interface Draft<M extends string, S> {
  /** Names of the required setters not called yet. */
  readonly missing: readonly M[];
  /** The request as it stands, in wire names; a copy that can be changed. */
  toJSON(): Partial<S>;
  /** Everything that is wrong with the request as it stands; an empty list when it can be sent. Sends and throws nothing. */
  validate(): readonly ValidationIssue[];
  /** Applies a reusable piece: gives what `piece` makes of this builder. */
  with<R>(piece: (builder: this) => R): R;
}

/** What every builder of a nested shape can do. */
export interface Buildable<M extends string, S> extends Draft<M, S> {
  /** Sets the members of a request in wire names, or of a model instance, over the present ones. */
  from(request: Partial<S>): this;
}

/** What `run()` takes where it gives resources. */
export interface WaitOption {
  /** Waits until what was created is ready, and gives it with its data read; options say how. @defaultValue false */
  readonly wait?: boolean | WaitOptions | undefined;
}

/** Marks resource types, so that builders know what they give. */
export interface Outcome {
  readonly $resource: string;
}

/** The options of `run()`: `wait` only where resources come of it. */
export type RunOptions<O> = O extends Outcome | readonly Outcome[] ? CallOptions & WaitOption : CallOptions;

/** What `run()` gives once a count was set: several resources instead of one. */
export type Several<O> = O extends Outcome ? O[] : O;

/** A builder whose request can be sent. `O` is what comes of it. */
export interface Sendable<O> {
  /**
   * Validates, signs and sends the request.
   *
   * @throws {@link RequestValidationError} when a member is missing, unknown or not what the facts allow; nothing was sent then
   * @throws {@link ServiceError} when the service refuses the call
   * @throws {@link TransportError} when there is no usable response
   */
  run(this: Complete, options?: RunOptions<O>): Promise<O>;
}

/** The builder of an action that requires nothing. */
export interface Runnable<S, O> extends Buildable<never, S>, Sendable<O> {}

/** The builder of an action that requires members; `Whole` is what it is with all of them. */
export interface Completable<M extends string, S, O, Whole> extends Draft<M, S>, Sendable<O> {
  /** Sets the members of a request in wire names, or of a model instance, over the present ones. */
  from(request: S): Whole;
  from(request: Partial<S>): this;
}

/** GET actions: a signed URL that works without keys until it expires. */
export interface Presignable {
  /** A signed URL for the request as it stands. */
  presign(this: Complete, options?: CallOptions & PresignOptions): Promise<string>;
}

/** Actions with a `DryRun` member. */
export interface DryRunnable {
  /** Sends the request with `DryRun`: the service checks it and does nothing. Rejects with what it found. */
  dryRun(this: Complete, options?: CallOptions): Promise<DryRunResult>;
}
