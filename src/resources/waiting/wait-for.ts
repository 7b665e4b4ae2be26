import type { CallOptions } from '../../types/call.js';
import type { WaitOptions } from '../../types/wait.js';
import type { ReadObject } from '../reading/read-object.js';
import type { Resource } from '../resource.js';
import { pollCall } from './poll-call.js';
import { timingsOf, statusOf } from './status.js';
import { wait } from './waiter.js';

/**
 * Polls a resource until its data is as wanted; for curated methods that wait for something else than a status.
 *
 * @param waitedFor - what is waited for, in words, for the error
 */
export async function waitFor(
  resource: Resource,
  waitedFor: string,
  isDone: (data: ReadObject, options: CallOptions) => boolean | Promise<boolean>,
  options: WaitOptions = {},
): Promise<void> {
  const { dispatcher, model } = resource.context;
  let done = false;
  await wait(
    {
      label: `${resource.$resource} ${String(resource.id)}`,
      waitedFor,
      clock: dispatcher.clock,
      judge: () => (done ? 'done' : undefined),
      ...timingsOf(model, false),
      // The facts' limit is for a change of status, which this is not.
      maxWaitMs: 20 * 60_000,
      poll: async (limits) => {
        const call = pollCall(dispatcher, options.call, limits);
        await resource.reload(call);
        done = await isDone(resource.data, call);
        return { state: statusOf(model, resource.data), value: undefined };
      },
    },
    options,
  );
}
