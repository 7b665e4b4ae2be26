import type { CallOptions } from '../../types/call.js';
import type { WaitOptions } from '../../types/wait.js';

/** A call's options with what calls of resources add. */
export interface WaitedOptions extends CallOptions {
  /** Waits until the resource is in a state that the facts name, and reads it. */
  readonly wait?: boolean | WaitOptions | undefined;
}

/** How a call's options ask to wait, with its own signal and place; undefined: not at all. */
export function askedWait(options: WaitedOptions | undefined): WaitOptions | undefined {
  const { wait, ...call } = options ?? {};
  if (wait === undefined || wait === false) return undefined;
  return { call, ...(call.signal && { signal: call.signal }), ...(wait === true ? {} : wait) };
}
