import type { Resource } from '../resources/resource.js';
import type { WaitOptions } from '../types/wait.js';
import type { CommandContext } from './command.js';
import { wholeNumber } from './parse-arguments.js';

/** How a command waits: until Ctrl-C, and with its progress on a terminal. */
export function waitOptions({ args, terminal, signal }: CommandContext, resource: Resource): WaitOptions {
  const maxSeconds = wholeNumber(args, 'max-wait');
  return {
    signal,
    call: { signal },
    onPoll: ({ state, elapsedMs }) =>
      terminal.progress(`${labelOf(resource)}: ${state ?? 'not found'} (${Math.round(elapsedMs / 1000)} s)`),
    ...(maxSeconds !== undefined && { maxWaitMs: maxSeconds * 1000 }),
  };
}

/** A resource as messages name it: `ecs.Instance i-1`. */
export function labelOf({ $resource, identity }: Resource): string {
  return [$resource, Object.values(identity).map(String).join(' ')].filter(Boolean).join(' ');
}

/**
 * Waits for each of several resources, after telling of them: their ids must not be lost when the wait is not over well.
 *
 * @param done - what was done with them: `Created`
 */
export async function waitForAll(
  context: CommandContext,
  resources: readonly Resource[],
  done: string,
  wait: (resource: Resource, options: WaitOptions) => Promise<unknown>,
): Promise<void> {
  for (const resource of resources) context.terminal.note(`${done} ${labelOf(resource)}; waiting`);
  await Promise.all(resources.map(async (resource) => wait(resource, waitOptions(context, resource))));
}
