import { withCapitalArticle } from '../../catalog/names.js';
import { inputName } from '../../catalog/shapes.js';
import { isConfirmed } from '../terminal/ask.js';
import type { CommandRun } from '../command.js';
import { exitStatus } from '../exit-status.js';
import { buildRequest } from '../request/build-request.js';
import { identityOf, optionNames, placeOf, withResource } from '../resource-command.js';
import { UsageError } from '../usage-error.js';
import { labelOf, waitOptions } from '../wait-options.js';

/** Deletes a resource; prints nothing on standard output. */
export const run: CommandRun = (context) =>
  withResource(context, async (command) => {
    const { args, terminal, signal } = context;
    const { facts, resourceType, collection, session } = command;
    const { delete: removal } = facts.resources[resourceType] ?? {};
    if (removal === undefined)
      throw new UsageError(
        `${withCapitalArticle(`${facts.name}.${resourceType}`)} can't be deleted: the API has no action for it`,
      );
    const request = await buildRequest(args, {
      facts,
      shape: inputName(facts, removal.action),
      where: removal.action,
      optionNames: optionNames(context),
    });
    const resource = collection.handle(identityOf(command, request));
    if (!(await isConfirmed(`Delete ${labelOf(resource)} in ${placeOf(session)}?`, context)))
      return exitStatus.failed;
    await resource.delete({
      signal,
      request,
      onConflict: ({ code }) => terminal.progress(`${labelOf(resource)} can't be deleted yet (${code})`),
    });
    if (args.has('wait'))
      await collection.handle(identityOf(command, request)).waitUntilGone(waitOptions(context, resource));
    terminal.note(`Deleted ${labelOf(resource)}`);
    return exitStatus.ok;
  });
