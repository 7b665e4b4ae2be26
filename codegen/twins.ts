import type { MemberFacts, ServiceFacts, ShapeFacts } from '../src/catalog/types.js';
import type { Direction } from './members.js';

/** Shapes with the members of an earlier one, and which that is: `TagForB` → `TagForA`. */
export type Twins = ReadonlyMap<string, string>;

/** Finds the shapes that are declared by extending an equal one, which the services' types hold many of. */
export function twinsOf(facts: ServiceFacts, directionOf: (shape: string) => Direction): Twins {
  const twins = new Map<string, string>();
  const firstOf = new Map<string, string>();
  const seen = new Set<string>();
  const visit = (name: string): string => {
    const shape = facts.shapes[name];
    // A shape met again before it is done holds itself: it stands for itself alone.
    if (seen.has(name) || !shape) return twins.get(name) ?? name;
    seen.add(name);
    const content = directionOf(name) + JSON.stringify(withFirst(shape, visit));
    const first = firstOf.get(content);
    if (first === undefined) firstOf.set(content, name);
    else twins.set(name, first);
    return first ?? name;
  };
  for (const name of Object.keys(facts.shapes).sort()) visit(name);
  return twins;
}

/** A shape that refers to the first of each kind of equal shapes. */
function withFirst(shape: ShapeFacts, first: (shape: string) => string): ShapeFacts {
  const member = (facts: MemberFacts): MemberFacts => ({
    ...facts,
    ...(facts.ref !== undefined && { ref: first(facts.ref) }),
    ...(facts.items && { items: member(facts.items) }),
    ...(facts.values && { values: member(facts.values) }),
  });
  return Object.fromEntries(Object.entries(shape).map(([wire, facts]) => [wire, member(facts)]));
}
