import type { CommandRun } from '../command.js';
import { Printer } from '../output/printer.js';
import { identityOf, typedIdentity, withResource } from '../resource-command.js';
import { UsageError } from '../usage-error.js';
import { waitOptions } from '../wait-options.js';
import { knownState } from '../states.js';

/** Waits until a resource is in a state, or gone. */
export const run: CommandRun = (context) =>
  withResource(context, async (command) => {
    const { args, terminal } = context;
    const wanted = command.rest.at(-1);
    if (wanted === undefined || command.rest.length <= command.idMembers.length)
      throw new UsageError(
        `A STATE is missing, or gone, after ${[...command.idMembers, ''].join(' ')}`.trim(),
      );
    const resource = command.collection.handle(identityOf(command, typedIdentity(args, command), 1));
    const printer = await Printer.of(terminal, args, command.columns);
    if (wanted === 'gone') return resource.waitUntilGone(waitOptions(context, resource));
    const { facts, resourceType } = command;
    await resource.waitUntil(knownState(facts, resourceType, wanted), waitOptions(context, resource));
    await printer.value(resource);
  });
