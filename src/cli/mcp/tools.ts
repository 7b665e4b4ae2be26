import { isReadAction } from '../../catalog/action-kinds.js';
import { descriptionLanguages } from '../../catalog/descriptions.js';
import { serviceNames } from '../../catalog/load.js';
import { readDescriptions } from '../../catalog/read-descriptions.js';
import { inputName } from '../../catalog/shapes.js';
import type { ServiceFacts } from '../../catalog/types.js';
import type { Volcengine } from '../../client/volcengine.js';
import { isObject, toJson } from '../../util/json.js';
import { nearestHint } from '../../util/nearest.js';
import { describeAction, describeResource, describeService } from '../describe/describe.js';
import { toLanguage } from '../describe/language.js';
import { leastRequest } from '../describe/example.js';
import { actionPage, resourcePage, servicePage } from '../describe/pages.js';
import { findAction } from '../lookup/find-action.js';
import { findResourceType, resourceWord } from '../lookup/find-resource-type.js';
import { findService } from '../lookup/find-service.js';
import { searchCatalog } from '../search/search-catalog.js';
import { UsageError } from '../usage-error.js';
import { maskAnswer } from './mask.js';

type Json = Readonly<Record<string, unknown>>;

/** What the tools work with. */
export interface ToolContext {
  readonly session: Volcengine;
  /** The modules that are offered; undefined: all. */
  readonly services: readonly string[] | undefined;
  readonly allowWrites: boolean;
}

/** What a tool gives, and what the log says of it. */
export interface ToolOutcome {
  readonly text: string;
  readonly summary: string;
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments, without the cursor that every tool takes. */
  readonly properties: Json;
  readonly required: readonly string[];
  readonly isRead: boolean;
  run(args: Json, context: ToolContext, signal: AbortSignal): Promise<ToolOutcome>;
}

const service = { type: 'string', description: 'The service: ecs, vpc, rdsmysqlv2 …' };
const callProperties = {
  service,
  action: { type: 'string', description: "The action's name in the API: DescribeInstances" },
  request: { type: 'object', description: 'The members of the request, by their names in the API' },
  region: { type: 'string', description: 'The region, where it is not the default one' },
};

const search: Tool = {
  name: 'search',
  description:
    'Find services, resources, actions and request members of the Volcengine cloud by words of their names.',
  properties: { words: { type: 'string', description: 'Words: "security group rule"' } },
  required: ['words'],
  isRead: true,
  async run(args, { services }) {
    const words = textOf(args, 'words');
    const hits = searchCatalog(words.split(/\s+/), services);
    return { text: hits.map((hit) => toJson(hit)).join('\n') || 'Nothing is called that.', summary: words };
  },
};

const describe: Tool = {
  name: 'describe',
  description:
    'Show what a service has, or the members that an action or a resource takes: types, required ones, ranges, allowed values, what they mean.',
  properties: {
    service,
    name: { type: 'string', description: 'An action or a resource of it; without it the service is listed' },
    lang: { enum: descriptionLanguages, description: 'The language of the descriptions; en unless given' },
  },
  required: ['service'],
  isRead: true,
  async run(args, context) {
    const word = optionalText(args, 'name');
    const facts = offeredService(textOf(args, 'service'), context, word);
    const plain = (text: string): string => text;
    const summary = [facts.name, word].filter(Boolean).join(' ');
    if (word === undefined) return { text: servicePage(describeService(facts), plain), summary };
    const action = findAction(facts, word);
    const meaning = readDescriptions(facts, toLanguage(optionalText(args, 'lang') ?? 'en'));
    if (action !== undefined) {
      const request = toJson(leastRequest(facts, inputName(facts, action)), 2);
      const page = actionPage(describeAction(facts, action, meaning), plain);
      return { text: `${page}\nThe least request\n${request}\n`, summary };
    }
    const resourceType = findResourceType(facts, word);
    if (resourceType !== undefined)
      return { text: resourcePage(describeResource(facts, resourceType, meaning), plain), summary };
    const names = [...Object.keys(facts.actions), ...Object.keys(facts.resources).map(resourceWord)];
    throw new UsageError(`${facts.name} has no action and no resource "${word}"${nearestHint(word, names)}`);
  },
};

const read: Tool = {
  name: 'read',
  description: 'Call an action that changes nothing and get its answer as JSON. Secrets in it are masked.',
  properties: callProperties,
  required: ['service', 'action'],
  isRead: true,
  async run(args, context, signal) {
    const { facts, action } = offeredAction(args, context);
    if (!isReadAction(facts, action))
      throw new UsageError(
        `${action} changes things: ${context.allowWrites ? 'use the tool call' : 'this server only reads'}`,
      );
    return callAction(facts, action, args, context, signal);
  },
};

const call: Tool = {
  name: 'call',
  description:
    'Call any action, also one that creates, changes or deletes things and costs money. Secrets in the answer are masked.',
  properties: callProperties,
  required: ['service', 'action'],
  isRead: false,
  async run(args, context, signal) {
    const { facts, action } = offeredAction(args, context);
    return callAction(facts, action, args, context, signal);
  },
};

/** The tools of a server; what changes things is among them only where that is allowed. */
export function offeredTools({ allowWrites }: ToolContext): readonly Tool[] {
  return allowWrites ? [search, describe, read, call] : [search, describe, read];
}

/**
 * The modules that a list of services names: `ecs,rds_mysql`.
 *
 * @throws {@link UsageError} for one that there isn't
 */
export function offeredServices(list: string | undefined): readonly string[] | undefined {
  if (list === undefined) return undefined;
  const names = list.split(',').map((name) => name.trim());
  return [...new Set(names.map((name) => findService(name).name))];
}

async function callAction(
  facts: ServiceFacts,
  action: string,
  args: Json,
  { session }: ToolContext,
  signal: AbortSignal,
): Promise<ToolOutcome> {
  const request = args['request'] ?? {};
  if (!isObject(request)) throw new UsageError('request is an object of members');
  const region = optionalText(args, 'region');
  const address = { service: facts.name, version: facts.version, action };
  const answer = await session.call(address, request, { signal, region });
  const credentials = await session.credentials({ signal });
  const { requestId = '', region: place } = answer.$metadata;
  const summary = [facts.name, action, place, requestId].join(' ');
  return { text: toJson(maskAnswer(answer, request, credentials), 2), summary };
}

function offeredAction(
  args: Json,
  context: ToolContext,
): { readonly facts: ServiceFacts; readonly action: string } {
  const word = textOf(args, 'action');
  const facts = offeredService(textOf(args, 'service'), context, word);
  const action = findAction(facts, word);
  if (action !== undefined) return { facts, action };
  throw new UsageError(
    `${facts.name} has no action "${word}"${nearestHint(word, Object.keys(facts.actions))}`,
  );
}

function offeredService(name: string, { services }: ToolContext, word: string | undefined): ServiceFacts {
  const facts = findService(name, (each) => word !== undefined && hasWord(each, word));
  if (services === undefined || services.includes(facts.name)) return facts;
  const offered = serviceNames().filter((each) => services.includes(each));
  throw new UsageError(`This server does not offer ${facts.name}; it offers ${offered.join(', ')}`);
}

function hasWord(facts: ServiceFacts, word: string): boolean {
  return findAction(facts, word) !== undefined || findResourceType(facts, word) !== undefined;
}

function textOf(args: Json, name: string): string {
  const text = optionalText(args, name);
  if (text === undefined) throw new UsageError(`${name} is missing`);
  return text;
}

function optionalText(args: Json, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw new UsageError(`${name} is a text`);
  return value;
}
