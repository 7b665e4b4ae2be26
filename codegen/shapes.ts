import type { ShapeFacts } from '../src/catalog/types.js';
import { block, key, shorter } from './declarations.js';
import { described, doc, memberFacts } from './docs.js';
import { memberType, type Direction } from './members.js';

/** The interface of one shape, in wire names; it is another name of an equal shape when that is shorter. */
export function emitShape(name: string, shape: ShapeFacts, direction: Direction, original?: string): string {
  const lines: string[] = [];
  for (const [wire, member] of Object.entries(shape)) {
    const words = memberFacts(member);
    const text = described(words.length > 0 ? `${capital(words.join(', '))}.` : '', member);
    if (text !== '') lines.push(doc(text));
    const type = memberType(member, direction);
    // Responses are only read, so an absent member needs no second spelling.
    if (direction === 'out') lines.push(`${key(wire)}?: ${type};`);
    else lines.push(member.required ? `${key(wire)}: ${type};` : `${key(wire)}?: ${type} | undefined;`);
  }
  return shorter(block(`export interface ${name}`, lines), original && `export type ${name} = ${original};`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
