import type { MemberFacts } from '../src/catalog/types.js';

/** Which way a value goes: requests are read-only and take bigints, answers are as they come. */
export type Direction = 'in' | 'out';

/** The TypeScript type of a member. */
export function memberType(member: MemberFacts, direction: Direction): string {
  if (member.ref !== undefined) return member.ref;
  if (member.enum && member.enum.length > 0) {
    const open = member.type === 'string' ? '(string & {})' : '(number & {})';
    return [...member.enum.map((value) => JSON.stringify(value)), open].join(' | ');
  }
  switch (member.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return member.type;
    case 'integer':
      return direction === 'in' ? '$.Integer' : 'number';
    case 'list':
      return listOf(member.items ? memberType(member.items, direction) : 'unknown', direction);
    case 'map': {
      const values = member.values ? memberType(member.values, direction) : 'unknown';
      return `{ ${direction === 'in' ? 'readonly ' : ''}[key: string]: ${values} }`;
    }
    default:
      return 'unknown';
  }
}

/** A list of a type, as this direction has it. */
export function listOf(item: string, direction: Direction): string {
  const wrapped = /[ |&]/.test(item) ? `(${item})` : item;
  return `${direction === 'in' ? 'readonly ' : ''}${wrapped}[]`;
}

/** What the facts say of a member, in words: `` `ImageId` — required, 1–128 characters ``. */
export function memberDoc(wire: string, member: MemberFacts): string {
  const facts = memberFacts(member);
  return `\`${wire}\`${facts.length > 0 ? ` — ${facts.join(', ')}` : ''}`;
}

/** The facts of a member worth a word; empty for most. */
export function memberFacts(member: MemberFacts): string[] {
  const { required, minimum, maximum, minLength, maxLength } = member;
  const facts: string[] = [];
  if (required) facts.push('required');
  const range = span(minimum, maximum);
  if (range !== undefined) facts.push(range);
  const unit = member.type === 'list' ? 'items' : 'characters';
  const length = span(minLength, maxLength);
  if (length !== undefined) facts.push(`${length} ${unit}`);
  const values = member.enum ?? member.items?.enum;
  if (values && values.length > 0) facts.push(`one of ${values.map((value) => `\`${value}\``).join(', ')}`);
  return facts;
}

function span(low: number | undefined, high: number | undefined): string | undefined {
  if (low !== undefined && high !== undefined) return low === high ? `${low}` : `${low}–${high}`;
  if (low !== undefined) return `at least ${low}`;
  return high === undefined ? undefined : `at most ${high}`;
}

/** An object key, quoted where it must be. */
export function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** A union of string literals; `never` for none. */
export function union(names: readonly string[]): string {
  return names.length > 0 ? names.map((name) => `"${name}"`).join(' | ') : 'never';
}

/** The shorter of two texts; the second may be missing. */
export function shorter(text: string, other: string | undefined): string {
  return other !== undefined && other.length < text.length ? other : text;
}

/** A declaration with lines in braces; not indented, since that alone would be 0.7 MB in all services. */
export function block(head: string, lines: readonly string[]): string {
  return lines.length > 0 ? `${head} {\n${lines.join('\n')}\n}` : `${head} {}`;
}

/** Declarations without the spaces and semicolons that only their printed form has: 0.6 MB less in all services. */
export function compact(declarations: string): string {
  const lines = declarations.split('\n').filter((line) => line !== '');
  return `${lines.map((line) => (/^(\/|import|export type \*)/.test(line) ? line : compactLine(line))).join('\n')}\n`;
}

function compactLine(line: string): string {
  const parts = line.replace(/;$/, '').split(/("(?:[^"\\]|\\.)*")/);
  return parts
    .map((part) => (part.startsWith('"') ? part : part.replace(/([:,|]) /g, '$1').replace(/ \|/g, '|')))
    .join('');
}
