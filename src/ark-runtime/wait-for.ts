import { wait } from '../resources/waiting/waiter.js';
import type { WaitOptions } from '../types/wait.js';
import type { ArkCaller } from './caller.js';

/** How a wait is limited and observed. */
export type ArkWaitOptions = Omit<WaitOptions, 'call'>;

interface ArkWait<T> {
  readonly label: string;
  readonly waitedFor: string;
  readonly delayMs: number;
  readonly maxWaitMs: number;
  read(limits: { readonly signal?: AbortSignal; readonly timeoutMs: number }): Promise<T>;
  judge(state: string): 'done' | 'failed' | undefined;
}

/** Reads something until its status is judged. */
export async function waitFor<T extends { readonly status: string }>(
  { session }: ArkCaller,
  { label, waitedFor, delayMs, maxWaitMs, read, judge }: ArkWait<T>,
  options: ArkWaitOptions,
): Promise<T> {
  const found = await wait<T>(
    {
      label,
      waitedFor,
      clock: session.clock,
      delayMs,
      maxWaitMs,
      mayBeUnseen: false,
      judge: (state) => (state === undefined ? undefined : judge(state)),
      async poll({ signal, leftMs }) {
        const timeoutMs = Math.ceil(Math.min(leftMs, 2 ** 31 - 1));
        const value = await read({ timeoutMs, ...(signal && { signal }) });
        return { state: value.status, value };
      },
    },
    options,
  );
  return found as T;
}
