import type { CommandRun } from '../command.js';
import { Printer } from '../output/printer.js';
import { identityOf, typedIdentity, withResource } from '../resource-command.js';

/** Reads one resource. */
export const run: CommandRun = (context) =>
  withResource(context, async (command) => {
    const { args, terminal, signal } = context;
    const identity = identityOf(command, typedIdentity(args, command));
    const printer = await Printer.of(terminal, args, command.columns);
    const resource = await command.collection.get(identity, { signal });
    await printer.value(resource);
  });
