import { readPath } from '../catalog/paths.js';
import type { ServiceClient } from '../client/service-client.js';
import type { Collection } from '../resources/collection.js';
import type { Resource } from '../resources/resource.js';
import type { WaitOptions } from '../types/wait.js';
import { UsageError } from './usage-error.js';

type Json = Readonly<Record<string, unknown>>;

/** What `--wait` does with an action. */
export interface WaitedAction {
  /** Sends the request; gives what it acted on, and the answer where that is all there is. */
  send(signal: AbortSignal): Promise<{ readonly resources: readonly Resource[]; readonly answer: unknown }>;
  /** Waits for one of them. */
  wait(resource: Resource, options: WaitOptions): Promise<unknown>;
}

/**
 * How to wait for what an action leads to, by the facts: a new resource to be ready, a changed one to be stable again,
 * a deleted one to be gone.
 *
 * @throws {@link UsageError} where the facts do not know it; nothing was sent then
 */
export function waitedAction(client: ServiceClient, action: string, request: Json): WaitedAction {
  for (const resourceType of Object.keys(client.facts.resources)) {
    const collection = client.collection(resourceType);
    const found = creation(collection, action, request) ?? change(client, collection, action, request);
    if (found) return found;
  }
  throw new UsageError(
    `The facts do not know what ${action} leads to: leave --wait out, and use the command wait`,
  );
}

/** The resources that the outcome of a creation is: one, several, or none where the answer tells no id. */
export function createdResources(outcome: unknown): readonly Resource[] {
  const all: readonly unknown[] = Array.isArray(outcome) ? outcome : [outcome];
  return all.filter((each) => (each as Partial<Resource> | null)?.$resource !== undefined) as Resource[];
}

function creation(collection: Collection, action: string, request: Json): WaitedAction | undefined {
  const way = collection.context.model.creations.find((each) => each.action === action);
  if (way === undefined || way.idFrom === 'none') return undefined;
  return {
    async send(signal) {
      const outcome = await collection.create(action).from(request).run({ signal });
      return { resources: createdResources(outcome), answer: outcome };
    },
    wait: (resource, options) => resource.waitUntilReady(action, options),
  };
}

function change(
  client: ServiceClient,
  collection: Collection,
  action: string,
  request: Json,
): WaitedAction | undefined {
  const { model } = collection.context;
  const { resource } = model;
  const isDelete = resource.delete?.action === action;
  const method = resource.methods?.find((each) => each.action === action);
  const isUpdate = resource.update?.includes(action) === true;
  const states = model.waits.get(action) ?? (isUpdate ? resource.status?.ready?.map(String) : undefined);
  const by = isDelete ? resource.delete?.id : (method?.by ?? (isUpdate ? resource.id?.request : undefined));
  if (by === undefined || (!isDelete && states === undefined)) return undefined;
  const given = readPath(request, by);
  if (given === undefined) return undefined;
  const own = model.identity.at(-1) ?? by;
  const ids: readonly unknown[] = Array.isArray(given) ? given : [given];
  return {
    async send(signal) {
      const answer = await client.action(action).from(request).run({ signal });
      return { resources: ids.map((id) => collection.handle({ ...request, [own]: id })), answer };
    },
    wait: (one, options) => (isDelete ? one.waitUntilGone(options) : one.waitUntil(states ?? [], options)),
  };
}
