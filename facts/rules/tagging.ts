import type { MemberFacts, ShapeFacts, TaggingFacts } from '../../src/catalog/types.js';
import { inputOf, outputOf, type ServiceModel } from './service-model.js';

type Part = 'add' | 'remove' | 'list';
type Writable<T> = { -readonly [K in keyof T]: T[K] };
type TagAction = Writable<NonNullable<TaggingFacts['add']>>;

/** Names of the tag actions, the usual one first. */
const names: Readonly<Record<Part, readonly RegExp[]>> = {
  add: [
    /^TagResources$/,
    /^CreateTags$/,
    /^AddTagsToResource$/,
    /^Tag\w+Resources$/,
    /^DTSOpenTagResourceGroups$/,
  ],
  remove: [/^Un[Tt]agResources$/, /^DeleteTags$/, /^RemoveTagsFromResource$/, /^Untag\w+Resources$/],
  list: [
    /^ListTagsForResources$/,
    /^ListTagResources$/,
    /^DescribeTags$/,
    /^DescribeTagsByResource$/,
    /^ListTagsFor\w+Resources$/,
  ],
};

/** The service's tag actions and their members; what names of actions it has beside them are alternatives. */
export function deriveTagging(service: ServiceModel): TaggingFacts {
  const tagging: Partial<Record<Part, TagAction>> = {};
  for (const part of ['add', 'remove', 'list'] as const) {
    const found = names[part].flatMap((name) =>
      Object.keys(service.actions).filter((action) => name.test(action)),
    );
    const [action, ...others] = found;
    if (action === undefined) continue;
    const derived = deriveAction(service, part, action);
    if (derived) tagging[part] = { ...derived, ...(others.length > 0 && { alternatives: others }) };
  }
  return tagging;
}

function deriveAction(service: ServiceModel, part: Part, action: string): TagAction | undefined {
  const input = inputOf(service, action);
  const find = (test: (name: string, member: MemberFacts) => boolean): string | undefined =>
    Object.entries(input).find(([name, member]) => test(name, member))?.[0];
  const ids = find(
    (name, { items }) => /^(?:Resource|Instance|Task)(?:Id|Name)s$/.test(name) && items?.type === 'string',
  );
  if (ids === undefined) return undefined;
  const type = find((name) => name === 'ResourceType');
  const types = type === undefined ? undefined : input[type]?.enum;
  const tags =
    part === 'add' ? find((name, { items }) => name === 'Tags' && items?.ref !== undefined) : undefined;
  const keys = part === 'remove' ? find((name) => name === 'TagKeys') : undefined;
  const filters = part === 'list' ? find((name) => name === 'TagFilters') : undefined;
  const items = itemsOf(outputOf(service, action));
  return {
    action,
    ids,
    ...(type !== undefined && { type }),
    ...(types && { types: types.map(String) }),
    ...(tags !== undefined && { tags }),
    ...(keys !== undefined && { keys }),
    ...(filters !== undefined && { filters }),
    ...(items !== undefined && { items }),
  };
}

function itemsOf(output: ShapeFacts): string | undefined {
  return Object.entries(output).find(([, { items }]) => items?.ref !== undefined)?.[0];
}

/** Every action that a service's tagging names. */
export function tagActions({ add, remove, list, other }: TaggingFacts): string[] {
  const parts = [add, remove, list].flatMap((part) =>
    part ? [part.action, ...(part.alternatives ?? [])] : [],
  );
  return [...parts, ...(other ?? [])];
}
