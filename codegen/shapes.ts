import type { MemberFacts, ServiceFacts, ShapeFacts } from '../src/catalog/types.js';
import { block, key, shorter, memberFacts, memberType, type Direction } from './members.js';

/** The shapes that can be reached from the inputs and from the outputs of a service's actions. */
export function reachableShapes(facts: ServiceFacts): Readonly<Record<Direction, ReadonlySet<string>>> {
  const inputs = Object.values(facts.actions).map(({ input }) => input);
  const outputs = Object.values(facts.actions).map(({ output }) => output);
  return { in: reach(facts, inputs), out: reach(facts, outputs) };
}

function reach(facts: ServiceFacts, start: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const pending = [...start];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const shape = facts.shapes[name];
    if (!shape || seen.has(name)) continue;
    seen.add(name);
    for (const member of Object.values(shape)) pending.push(...refsOf(member));
  }
  return seen;
}

function refsOf(member: MemberFacts): string[] {
  if (member.ref !== undefined) return [member.ref];
  return [member.items, member.values].flatMap((inner) => (inner ? refsOf(inner) : []));
}

/** The interface of one shape, in wire names; that of an equal shape, its twin, is extended where that is shorter. */
export function emitShape(name: string, shape: ShapeFacts, direction: Direction, twin?: string): string {
  const lines: string[] = [];
  for (const [wire, member] of Object.entries(shape)) {
    const words = memberFacts(member);
    if (words.length > 0) lines.push(`/** ${capital(words.join(', '))}. */`);
    const type = memberType(member, direction);
    // Answers are only read, so an absent member needs no second spelling.
    if (direction === 'out') lines.push(`${key(wire)}?: ${type};`);
    else lines.push(member.required ? `${key(wire)}: ${type};` : `${key(wire)}?: ${type} | undefined;`);
  }
  return shorter(
    block(`export interface ${name}`, lines),
    twin && `export interface ${name} extends ${twin} {}`,
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
