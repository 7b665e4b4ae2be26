import type { Setter } from '../src/builders/setters.js';
import type { MemberFacts, ServiceFacts } from '../src/catalog/types.js';
import { doc, memberDoc } from './docs.js';
import { listType, memberType } from './members.js';

/** The name of a shape's builder interface. */
export function builderName(shape: string): string {
  return `${shape.replace(/Request$/, '')}Builder`;
}

/** Setters of a shape as interface members; `next` names the type that a setter returns. */
export function setterLines(
  facts: ServiceFacts,
  shape: string,
  setters: readonly Setter[],
  next: (setter: Setter) => string,
): string[] {
  const lines: string[] = [];
  for (const setter of setters) {
    const { name, wire, how, value, canonical, refersTo } = setter;
    const member = facts.shapes[shape]?.[wire] as MemberFacts;
    const short = how === 'set' && name !== canonical ? ` (short for \`${canonical}\`)` : '';
    const adds = how === 'append' ? `Adds one to \`${wire}\`` : `Sets one entry of \`${wire}\``;
    const text = how === 'set' ? memberDoc(wire, member) + short : adds;
    // A comment that only repeats the setter's name would be 0.5 MB in all services.
    if (text.toLowerCase() !== `\`${name.toLowerCase()}\``) lines.push(doc(text));
    const type = refersTo === undefined ? valueType(value) : refType(value, refersTo);
    const params = how === 'put' ? `key: string, value: ${type}` : `value: ${type}`;
    lines.push(`${name}(${params}): ${next(setter)};`);
  }
  return lines;
}

/** An id, or a resource of the type that it is of. */
function refType(member: MemberFacts, type: string): string {
  const ref = `$.Ref<"${type}">`;
  return member.type === 'list' ? listType(ref, 'in') : ref;
}

/** The type that a setter takes: a nested shape also as a callback over its builder. */
function valueType(member: MemberFacts): string {
  if (member.ref !== undefined) return `$.Init<${member.ref}, ${builderName(member.ref)}>`;
  if (member.type === 'list' && member.items) return listType(valueType(member.items), 'in');
  return memberType(member, 'in');
}
