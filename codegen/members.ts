import type { MemberFacts } from '../src/catalog/types.js';

/** Which way a value goes: requests are read-only and take bigints, responses are as they come. */
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
      return listType(member.items ? memberType(member.items, direction) : 'unknown', direction);
    case 'map': {
      const values = member.values ? memberType(member.values, direction) : 'unknown';
      return `{ ${direction === 'in' ? 'readonly ' : ''}[key: string]: ${values} }`;
    }
    default:
      return 'unknown';
  }
}

/** The type of a list of a type. */
export function listType(item: string, direction: Direction): string {
  const wrapped = /[ |&]/.test(item) ? `(${item})` : item;
  return `${direction === 'in' ? 'readonly ' : ''}${wrapped}[]`;
}
