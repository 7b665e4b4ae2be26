import type { CallOptions } from './call.js';

/** Progress reported after each poll. */
export interface Poll {
  /** The state; undefined while the resource is not found. */
  readonly state: string | undefined;
  /** 1 for the first poll. */
  readonly poll: number;
  readonly elapsedMs: number;
}

/** Options of waiting for a state. */
export interface WaitOptions {
  /** In milliseconds. @defaultValue by the facts, else 20 minutes */
  readonly maxWaitMs?: number | undefined;
  /** In milliseconds: the first pause between two polls; later ones grow up to five times as long. @defaultValue by the facts, else 2 s */
  readonly delayMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onPoll?: ((poll: Poll) => void) | undefined;
  /** Options of each call that reads the state. */
  readonly call?: CallOptions | undefined;
}
