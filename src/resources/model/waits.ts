import type { ResourceFacts, ServiceFacts } from '../../catalog/types.js';

/**
 * The states that a resource comes to after one of its actions, as far as the facts know: by the action itself, or by
 * the two opposites that it is one of.
 */
export function deriveWaits(
  facts: ServiceFacts,
  { status, associations }: ResourceFacts,
  known: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const waits = new Map<string, readonly string[]>();
  if (status?.member === undefined) return waits;
  const add = (action: string, states: readonly (string | number)[] | undefined): void => {
    if (states && states.length > 0 && facts.actions[action]) waits.set(action, states.map(String));
  };
  for (const { create, delete: undo, createWait, deleteWait } of associations ?? []) {
    // The states may be those of the other end: only what is a state of this resource type is waited for.
    const own = (states: readonly string[] = []) =>
      states.every((each) => known.includes(each)) ? states : [];
    for (const action of create) add(action, own(createWait));
    for (const action of undo) add(action, own(deleteWait));
  }
  for (const phase of ['delete', 'update']) {
    for (const [action, { states }] of Object.entries(status.waits?.[phase] ?? {})) add(action, states);
  }
  return waits;
}
