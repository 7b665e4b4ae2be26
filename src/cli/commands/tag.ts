import { isConfirmed } from '../terminal/ask.js';
import type { CommandRun } from '../command.js';
import { exitStatus } from '../exit-status.js';
import { identityOf, placeOf, typedIdentity, withResource } from '../resource-command.js';
import { UsageError } from '../usage-error.js';
import { labelOf } from '../wait-options.js';

/** Sets tags on a resource, and takes others away. */
export const run: CommandRun = (context) =>
  withResource(context, async (command) => {
    const { args, signal } = context;
    const pairs = command.rest.slice(command.idMembers.length);
    const wrong = pairs.find((pair) => !/^[^=]+=/s.test(pair));
    if (wrong !== undefined)
      throw new UsageError(`A tag is KEY=VALUE, which ${JSON.stringify(wrong)} is not`);
    const tags = Object.fromEntries(
      pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    );
    const removed = args.all('remove');
    if (pairs.length === 0 && removed.length === 0)
      throw new UsageError('There is nothing to do: KEY=VALUE sets a tag, --remove KEY takes one away');
    const resource = command.collection.handle(
      identityOf(command, typedIdentity(args, command), pairs.length),
    );
    if (
      !(await isConfirmed(`Change the tags of ${labelOf(resource)} in ${placeOf(command.session)}?`, context))
    )
      return exitStatus.failed;
    await resource.tag(tags, { signal });
    await resource.untag(removed, { signal });
    return exitStatus.ok;
  });
