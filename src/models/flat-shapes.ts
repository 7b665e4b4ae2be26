import type { MemberFacts, ServiceFacts } from '../catalog/types.js';

const kept = new WeakMap<ServiceFacts, ReadonlySet<string>>();

/** Whether a shape is part of a request that is flattened into a query or form; such a one has no null in lists. */
export function isFlat(facts: ServiceFacts, shapeName: string): boolean {
  let flat = kept.get(facts);
  if (!flat) kept.set(facts, (flat = flatShapes(facts)));
  return flat.has(shapeName);
}

function flatShapes(facts: ServiceFacts): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (shapeName: string) => {
    if (found.has(shapeName)) return;
    found.add(shapeName);
    for (const member of Object.values(facts.shapes[shapeName] ?? {})) visitMember(member);
  };
  const visitMember = (member: MemberFacts) => {
    if (member.ref !== undefined) visit(member.ref);
    if (member.items) visitMember(member.items);
    if (member.values) visitMember(member.values);
  };
  for (const action of Object.values(facts.actions)) if (action.protocol !== 'json') visit(action.input);
  return found;
}
