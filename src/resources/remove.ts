import { readPath, withPath } from '../catalog/paths.js';
import { inputName, inputShape, memberAt } from '../catalog/shapes.js';
import type { CallOptions } from '../types/call.js';
import type { Dispatcher } from '../types/dispatcher.js';
import { orAborted } from '../errors/transport.js';
import { ConflictError, NotFoundError } from '../errors/service.js';
import { ResourceError } from '../errors/resource.js';
import { coerceId } from './coerce-id.js';
import { addressed, type Identity } from './identity.js';
import { anyOfCapital } from './model/label.js';
import type { ResourceModel } from './model/resource-model.js';
import { readOne } from './read.js';
import type { ReadObject } from './read-object.js';

/** Options of deleting. */
export interface DeleteOptions extends CallOptions {
  /** Further members of the delete request, in wire names. */
  readonly request?: Readonly<Record<string, unknown>> | undefined;
  /**
   * In milliseconds: how long the deletion is retried while the state of the resource forbids it (in use, an operation
   * under way); 0 to fail at once. @defaultValue by the facts, usually 15 minutes
   */
  readonly retryConflictsMs?: number | undefined;
  /** Called before each retry. */
  readonly onConflict?: ((error: ConflictError) => void) | undefined;
}

const minuteMs = 60_000;

/**
 * Deletes a resource. Succeeds when it no longer exists.
 *
 * @param data - the resource as it was read last; where the API deletes by something else than the id, it is read if this
 * is undefined
 */
export async function remove(
  dispatcher: Dispatcher,
  model: ResourceModel,
  identity: Identity,
  { request: further, retryConflictsMs, onConflict, ...options }: DeleteOptions = {},
  data?: ReadObject,
): Promise<void> {
  const facts = model.resource.delete;
  if (!facts) return;
  const { clock } = dispatcher;
  let request: Record<string, unknown>;
  try {
    request = { ...(await deletionRequest(dispatcher, model, identity, data, options)), ...further };
  } catch (error) {
    if (error instanceof NotFoundError) return;
    throw error;
  }
  const until = clock.now() + (retryConflictsMs ?? (facts.retryMinutes ?? 0) * minuteMs);
  await prepare(dispatcher, model, identity, options);
  for (let pauseMs = 1_000; ; pauseMs = Math.min(pauseMs * 1.5, 10_000)) {
    try {
      await dispatcher.send(facts.action, request, options);
      return;
    } catch (error) {
      if (error instanceof NotFoundError) return;
      if (!(error instanceof ConflictError) || clock.now() + pauseMs > until) throw error;
      onConflict?.(error);
      await orAborted(clock.sleep(pauseMs, options.signal), options.signal, {
        action: `Deleting by ${facts.action}`,
      });
    }
  }
}

/** The request that deletes it, by its id or by the member that the facts name instead. */
async function deletionRequest(
  dispatcher: Dispatcher,
  model: ResourceModel,
  identity: Identity,
  data: ReadObject | undefined,
  options: CallOptions,
): Promise<Record<string, unknown>> {
  const { action = '', id, idFrom } = model.resource.delete ?? {};
  const request = addressed(model, identity, action, id);
  if (id === undefined || idFrom === undefined) return request;
  const value = readPath(data ?? (await readOne(dispatcher, model, identity, options)), idFrom);
  if (value === undefined || value === null || value === '') {
    throw new ResourceError(`${anyOfCapital(model)} is deleted by its ${idFrom}, which its data lacks`);
  }
  return withPath(request, id, coerceId(value, memberAt(model.facts, inputName(model.facts, action), id)));
}

/** Calls the actions that have to precede, if they need no more than the id: a domain is stopped before it is deleted. */
async function prepare(
  dispatcher: Dispatcher,
  model: ResourceModel,
  identity: Identity,
  options: CallOptions,
): Promise<void> {
  const { facts, resource } = model;
  for (const action of resource.delete?.precededBy ?? []) {
    const request = addressed(model, identity, action);
    const input = inputShape(facts, action);
    if (Object.entries(input).some(([wire, { required }]) => required && request[wire] === undefined))
      continue;
    try {
      await dispatcher.send(action, request, options);
    } catch (error) {
      if (!(error instanceof ConflictError || error instanceof NotFoundError)) throw error;
    }
  }
}
