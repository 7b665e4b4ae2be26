import { readPath } from '../catalog/paths.js';
import { ResourceError } from '../errors/resource.js';
import { withNeeds } from './identity.js';
import type { Creation } from './model/creations.js';
import type { Resource, ResourceContext } from './resource.js';
import { askedWait, type WaitedOptions } from './waiting/wait-option.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * Makes of a creation's response what `run()` resolves to: the new resource, several when a count was set, or the
 * response itself when nothing tells the id. Makes no call unless the options ask to wait.
 *
 * @throws {@link ResourceError} when the response lacks the id that the facts promise; the resource exists then
 */
export async function finishCreation(
  context: ResourceContext,
  creation: Creation,
  response: Json,
  request: Json,
  options: WaitedOptions | undefined,
): Promise<Resource | Resource[] | Json> {
  const { create } = context.model.resource;
  const { idFrom, idPath, several, isList } = creation;
  if (idFrom === 'none') return response;
  const taskIds = taskIdsOf(create?.task, response);
  const finish = async (id: unknown): Promise<Resource> => {
    const identity = identityOfNew(context, creation, id, request);
    const resource = context.make(identity, undefined, { taskIds });
    const wait = askedWait(options);
    return wait ? resource.waitUntilReady(creation.action, wait) : resource;
  };
  if (several && request[several.countMember] !== undefined) {
    const ids = readPath(response, several.listPath);
    return Promise.all((Array.isArray(ids) ? ids : []).map(finish));
  }
  const chosen = create?.idFromInput === undefined ? undefined : request[create.idFromInput];
  if (isList && Array.isArray(chosen)) return Promise.all(chosen.map(finish));
  return finish(idPath === undefined ? chosen : readPath(response, idPath));
}

function identityOfNew(
  { model }: ResourceContext,
  { action, idFrom, idPath }: Creation,
  id: unknown,
  request: Json,
): Json {
  const isKnown = id !== undefined && id !== null && id !== '';
  if (idFrom === 'path' && !isKnown) {
    const label = `${model.facts.name}.${model.resourceType}`;
    throw new ResourceError(
      `${action} succeeded, but its response has no ${idPath}: find the new ${label} in its list`,
    );
  }
  const identity: Record<string, unknown> = {};
  for (const member of model.identity) {
    if (request[member] !== undefined) identity[member] = request[member];
  }
  const own = model.identity.at(-1);
  if (own !== undefined && id !== undefined) identity[own] = id;
  return withNeeds(model, identity, request);
}

function taskIdsOf(paths: readonly string[] = [], response: Json): readonly string[] {
  return paths
    .map((path) => readPath(response, path))
    .filter((id) => id !== undefined && id !== null && id !== '')
    .map(String);
}
