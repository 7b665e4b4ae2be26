import { withCapitalArticle } from '../../catalog/names.js';
import { inputName } from '../../catalog/shapes.js';
import { isConfirmed } from '../terminal/ask.js';
import type { CommandRun } from '../command.js';
import { exitStatus } from '../exit-status.js';
import { findAction } from '../lookup/find-action.js';
import { Printer } from '../output/printer.js';
import { buildRequest } from '../request/build-request.js';
import {
  assertValidBuilder,
  chosenWay,
  identityOf,
  optionNames,
  placeOf,
  withResource,
} from '../resource-command.js';
import type { WaitedOptions } from '../../resources/types.js';
import { labelOf, waitOptions } from '../wait-options.js';

/** Changes a resource. */
export const run: CommandRun = (context) =>
  withResource(context, async (command) => {
    const { args, terminal, signal } = context;
    const { facts, collection, session } = command;
    const resource = collection.handle(identityOf(command));
    const by = args.get('by');
    const ways = collection.context.model.updates;
    const action = chosenWay(
      ways,
      by && (findAction(facts, by) ?? by),
      `${withCapitalArticle(resource.$resource)} can't be changed`,
    );
    const request = await buildRequest(args, {
      facts,
      shape: inputName(facts, action),
      where: action,
      optionNames: optionNames(context),
    });
    const builder = resource.update(action).from(request);
    assertValidBuilder(action, builder);
    const printer = await Printer.of(terminal, args, command.columns);
    if (!(await isConfirmed(`Change ${labelOf(resource)} in ${placeOf(session)}?`, context)))
      return exitStatus.failed;
    const wait = args.has('wait') && waitOptions(context, resource);
    const options: WaitedOptions = { signal, wait };
    return printer.value(await builder.run(options));
  });
