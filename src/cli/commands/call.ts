import { clientTokenMember, isReadAction, isReadingName } from '../../catalog/action-kinds.js';
import { inputName, inputShape } from '../../catalog/shapes.js';
import type { ServiceFacts } from '../../catalog/types.js';
import type { ServiceClient } from '../../client/service-client.js';
import type { Volcengine } from '../../client/volcengine.js';
import { RequestValidationError } from '../../errors/index.js';
import { nearestHint } from '../../util/nearest.js';
import { isConfirmed } from '../terminal/ask.js';
import type { CommandContext, CommandRun } from '../command.js';
import { exitStatus } from '../exit-status.js';
import { findAction } from '../lookup/find-action.js';
import { findService } from '../lookup/find-service.js';
import { Printer } from '../output/printer.js';
import { refuseMore } from '../positionals.js';
import { buildRequest, buildUnknownRequest } from '../request/build-request.js';
import { optionNames, placeOf } from '../resource-command.js';
import { openClient } from '../service-client.js';
import { openSession } from '../session.js';
import { UsageError } from '../usage-error.js';
import { waitForAll } from '../wait-options.js';
import { waitedAction } from '../waited-action.js';

type Json = Readonly<Record<string, unknown>>;

/** Calls one action. */
export const run: CommandRun = async (context) => {
  const { args, terminal } = context;
  const [service, word] = args.positionals;
  refuseMore(args, 2);
  if (args.has('api-version')) return callUnknown(context);
  const facts = findService(service, (each) => word !== undefined && findAction(each, word) !== undefined);
  if (word === undefined)
    throw new UsageError(`ACTION is missing: see volcengine-fluent describe ${facts.name}`);
  const action = findAction(facts, word);
  if (action === undefined)
    throw new UsageError(
      `${facts.name} (${facts.version}) has no action ${JSON.stringify(word)}${nearestHint(word, Object.keys(facts.actions))}`,
    );
  const request = await buildRequest(args, {
    facts,
    shape: inputName(facts, action),
    where: action,
    optionNames: optionNames(context),
  });
  const printer = await Printer.of(terminal, args);
  const session = await openSession(args);
  try {
    return await callKnown(context, { facts, action, request, printer, session });
  } finally {
    session.close();
  }
};

interface Call {
  readonly facts: ServiceFacts;
  readonly action: string;
  readonly request: Json;
  readonly printer: Printer;
  readonly session: Volcengine;
}

async function callKnown(context: CommandContext, call: Call): Promise<number | void> {
  const { args, signal } = context;
  const { facts, action, request, printer, session } = call;
  const client = await openClient(facts.name, session);
  const builder = client.action(action).from(request);
  const issues = builder.validate();
  if (issues.length > 0) throw new RequestValidationError(action, issues);
  if (args.has('dry-run')) return dryRun(context, call, client);
  if (args.has('all')) {
    if (args.has('wait')) throw new UsageError('--all and --wait do not go together');
    return printer.items(client.paginate(action, request).options({ signal }), signal);
  }
  // Whether there is something to wait for is known before anything is changed.
  const wait = args.has('wait') ? waitedAction(client, action, request) : undefined;
  if (!isReadAction(facts, action) && !(await isConfirmed(question(facts.name, action, session), context)))
    return exitStatus.failed;
  if (wait === undefined) return printer.value(await builder.run({ signal }));
  const { resources, answer } = await wait.send(signal);
  await waitForAll(context, resources, 'Called for', (resource, options) => wait.wait(resource, options));
  const loaded = resources.filter(({ isLoaded }) => isLoaded);
  await printer.value(loaded.length === 0 ? answer : loaded.length === 1 ? loaded[0] : loaded);
}

/** Lets the service check the request, where it can; else the facts have, and it is shown. */
async function dryRun(
  { terminal, signal }: CommandContext,
  { facts, action, request, printer }: Call,
  client: ServiceClient,
): Promise<void> {
  const shape = inputShape(facts, action);
  if (shape['DryRun'] === undefined) {
    terminal.note(`${action} has no dry run: the request was checked by the facts and not sent.`);
  } else {
    await client.action(action).from(request).dryRun({ signal });
    terminal.note(`The service checked the request: ${action} would succeed.`);
  }
  const token = clientTokenMember(facts, action);
  await printer.value(token === undefined ? request : { ...request, [token]: undefined });
}

/** An action that the catalog does not have, by its version. */
async function callUnknown(context: CommandContext): Promise<number | void> {
  const { args, terminal, signal } = context;
  const [service, action] = args.positionals;
  if (service === undefined || action === undefined) throw new UsageError('SERVICE and ACTION are missing');
  for (const name of ['all', 'wait', 'dry-run'])
    if (args.has(name)) throw new UsageError(`--${name} needs an action that the facts know`);
  const request = await buildUnknownRequest(args);
  const printer = await Printer.of(terminal, args);
  const session = await openSession(args);
  try {
    if (!isReadingName(action) && !(await isConfirmed(question(service, action, session), context)))
      return exitStatus.failed;
    const address = {
      service,
      action,
      version: args.get('api-version'),
      method: args.get('method') as 'GET' | 'POST' | undefined,
    };
    await printer.value(await session.call(address, request, { signal }));
  } finally {
    session.close();
  }
}

function question(service: string, action: string, session: Volcengine): string {
  return `Call ${action} of ${service} in ${placeOf(session)}?`;
}
