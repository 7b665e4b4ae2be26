import { readPath } from '../../catalog/paths.js';
import { nearestHint } from '../../util/nearest.js';
import { ResourceError } from '../../errors/resource.js';
import type { ResourceModel } from '../model/resource-model.js';

/** The status of a read object, as a string; undefined where it has none. */
export function statusOf({ resource }: ResourceModel, data: unknown): string | undefined {
  const { member } = resource.status ?? {};
  const found = member === undefined ? undefined : readPath(data, member);
  return found === undefined || found === null ? undefined : String(found);
}

/** The states in which a newly created resource is ready, by its creating action. */
export function readyStates({ resource }: ResourceModel, action?: string): readonly string[] {
  const { ready = [], waits } = resource.status ?? {};
  const states = action === undefined ? undefined : waits?.['create']?.[action]?.states;
  return (states ?? ready).map(String);
}

/**
 * The states to wait for, checked.
 *
 * @throws {@link ResourceError} when the resource type has no status, or its facts list all its states and not this one
 */
export function checkStates(model: ResourceModel, wanted: string | readonly string[]): readonly string[] {
  const states = typeof wanted === 'string' ? [wanted] : wanted;
  const label = `${model.facts.name}.${model.resourceType}`;
  if (model.resource.status?.member === undefined)
    throw new ResourceError(`A ${label} has no status to wait for`);
  const known = model.states;
  const isListed = (model.resource.status.values ?? []).length > 0;
  for (const state of states) {
    if (isListed && !known.includes(state)) {
      throw new ResourceError(
        `A ${label} has no state "${state}"${nearestHint(state, known) || '.'} Known: ${known.join(', ')}`,
      );
    }
  }
  return states;
}

/** How a wait for a resource type is paced, by the facts; 20 minutes and 2 seconds where they say nothing. */
export function paceOf(
  { resource }: ResourceModel,
  isNew: boolean,
): { readonly mayBeUnseen: boolean; readonly maxWaitMs: number; readonly delayMs: number } {
  const { notFoundWhileCreating, timeoutMinutes, delaySeconds = 2 } = resource.status ?? {};
  const minutes = timeoutMinutes?.[isNew ? 'create' : 'update'] ?? 20;
  return {
    mayBeUnseen: isNew || notFoundWhileCreating === true,
    maxWaitMs: minutes * 60_000,
    delayMs: delaySeconds * 1000,
  };
}
