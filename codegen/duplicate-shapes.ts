import type { MemberFacts, ServiceFacts, ShapeFacts } from '../src/catalog/types.js';
import { sentenceOf } from './sentences.js';
import type { Direction } from './members.js';

/** Finds the shapes that equal an earlier one, comments included, and which that is: `TagForB` → `TagForA`. They are declared as other names of it. */
export function findDuplicates(
  facts: ServiceFacts,
  directionOf: (shape: string) => Direction,
): ReadonlyMap<string, string> {
  const duplicates = new Map<string, string>();
  const firstOf = new Map<string, string>();
  const seen = new Set<string>();
  const visit = (name: string): string => {
    const shape = facts.shapes[name];
    // A shape that is met again before it is done contains itself: it is compared with no other.
    if (seen.has(name) || !shape) return duplicates.get(name) ?? name;
    seen.add(name);
    const content = directionOf(name) + JSON.stringify(withFirst(shape, visit));
    const first = firstOf.get(content);
    if (first === undefined) firstOf.set(content, name);
    else duplicates.set(name, first);
    return first ?? name;
  };
  for (const name of Object.keys(facts.shapes).sort()) visit(name);
  return duplicates;
}

/** A shape that refers to the first of each set of equal shapes. */
function withFirst(shape: ShapeFacts, first: (shape: string) => string): ShapeFacts {
  const member = (facts: MemberFacts): MemberFacts => ({
    ...facts,
    // What is described otherwise has another comment.
    ...(sentenceOf(facts) !== '' && { sentence: sentenceOf(facts) }),
    ...(facts.ref !== undefined && { ref: first(facts.ref) }),
    ...(facts.items && { items: member(facts.items) }),
    ...(facts.values && { values: member(facts.values) }),
  });
  return Object.fromEntries(Object.entries(shape).map(([wire, facts]) => [wire, member(facts)]));
}
