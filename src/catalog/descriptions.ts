import { reachableShapes, readShapes } from './shapes.js';
import type { ResourceFacts, ServiceFacts } from './types.js';

/** The languages that descriptions are written in. */
export const descriptionLanguages = ['en', 'zh'] as const;

/** A language that descriptions are written in. */
export type DescriptionLanguage = (typeof descriptionLanguages)[number];

/**
 * Sentences by what they describe: `Member` in every shape, `Shape.Member` in one, and `Volume.Size` in each shape such as
 * `VolumeForRunInstancesInput`. `$ResourceType` is what a sentence calls a resource type where it says `{resource}`.
 */
export type DescriptionTexts = Readonly<Record<string, string>>;

/** What one member of a shape means, in a sentence; undefined where nobody has written one. */
export type Describe = (shape: string, member: string) => string | undefined;

const unnamed = { en: 'resource', zh: '资源' } as const;

/**
 * Describes the members of a service. The entry of the shape comes before that of its kind, and that before the one of the
 * name; of the same key, the service's own comes before what all services share. `{resource}` becomes the resource type whose action or item the shape is.
 *
 * @param own - the sentences of the service
 * @param common - the sentences that all services share
 */
export function describeBy(
  facts: ServiceFacts,
  language: DescriptionLanguage,
  own: DescriptionTexts,
  common: DescriptionTexts,
): Describe {
  const shapes = describedShapes(facts);
  const owners = shapeOwners(facts);
  return (shape, member) => {
    if (!shapes.has(shape)) return undefined;
    const key = descriptionKeys(shape, member).find((each) => (own[each] ?? common[each]) !== undefined);
    const text = own[key ?? ''] ?? common[key ?? ''];
    if (!text?.includes('{resource}')) return text;
    const owner = owners.get(shape);
    const word = owner === undefined ? unnamed[language] : (own[`$${owner}`] ?? unnamed[language]);
    return text.replaceAll('{resource}', word);
  };
}

/**
 * The shapes whose members are described: all that the requests hold which create, change, read, list and delete a
 * resource, and all that reading it and listing it gives.
 */
export function describedShapes(facts: ServiceFacts): ReadonlySet<string> {
  const tops = Object.values(facts.resources).flatMap((resource) => [
    ...lifeActions(resource).map((action) => facts.actions[action]?.input ?? ''),
    ...[resource.get, resource.list, resource.readFrom].map(
      (read) => facts.actions[read?.action ?? '']?.output ?? '',
    ),
  ]);
  return reachableShapes(facts, tops);
}

/** What a member's sentence can stand under, the nearest first. */
export function descriptionKeys(shape: string, member: string): readonly string[] {
  return [`${shape}.${member}`, `${stemOf(shape)}.${member}`, member];
}

/** What a shape is of, without the action: `Volume` of `VolumeForRunInstancesInput`. */
function stemOf(shape: string): string {
  return shape.replace(/For[A-Z]\w*(Input|Output)$/, '');
}

/** The resource type that a shape is a request or the data of; undefined where two resource types share it. */
function shapeOwners(facts: ServiceFacts): ReadonlyMap<string, string | undefined> {
  const owners = new Map<string, string | undefined>();
  for (const [resourceType, resource] of Object.entries(facts.resources)) {
    const requests = lifeActions(resource).map((action) => facts.actions[action]?.input ?? '');
    for (const shape of new Set([...requests, ...readShapes(facts, resource)]))
      owners.set(shape, owners.has(shape) ? undefined : resourceType);
  }
  return owners;
}

function lifeActions({ create, update = [], get, list, delete: removal }: ResourceFacts): readonly string[] {
  const actions = [create?.action, ...update, get?.action, list?.action, removal?.action];
  return [...new Set(actions.filter((action) => action !== undefined))];
}
