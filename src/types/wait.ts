import type { CallOptions } from './call.js';

/** What a waiter tells after each look. */
export interface Poll {
  /** The state seen; undefined while the resource is not found. */
  readonly state: string | undefined;
  /** 1 for the first look. */
  readonly poll: number;
  readonly elapsedMs: number;
}

/** How to wait. */
export interface WaitOptions {
  /** In milliseconds. @defaultValue what the facts say, else 20 minutes */
  readonly maxWaitMs?: number | undefined;
  /** In milliseconds: the first wait between two looks; later ones grow to five times of it. @defaultValue what the facts say, else 2 s */
  readonly delayMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onPoll?: ((poll: Poll) => void) | undefined;
  /** Options for each reading call. */
  readonly call?: CallOptions | undefined;
}
