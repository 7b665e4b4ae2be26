import { itemOutcomes, type ItemFailure } from '../../catalog/item-failures.js';
import { readPath } from '../../catalog/paths.js';
import { AfterCreationError } from '../../errors/resource.js';
import { itemError } from '../identified-call.js';
import { missingParts, withNeeds } from '../identity.js';
import type { Creation } from '../model/creations.js';
import { labelOf } from '../model/label.js';
import type { Resource, ResourceContext } from '../resource.js';
import { createdDataOf } from './created-data.js';
import { askedWait, type WaitedOptions } from '../waiting/wait-option.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * Makes of a creation's response what `run()` resolves to: the new resource, several when a count was set, or the
 * response itself when it has no id. Makes no call unless the options ask to wait.
 *
 * @throws {@link ServiceError} when the response reports a failure
 * @throws {@link AfterCreationError} when the response lacks a part of the identity, or the wait failed; the resources exist then
 */
export async function finishCreation(
  context: ResourceContext,
  creation: Creation,
  response: Json,
  request: Json,
  options: WaitedOptions | undefined,
): Promise<Resource | Resource[] | Json> {
  const { action, idFrom } = creation;
  const { failures, confirmed } = itemOutcomes(context.model.facts, action, response);
  const [failure] = failures;
  const error = failure && itemError(context.dispatcher, action, failure, response);
  if (error && (idFrom === 'none' || idsOf(context, creation, response, request).length <= 1)) throw error;
  if (idFrom === 'none') return response;
  const isSeveral = givesSeveral(context, creation, request);
  const created = makeAll(context, creation, response, request, isSeveral);
  if (error) {
    const made = created.filter(({ id }) => isMade(String(id), failures, confirmed));
    throw made.length === 0 ? error : afterCreation(action, made, response, error);
  }
  const wait = askedWait(options);
  if (wait) {
    const waits = await Promise.allSettled(created.map((each) => each.waitUntilReady(action, wait)));
    const failed = waits.find((each) => each.status === 'rejected');
    if (failed) throw afterCreation(action, created, response, failed.reason);
  }
  return isSeveral ? created : (created[0] as Resource);
}

/** Whether an item was made: none that failed by its id, or that a failure without an id may be about. */
function isMade(id: string, failures: readonly ItemFailure[], confirmed: readonly string[]): boolean {
  if (confirmed.includes(id)) return true;
  return failures.every((failure) => failure.id !== undefined && failure.id !== id);
}

function afterCreation(
  action: string,
  created: readonly Resource[],
  response: Json,
  cause: unknown,
): AfterCreationError {
  const ids = created.map(({ $resource, id }) => `${$resource} ${String(id)}`).join(', ');
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AfterCreationError(
    `${action} succeeded and made ${ids}, but what came after it failed: ${why}`,
    created,
    response,
    { cause },
  );
}

/** Whether `run()` resolves to a list: a count was set, or the caller chose a list of ids. */
function givesSeveral({ model }: ResourceContext, { several, isList }: Creation, request: Json): boolean {
  if (several && request[several.countMember] !== undefined) return true;
  return isList && Array.isArray(request[model.resource.create?.idFromInput ?? '']);
}

/** The ids that the response or the request has; undefined stands for an id that neither has. */
function idsOf(
  { model }: ResourceContext,
  { idPath, several, isList }: Creation,
  response: Json,
  request: Json,
): readonly unknown[] {
  if (several && request[several.countMember] !== undefined) {
    const ids = readPath(response, several.listPath);
    return Array.isArray(ids) && ids.length > 0 ? ids : [undefined];
  }
  const { idFromInput } = model.resource.create ?? {};
  if (idPath !== undefined) return [readPath(response, idPath)];
  const chosen = idFromInput === undefined ? undefined : request[idFromInput];
  return isList && Array.isArray(chosen) ? chosen : [chosen];
}

function makeAll(
  context: ResourceContext,
  creation: Creation,
  response: Json,
  request: Json,
  isSeveral: boolean,
): Resource[] {
  const { model } = context;
  const taskIds = taskIdsOf(model.resource.create?.task, response);
  // Of several resources the service may number the names: what the request said is true of none.
  const createdData = isSeveral
    ? {}
    : createdDataOf(model, creation.action, creation.idPath, request, response);
  const identities = idsOf(context, creation, response, request).map((id) =>
    identityOfNew(context, creation, id, request, response),
  );
  const missing = new Set(identities.flatMap((identity) => missingParts(model, identity)));
  const whole = identities.filter((identity) => missingParts(model, identity).length === 0);
  const created = whole.map((identity) =>
    context.make(identity, undefined, { response, createdData, taskIds }),
  );
  if (missing.size === 0) return created;
  const where = model.resource.list ? 'find it in its list' : "its response is the error's `response`";
  throw new AfterCreationError(
    `${creation.action} succeeded, but neither its response nor the request has ${creation.idPath ?? [...missing].join(' and ')} of the new ${labelOf(model)}: ${where}. Do not create it again`,
    created,
    response,
  );
}

function identityOfNew(
  { model }: ResourceContext,
  { idFrom }: Creation,
  id: unknown,
  request: Json,
  response: Json,
): Json {
  const identity: Record<string, unknown> = {};
  const own = model.identity.at(-1);
  for (const member of model.identity) {
    // A new id comes from where the facts say, never from a member of the request that is called alike.
    if (member === own && idFrom === 'path') continue;
    const value = request[member] ?? (member === own ? undefined : response[member]);
    if (value !== undefined) identity[member] = value;
  }
  if (own !== undefined && id !== undefined && id !== null) identity[own] = id;
  return withNeeds(model, identity, request);
}

function taskIdsOf(paths: readonly string[] = [], response: Json): readonly string[] {
  return paths
    .map((path) => readPath(response, path))
    .filter((id) => id !== undefined && id !== null && id !== '')
    .map(String);
}
