import { itemOutcomes } from '../../catalog/item-failures.js';
import type { Dispatcher } from '../../types/dispatcher.js';
import { itemError } from '../identified-call.js';

/** The outcome of each id of a batch action; `index` is its position in the input. */
export interface BatchResult<Id, Response> {
  readonly succeeded: readonly { readonly index: number; readonly id: Id }[];
  readonly failed: readonly { readonly index: number; readonly id: Id; readonly error: Error }[];
  /** The response as it came; undefined when there were no ids, so that nothing was sent. */
  readonly response: Response | undefined;
}

/**
 * Sorts the ids of a batch action by the outcome that its response reports for each. A failure that names none of the ids counts
 * against all ids that the response does not confirm, so that nothing is reported as done which may not be.
 */
export function batchResult(
  dispatcher: Dispatcher,
  action: string,
  ids: readonly unknown[],
  response: Readonly<Record<string, unknown>>,
): BatchResult<unknown, unknown> {
  const { failures, confirmed } = itemOutcomes(dispatcher.facts, action, response);
  const texts = ids.map(String);
  const byId = new Map<string, Error>();
  let unnamed: Error | undefined;
  for (const failure of failures) {
    const error = itemError(dispatcher, action, failure, response);
    if (failure.id !== undefined && texts.includes(failure.id)) byId.set(failure.id, error);
    else unnamed ??= error;
  }
  const succeeded: { index: number; id: unknown }[] = [];
  const failed: { index: number; id: unknown; error: Error }[] = [];
  for (const [index, id] of ids.entries()) {
    const error = byId.get(String(id)) ?? (confirmed.includes(String(id)) ? undefined : unnamed);
    if (error) failed.push({ index, id, error });
    else succeeded.push({ index, id });
  }
  return { succeeded, failed, response };
}
