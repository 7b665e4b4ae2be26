import { readPath } from '../../catalog/paths.js';
import { nearestHint } from '../../util/nearest.js';
import { ResourceError } from '../../errors/resource.js';
import { anyOfCapital } from '../model/label.js';
import type { ResourceModel } from '../model/resource-model.js';

/** The status in the data of a resource, as a string; undefined when it has none. */
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
 * Checks the states to wait for.
 *
 * @throws {@link ResourceError} when the resource type has no status, or its facts list all its states and not this one
 */
export function checkStates(model: ResourceModel, wanted: string | readonly string[]): readonly string[] {
  const states = typeof wanted === 'string' ? [wanted] : wanted;
  if (model.resource.status?.member === undefined) {
    throw new ResourceError(`${anyOfCapital(model)} has no status to wait for`);
  }
  const known = model.states;
  const isListed = (model.resource.status.values ?? []).length > 0;
  for (const state of states) {
    if (isListed && !known.includes(state)) {
      throw new ResourceError(
        `${anyOfCapital(model)} has no state "${state}"${nearestHint(state, known) || '.'} Known: ${known.join(', ')}`,
      );
    }
  }
  return states;
}

/** How long a wait for a resource may take, by the facts; 20 minutes and 2 seconds when they say nothing. */
export function timingsOf(
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
