import type { ActionBuilder } from '../builders/action-builder.js';
import type { ServiceFacts } from '../catalog/types.js';
import type { ServiceClient } from '../client/service-client.js';
import type { Volcengine } from '../client/volcengine.js';
import type { Collection } from '../resources/collection.js';
import type { Identity } from '../resources/identity.js';
import { RequestValidationError } from '../errors/index.js';
import type { Arguments } from './parse-arguments.js';
import type { CommandContext } from './command.js';
import { findResourceType, resourceWord } from './lookup/find-resource-type.js';
import { findService, normal } from './lookup/find-service.js';
import { openClient } from './service-client.js';
import { openSession } from './session.js';
import { UsageError } from './usage-error.js';
import { camelName, pluralName, withCapitalArticle } from '../catalog/names.js';
import { nearestHint } from '../util/nearest.js';

/** The resource type that a command is about, ready for calls. */
export interface ResourceCommand {
  readonly facts: ServiceFacts;
  readonly resourceType: string;
  readonly collection: Collection;
  readonly session: Volcengine;
  /** The words after service and resource. */
  readonly rest: readonly string[];
  /** The request members that address one, the parents' before its own. */
  readonly idMembers: readonly string[];
  /** What reading one needs besides: mostly the parent that its list is of. */
  readonly needMembers: readonly string[];
  /** The members that stand first in a table: id, name, status. */
  readonly columns: readonly string[];
}

/**
 * Finds the resource type that the first two words name, and opens a session for what `act` does with it.
 *
 * @throws {@link UsageError} for words that mean none, with the nearest names
 */
export async function withResource(
  { args }: CommandContext,
  act: (command: ResourceCommand) => Promise<number | void>,
): Promise<number | void> {
  const [service, word, ...rest] = args.positionals;
  const facts = findService(
    service,
    (each) => word !== undefined && findResourceType(each, word) !== undefined,
  );
  if (word === undefined) throw new UsageError(`RESOURCE is missing; ${facts.name} has ${namesOf(facts)}`);
  const session = await openSession(args);
  try {
    const client = await openClient(facts.name, session);
    const resourceType = findResourceType(facts, word) ?? curatedType(client, word);
    if (resourceType === undefined) {
      const names = Object.keys(facts.resources).map(resourceWord);
      throw new UsageError(
        `${facts.name} has no resource ${JSON.stringify(word)}${nearestHint(camelName(word), names)}`,
      );
    }
    const collection = client.collection(resourceType);
    const { identity, itemIds, needs, resource } = collection.context.model;
    const columns = [...itemIds, resource.name, resource.status?.member].filter((each) => each !== undefined);
    return await act({
      facts,
      resourceType,
      collection,
      session,
      rest,
      idMembers: identity,
      needMembers: needs,
      columns,
    });
  } finally {
    session.close();
  }
}

/** The resource type behind a short name that a curated file gives it: `autoscaling group`. */
function curatedType(client: ServiceClient, word: string): string | undefined {
  const accessors = client as unknown as Readonly<Record<string, () => unknown>>;
  const actions = Object.keys(client.facts.actions).map(camelName);
  for (const name of [camelName(word), pluralName(camelName(word))]) {
    // Only methods that make a collection are called here: they send nothing, an action's method would.
    const isAccessor = Object.hasOwn(Object.getPrototypeOf(client) as object, name) && name !== 'constructor';
    if (!isAccessor || actions.includes(name) || accessors[name]?.length !== 0) continue;
    const made = accessors[name].call(client) as Partial<Collection> | undefined;
    const found = made?.context?.model.resourceType;
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * What addresses one resource: the words after the resource, one for each member.
 *
 * @param trailing - how many words at the end are no part of it
 * @throws {@link UsageError} for too few or too many
 */
export function identityOf(
  {
    idMembers,
    facts,
    resourceType,
    rest,
  }: Pick<ResourceCommand, 'idMembers' | 'facts' | 'resourceType' | 'rest'>,
  known: Identity = {},
  trailing = 0,
): Identity | undefined {
  const words = rest.slice(0, trailing === 0 ? undefined : -trailing);
  if (words.length !== idMembers.length) {
    const needed = idMembers.length === 0 ? 'no id' : idMembers.join(' and ');
    throw new UsageError(
      `${withCapitalArticle(`${facts.name}.${resourceType}`)} is addressed by ${needed}; ${words.length} given`,
    );
  }
  if (idMembers.length === 0) return undefined;
  return { ...known, ...Object.fromEntries(idMembers.map((member, i) => [member, words[i]])) };
}

/**
 * Members that reading one needs besides its id, as they were typed: `--VpcId vpc-1`.
 *
 * @throws {@link UsageError} for a member that it does not need
 */
export function typedIdentity(
  { members }: Arguments,
  { needMembers, facts, resourceType }: ResourceCommand,
): Identity {
  return Object.fromEntries(
    members.map(({ name, value }) => {
      const wire = needMembers.find((each) => normal(each) === normal(name));
      if (wire === undefined)
        throw new UsageError(
          `${withCapitalArticle(`${facts.name}.${resourceType}`)} is found without --${name}${nearestHint(name, needMembers)}`,
        );
      if (value === undefined) throw new UsageError(`--${name} needs a value`);
      return [wire, value];
    }),
  );
}

/**
 * The one of several actions that `--by` names, else the usual one.
 *
 * @throws {@link UsageError} where there is none, or none of that name
 */
export function chosenWay(ways: readonly string[], by: string | undefined, cannot: string): string {
  const [usual] = ways;
  if (usual === undefined) throw new UsageError(`${cannot}: the API has no action for it`);
  if (by === undefined || ways.includes(by)) return by ?? usual;
  throw new UsageError(`${cannot} by ${by}${nearestHint(by, ways) || `; there is ${ways.join(', ')}`}`);
}

/** @throws {@link RequestValidationError} for a request that the facts forbid, before anybody is asked */
export function assertValidBuilder(action: string, builder: ActionBuilder): void {
  const issues = builder.validate();
  if (issues.length > 0) throw new RequestValidationError(action, issues);
}

/** The names of the command's options, for the nearest name of a wrong one. */
export function optionNames({ command }: CommandContext): readonly string[] {
  return command.options.map(({ name }) => name);
}

function namesOf(facts: ServiceFacts): string {
  return Object.keys(facts.resources).map(resourceWord).join(', ') || 'none';
}

/** Where a session's calls go, for questions: `cn-beijing`. */
export function placeOf({ config }: Volcengine): string {
  return config.endpoint === undefined ? config.region : `${config.region} at ${config.endpoint.origin}`;
}
