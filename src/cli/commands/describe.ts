import { isReadAction } from '../../catalog/action-kinds.js';
import { readDescriptions } from '../../catalog/read-descriptions.js';
import { inputName } from '../../catalog/shapes.js';
import type { ServiceFacts } from '../../catalog/types.js';
import { nearestHint } from '../../util/nearest.js';
import { toJson } from '../../util/json.js';
import type { CommandContext, CommandRun } from '../command.js';
import { describeAction, describeResource, describeService } from '../describe/describe.js';
import { cliExample, leastRequest, tsExample } from '../describe/example.js';
import { wantedLanguage } from '../describe/language.js';
import { actionPage, resourcePage, servicePage } from '../describe/pages.js';
import { findAction } from '../lookup/find-action.js';
import { findResourceType, resourceWord } from '../lookup/find-resource-type.js';
import { findService } from '../lookup/find-service.js';
import { refuseMore } from '../positionals.js';
import { UsageError } from '../usage-error.js';

/** Shows what a service has, or what an action or a resource takes. */
export const run: CommandRun = async (context) => {
  const { args, terminal } = context;
  const [service, word] = args.positionals;
  refuseMore(args, 2);
  const facts = findService(service, (each) => word !== undefined && found(each, word) !== undefined);
  const bold = (text: string): string => terminal.bold(text);
  const show = async <T>(described: T, page: (described: T, bold: (text: string) => string) => string) => {
    if (args.get('output') === undefined && args.get('query') === undefined)
      return terminal.print(page(described, bold));
    const { Printer } = await import('../output/printer.js');
    return (await Printer.of(terminal, args)).value(described);
  };
  if (word === undefined) {
    if (args.has('example')) throw new UsageError('--example needs an ACTION or a RESOURCE');
    return show(describeService(facts), servicePage);
  }
  const { action, resourceType } = found(facts, word) ?? refuse(facts, word);
  const example = args.get('example');
  if (example !== undefined)
    return showExample(context, facts, action ?? exampleAction(facts, resourceType), example);
  const describe = readDescriptions(facts, wantedLanguage(args.get('lang')));
  if (action !== undefined) return show(describeAction(facts, action, describe), actionPage);
  return show(describeResource(facts, resourceType, describe), resourcePage);
};

type Found =
  | { readonly action: string; readonly resourceType?: undefined }
  | { readonly action?: undefined; readonly resourceType: string };

function found(facts: ServiceFacts, word: string): Found | undefined {
  const action = findAction(facts, word);
  if (action !== undefined) return { action };
  const resourceType = findResourceType(facts, word);
  return resourceType === undefined ? undefined : { resourceType };
}

function refuse(facts: ServiceFacts, word: string): never {
  const names = [...Object.keys(facts.actions), ...Object.keys(facts.resources).map(resourceWord)];
  throw new UsageError(
    `${facts.name} has no action and no resource ${JSON.stringify(word)}${nearestHint(word, names)}`,
  );
}

/** The call that an example of a resource shows: the one that creates it, else the one that finds it. */
function exampleAction(facts: ServiceFacts, resourceType: string): string {
  const { create, list, get, delete: removal, methods = [] } = facts.resources[resourceType] ?? {};
  const action = [create, list, get, removal, methods[0]].find((each) => each !== undefined)?.action;
  if (action === undefined) throw new UsageError(`The facts know no call for ${facts.name} ${resourceType}`);
  return action;
}

async function showExample(
  { terminal }: CommandContext,
  facts: ServiceFacts,
  action: string,
  kind: string,
): Promise<void> {
  if (kind === 'json') return terminal.print(`${toJson(leastRequest(facts, inputName(facts, action)), 2)}\n`);
  if (kind === 'cli') return terminal.print(cliExample(facts, action, isReadAction(facts, action)));
  const { clientName } = await import('../service-client.js');
  await terminal.print(tsExample(facts, await clientName(facts.name), action));
}
