import { withCapitalArticle } from '../../catalog/names.js';
import { inputName } from '../../catalog/shapes.js';
import type { TypedMember } from '../parse-arguments.js';
import { wholeNumber } from '../parse-arguments.js';
import type { CommandRun } from '../command.js';
import { Printer } from '../output/printer.js';
import { refuseMore } from '../positionals.js';
import { buildRequest } from '../request/build-request.js';
import { findMember } from '../request/members.js';
import { optionNames, withResource } from '../resource-command.js';
import { UsageError } from '../usage-error.js';

/** Lists the resources of one type that the filters leave. */
export const run: CommandRun = (context) =>
  withResource(context, async ({ facts, resourceType, collection, columns }) => {
    const { args, terminal, signal } = context;
    refuseMore(args, 2);
    const { list, status } = facts.resources[resourceType] ?? {};
    if (list === undefined)
      throw new UsageError(
        `${withCapitalArticle(`${facts.name}.${resourceType}`)} can't be listed: the API has no action for it`,
      );
    const shape = inputName(facts, list.action);
    // `--status` filters by the status, whatever the list calls it.
    const filter = findMember(facts, shape, 'status') === undefined ? status?.filter : undefined;
    const members = args.members.map((member): TypedMember =>
      filter !== undefined && /^status$/i.test(member.name) ? { ...member, name: filter } : member,
    );
    const where = `The list of ${facts.name} ${resourceType}`;
    const request = await buildRequest(
      { ...args, members },
      { facts, shape, where, optionNames: optionNames(context) },
    );
    const most = wholeNumber(args, 'max-items');
    const printer = await Printer.of(terminal, args, columns);
    const found = collection.list().from(request).options({ signal });
    const items = most === undefined ? found : firstOf(most < 100 ? found.pageSize(most) : found, most);
    await printer.items(items, signal);
  });

async function* firstOf(items: AsyncIterable<unknown>, most: number): AsyncGenerator<unknown> {
  let count = 0;
  for await (const item of items) {
    yield item;
    count += 1;
    if (count === most) return;
  }
}
