import { pluralName } from '../../catalog/names.js';
import { inputShape } from '../../catalog/shapes.js';
import type { CallOptions } from '../../types/call.js';
import type { Dispatcher } from '../../types/dispatcher.js';
import { addressed, type Identity } from '../identity.js';
import { makeList } from '../lists/list.js';
import type { ResourceModel } from '../model/resource-model.js';
import type { EmbeddedRead } from '../model/embedded-read.js';
import type { ReadObject } from './read-object.js';

/** Reads a resource that the API returns only inside its parent; undefined if the parent does not have it. */
export async function readEmbedded(
  dispatcher: Dispatcher,
  model: ResourceModel,
  embedded: EmbeddedRead,
  identity: Identity,
  options: CallOptions | undefined,
): Promise<ReadObject | undefined> {
  const { action, by } = embedded;
  const request = { ...addressed(model, identity, action), ...byParentList(model, action, identity) };
  const isIt = (value: ReadObject) => !by || String(value[by.member]) === String(identity[by.part]);
  const { pagination } = dispatcher.facts.actions[action] ?? {};
  if (!pagination?.items || !by) {
    return within(await dispatcher.send(action, request, options), isIt);
  }
  const parents = makeList({ dispatcher, action, itemsPath: pagination.items }, request).options(
    options ?? {},
  );
  for await (const parent of parents) {
    const found = within(parent, isIt);
    if (found) return found;
  }
  return undefined;
}

/** A parent's id where the parent's action takes a list of ids. */
function byParentList({ facts, identity }: ResourceModel, action: string, known: Identity): ReadObject {
  const input = inputShape(facts, action);
  const lists = identity
    .map((member) => [pluralName(member), known[member]] as const)
    .filter(([list, id]) => input[list]?.type === 'list' && id !== undefined);
  return Object.fromEntries(lists.map(([list, id]) => [list, [id]]));
}

/** The first object inside a value, itself included, that is the wanted one. */
function within(value: unknown, isIt: (value: ReadObject) => boolean): ReadObject | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (!Array.isArray(value) && isIt(value as ReadObject)) return value as ReadObject;
  for (const inner of Object.values(value)) {
    const found = within(inner, isIt);
    if (found) return found;
  }
  return undefined;
}
