import type { Setter } from '../src/builders/setters.js';
import type { MemberFacts, ServiceFacts } from '../src/catalog/types.js';
import { listOf, memberDoc, memberType } from './members.js';

/** The name of a shape's builder interface. */
export function builderName(shape: string): string {
  return `${shape.replace(/Request$/, '')}Builder`;
}

/** Setters of a shape as interface members; `next` says what each gives. */
export function setterLines(
  facts: ServiceFacts,
  shape: string,
  setters: readonly Setter[],
  next: (setter: Setter) => string,
): string[] {
  const lines: string[] = [];
  for (const setter of setters) {
    const { name, wire, how, value, canonical } = setter;
    const member = facts.shapes[shape]?.[wire] as MemberFacts;
    const adds = how === 'append' ? 'Adds one to ' : how === 'put' ? 'Sets one entry of ' : '';
    const short = how === 'set' && name !== canonical ? ` (short for \`${canonical}\`)` : '';
    lines.push(`/** ${adds}${how === 'set' ? memberDoc(wire, member) : `\`${wire}\``}${short} */`);
    const params = how === 'put' ? `key: string, value: ${given(value)}` : `value: ${given(value)}`;
    lines.push(`${name}(${params}): ${next(setter)};`);
  }
  return lines;
}

/** What a setter takes: nested shapes also as a callback over their builder. */
function given(member: MemberFacts): string {
  if (member.ref !== undefined) return `$.Init<${member.ref}, ${builderName(member.ref)}>`;
  if (member.type === 'list' && member.items) return listOf(given(member.items), 'in');
  return memberType(member, 'in');
}
