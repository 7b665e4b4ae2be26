import { isDeepStrictEqual } from 'node:util';
import type { ResourceFacts, ServiceFacts } from '../../src/catalog/types.js';

interface PartRecall {
  wanted: number;
  equal: number;
  different: number;
  missing: number;
}

/** How much of a catalog's resource types some facts hold. */
export interface Recall {
  readonly types: { readonly wanted: number; readonly found: number; readonly added: number };
  /** By part, such as `id` or `methods`; `id`, `create` and the like count each of their members. */
  readonly parts: Readonly<Record<string, PartRecall>>;
}

const divided = new Set(['id', 'create', 'get', 'list', 'delete', 'status', 'tags']);

/** Counts what found facts hold of wanted ones: types, and the parts of those that both have. */
export function recallOf(
  found: Pick<ServiceFacts, 'resources'>,
  wanted: Pick<ServiceFacts, 'resources'>,
): Recall {
  const parts: Record<string, PartRecall> = {};
  const names = Object.keys(wanted.resources);
  for (const name of names) {
    const [have, want] = [found.resources[name], wanted.resources[name] as ResourceFacts];
    for (const [part, value] of Object.entries(want)) {
      const values = divided.has(part) ? Object.entries(value as object) : [['', value] as const];
      for (const [inner, each] of values) {
        const own = (have as unknown as Record<string, unknown> | undefined)?.[part];
        count(parts, part, inner === '' ? own : (own as Record<string, unknown> | undefined)?.[inner], each);
      }
    }
  }
  const both = names.filter((name) => found.resources[name]).length;
  return {
    types: { wanted: names.length, found: both, added: Object.keys(found.resources).length - both },
    parts,
  };
}

function count(parts: Record<string, PartRecall>, part: string, have: unknown, want: unknown): void {
  const counts = (parts[part] ??= { wanted: 0, equal: 0, different: 0, missing: 0 });
  counts.wanted += 1;
  if (have === undefined) counts.missing += 1;
  else if (isDeepStrictEqual(have, want)) counts.equal += 1;
  else counts.different += 1;
}
