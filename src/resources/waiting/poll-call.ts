import type { CallOptions } from '../../types/call.js';
import type { Dispatcher } from '../../types/dispatcher.js';
import type { PollLimits } from './waiter.js';

/** The options of one poll: it ends with the wait at the latest, or by its own time limit. */
export function pollCall(
  { totalTimeoutMs }: Pick<Dispatcher, 'totalTimeoutMs'>,
  call: CallOptions | undefined,
  { signal, leftMs }: PollLimits,
): CallOptions {
  const own = call?.timeoutMs ?? call?.timeouts?.totalMs ?? totalTimeoutMs;
  const timeoutMs = Math.ceil(own > 0 ? Math.min(own, leftMs) : leftMs);
  return { ...call, ...(Number.isFinite(timeoutMs) && { timeoutMs }), ...(signal && { signal }) };
}
