import { readPath } from '../catalog/paths.js';
import { ResourceError } from '../errors/resource.js';
import { withNeeds } from './identity.js';
import { resourceClass } from './resource-class.js';
import type { CreatePlan } from './model/changes.js';
import type { Resource, ResourceContext } from './resource.js';
import { askedWait, type WaitedOptions } from './waiting/wait-option.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * What a creation gives: the new resource, several when a count was set, or the answer itself where no id can be told.
 * Makes no call unless it is to wait.
 *
 * @throws {@link ResourceError} when the answer lacks the id that the facts promise; the creation itself succeeded then
 */
export async function created(
  context: ResourceContext,
  create: CreatePlan,
  answer: Json,
  request: Json,
  options: WaitedOptions | undefined,
): Promise<Resource | Resource[] | Json> {
  const { plan } = context;
  const { resource, facts, noun } = plan;
  if (create.idFrom === 'none') return answer;
  const taskIds = (resource.create?.task ?? [])
    .map((path) => readPath(answer, path))
    .filter((id) => id !== undefined && id !== null && id !== '')
    .map(String);
  const make = (id: unknown): Resource => {
    const identity: Record<string, unknown> = {};
    for (const member of plan.identity) {
      if (request[member] !== undefined) identity[member] = request[member];
    }
    const own = plan.identity.at(-1);
    if (create.idFrom === 'path') {
      if (id === undefined || id === null || id === '') {
        throw new ResourceError(
          `${create.action} succeeded, but its answer has no ${create.idPath}: find the new ${facts.name}.${noun} in its list`,
        );
      }
      if (own !== undefined) identity[own] = id;
    } else if (own !== undefined && id !== undefined) identity[own] = id;
    return new (resourceClass(plan))(context, withNeeds(plan, identity, request), undefined, { taskIds });
  };
  const ready = async (one: Resource): Promise<Resource> => {
    const wait = askedWait(options);
    return wait ? one.waitUntilReady(create.action, wait) : one;
  };
  if (create.several && request[create.several.countMember] !== undefined) {
    const ids = readPath(answer, create.several.listPath);
    return Promise.all((Array.isArray(ids) ? ids : []).map((id) => ready(make(id))));
  }
  const { idFromInput } = resource.create ?? {};
  const chosen = idFromInput === undefined ? undefined : request[idFromInput];
  if (create.isList && Array.isArray(chosen)) return Promise.all(chosen.map((id) => ready(make(id))));
  return ready(make(create.idPath === undefined ? chosen : readPath(answer, create.idPath)));
}
