import { ApiError, notFound } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { ResourceType } from '../../model/resource-type.js';
import type { Entity } from '../../state/entity.js';
import type { Call } from '../call.js';
import type { LookUp } from './look-up.js';

/** What happens to each resource of one request; a dry run only checks. */
interface Operation {
  readonly check: (entity: Entity) => void;
  readonly apply: (entity: Entity) => void;
}

/**
 * Applies an operation to every resource of a request. When the response has a list of outcomes
 * (`OperationDetails`), it reports each failure there and continues; otherwise the first failure ends the call.
 */
export function applyToAll(
  call: Call,
  resourceType: ResourceType,
  { entities, missing }: LookUp,
  { check, apply }: Operation,
): Data {
  const outcomesMember = findOutcomesMember(call);
  const failMissing = (id: string): never => {
    throw notFound(call.service.facts.service, resourceType.name, id);
  };
  if (outcomesMember === undefined) {
    if (missing[0] !== undefined) failMissing(missing[0]);
    for (const entity of entities) check(entity);
    if (!call.isDryRun) for (const entity of entities) apply(entity);
    return call.result(entities[0]?.data ?? {});
  }
  const outcomes = [
    ...entities.map((entity) =>
      outcomeOf(resourceType, entity.id, () => {
        check(entity);
        if (!call.isDryRun) apply(entity);
      }),
    ),
    ...missing.map((id) => outcomeOf(resourceType, id, () => failMissing(id))),
  ];
  return call.result({ [outcomesMember]: outcomes });
}

function outcomeOf(resourceType: ResourceType, id: string, run: () => void): Data {
  const idMember = resourceType.idMember ?? resourceType.itemId ?? 'Id';
  try {
    run();
    return { [idMember]: id };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { [idMember]: id, Error: { Code: error.code, Message: error.message } };
  }
}

/** The output member that lists the outcome of each resource, with its error. */
function findOutcomesMember({ service, action }: Call): string | undefined {
  const { shapes } = service.facts;
  for (const [member, facts] of Object.entries(shapes[action.facts.output] ?? {})) {
    const ref = facts.items?.ref;
    if (ref !== undefined && shapes[ref]?.['Error']) return member;
  }
  return undefined;
}
