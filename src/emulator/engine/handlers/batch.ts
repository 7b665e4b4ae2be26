import { readPath } from '../../../catalog/paths.js';
import type { ItemErrorsFacts } from '../../../catalog/types.js';
import { ApiError, notFound } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { ResourceType } from '../../model/resource-type.js';
import type { Entity } from '../../state/entity.js';
import type { Call } from '../call.js';
import { putPath } from '../paths.js';
import type { LookUp } from './look-up.js';

/** What happens to each resource of one request; a dry run only checks. */
interface Operation {
  readonly check: (entity: Entity) => void;
  readonly apply: (entity: Entity) => void;
}

/**
 * Applies an operation to every resource of a request. When the facts say where the response reports the failures of single
 * items (`itemErrors`), it reports each there and continues; otherwise the first failure ends the call.
 */
export function applyToAll(
  call: Call,
  resourceType: ResourceType,
  { entities, missing }: LookUp,
  { check, apply }: Operation,
): Data {
  const { itemErrors } = call.action.facts;
  const failMissing = (id: string): never => {
    throw notFound(call.service.facts.service, resourceType.name, id);
  };
  // A list of plain ids or texts can't say what went wrong with one.
  if (itemErrors === undefined || itemErrors.scalar !== undefined) {
    if (missing[0] !== undefined) failMissing(missing[0]);
    for (const entity of entities) check(entity);
    if (!call.isDryRun) for (const entity of entities) apply(entity);
    return call.result(entities[0]?.data ?? {});
  }
  const idAsked = idAskedBy(call, resourceType);
  const outcomes = [
    ...entities.map((entity) =>
      outcomeOf(itemErrors, idAsked(entity), () => {
        check(entity);
        if (!call.isDryRun) apply(entity);
      }),
    ),
    ...missing.map((id) => outcomeOf(itemErrors, id, () => failMissing(id))),
  ].filter((outcome) => outcome !== undefined);
  const result: Data = {};
  putPath(result, itemErrors.list, outcomes);
  return call.result(result);
}

/** How the request names a resource: by what the action deletes by, else by its id. */
function idAskedBy(call: Call, resourceType: ResourceType): (entity: Entity) => string {
  const { idFrom } = resourceType.facts.delete ?? {};
  if (call.action.role !== 'delete' || idFrom === undefined) return ({ id }) => id;
  return ({ id, data }) => String(readPath(data, idFrom) ?? id);
}

/** One item of the response as the facts describe it; undefined for a success where only failures are listed. */
function outcomeOf(itemErrors: ItemErrorsFacts, id: string, run: () => void): Data | undefined {
  const { id: idPath, ok, code, message, failedOnly } = itemErrors;
  const outcome: Data = {};
  if (idPath !== undefined) putPath(outcome, idPath, id);
  try {
    run();
    if (ok !== undefined) putPath(outcome, ok, true);
    return failedOnly ? undefined : outcome;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (ok !== undefined) putPath(outcome, ok, false);
    if (code !== undefined) putPath(outcome, code, error.code);
    if (message !== undefined) putPath(outcome, message, error.message);
    return outcome;
  }
}
