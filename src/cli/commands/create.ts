import { withArticle, withCapitalArticle } from '../../catalog/names.js';
import { inputName } from '../../catalog/shapes.js';
import { isConfirmed } from '../terminal/ask.js';
import type { CommandRun } from '../command.js';
import { exitStatus } from '../exit-status.js';
import { findAction } from '../lookup/find-action.js';
import { Printer } from '../output/printer.js';
import { refuseMore } from '../positionals.js';
import { buildRequest } from '../request/build-request.js';
import { assertValidBuilder, chosenWay, optionNames, placeOf, withResource } from '../resource-command.js';
import { waitForAll } from '../wait-options.js';
import { createdResources } from '../waited-action.js';

/** Creates a resource, or several where the API can. */
export const run: CommandRun = (context) =>
  withResource(context, async (command) => {
    const { args, terminal, signal } = context;
    const { facts, resourceType, collection, session } = command;
    refuseMore(args, 2);
    const by = args.get('by');
    const ways = collection.context.model.creations.map((each) => each.action);
    const action = chosenWay(
      ways,
      by && (findAction(facts, by) ?? by),
      `${withCapitalArticle(`${facts.name}.${resourceType}`)} can't be created`,
    );
    const request = await buildRequest(args, {
      facts,
      shape: inputName(facts, action),
      where: action,
      optionNames: optionNames(context),
    });
    // The usual way has defaults that a named one does not.
    const builder = collection.create(by === undefined ? undefined : action).from(request);
    assertValidBuilder(action, builder);
    const printer = await Printer.of(terminal, args, command.columns);
    if (
      !(await isConfirmed(
        `Create ${withArticle(`${facts.name}.${resourceType}`)} in ${placeOf(session)}?`,
        context,
      ))
    )
      return exitStatus.failed;
    const outcome = await builder.run({ signal });
    const resources = createdResources(outcome);
    if (args.has('wait'))
      await waitForAll(context, resources, 'Created', (each, options) =>
        each.waitUntilReady(action, options),
      );
    return printer.value(outcome);
  });
