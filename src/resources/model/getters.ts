import { camelName } from '../../catalog/names.js';
import type { MemberFacts, ServiceFacts } from '../../catalog/types.js';
import { resourceMembers } from './methods.js';

/** A member of the read object as a getter of the resource. */
export interface Getter {
  readonly name: string;
  readonly wire: string;
  readonly member: MemberFacts;
  /** The shape that has the member. */
  readonly shape: string;
}

/** One getter a member of what is read, but where the resource has another member of that name: `data` has those. */
export function deriveGetters(
  facts: ServiceFacts,
  shapes: readonly string[],
  taken: ReadonlySet<string>,
): readonly Getter[] {
  const getters = new Map<string, Getter>();
  for (const shape of shapes) {
    for (const [wire, member] of Object.entries(facts.shapes[shape] ?? {})) {
      const name = camelName(wire);
      if (taken.has(name) || resourceMembers.has(name) || getters.has(name)) continue;
      getters.set(name, { name, wire, member, shape });
    }
  }
  return [...getters.values()];
}
