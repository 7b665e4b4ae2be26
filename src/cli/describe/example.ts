import { camelName } from '../../catalog/names.js';
import { inputName } from '../../catalog/shapes.js';
import type { MemberFacts, ServiceFacts } from '../../catalog/types.js';
import { program } from '../help.js';

type Json = Readonly<Record<string, unknown>>;

/** A request with the required members alone; what only the user can know stands as `<Member>`. */
export function leastRequest(facts: ServiceFacts, shapeName: string): Json {
  return leastObject(facts, shapeName, []);
}

function leastObject(facts: ServiceFacts, shapeName: string, above: readonly string[]): Json {
  const required = Object.entries(facts.shapes[shapeName] ?? {}).filter(([, each]) => each.required);
  const inside = [...above, shapeName];
  return Object.fromEntries(
    required.map(([wire, member]) => [wire, leastValue(facts, wire, member, inside)]),
  );
}

function leastValue(
  facts: ServiceFacts,
  wire: string,
  member: MemberFacts,
  above: readonly string[],
): unknown {
  const { type, ref, items, values } = member;
  if (ref !== undefined) return above.includes(ref) ? {} : leastObject(facts, ref, above);
  switch (type) {
    case 'integer':
    case 'number':
      return member.enum?.[0] ?? member.minimum ?? Math.min(1, member.maximum ?? 1);
    case 'boolean':
      return false;
    case 'list':
      return [leastValue(facts, wire, items ?? { type: 'string' }, above)];
    case 'map':
      return { key: leastValue(facts, wire, values ?? { type: 'string' }, above) };
    default:
      return member.enum?.[0] ?? placeholder(wire, member);
  }
}

function placeholder(wire: string, { minLength = 0, maxLength }: MemberFacts): string {
  return `<${wire}>`.padEnd(minLength, '.').slice(0, maxLength);
}

/** A program in TypeScript that calls an action. */
export function tsExample(facts: ServiceFacts, clientName: string, action: string): string {
  const request = leastRequest(facts, inputName(facts, action));
  const given = Object.keys(request).length === 0 ? '' : toTypeScript(request);
  return [
    `import { ${clientName} } from 'volcengine-fluent/${facts.name}';`,
    '',
    `const client = new ${clientName}({ region: 'cn-beijing' });`,
    `const answer = await client.${camelName(action)}(${given});`,
    'console.log(answer);',
    '',
  ].join('\n');
}

/** The same call in a shell. */
export function cliExample(facts: ServiceFacts, action: string, isRead: boolean): string {
  const request = leastRequest(facts, inputName(facts, action));
  const members = Object.entries(request).flatMap(([name, value]) => typedMembers(name, value));
  return `${[program, 'call', facts.name, action, ...members, ...(isRead ? [] : ['--yes'])].join(' ')}\n`;
}

function typedMembers(name: string, value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => typedMembers(`${name}.${i + 1}`, item));
  if (value === null || typeof value !== 'object') return [`--${name}`, quoted(String(value))];
  const entries = Object.entries(value);
  if (entries.length === 0) return [`--${name}`, "'{}'"];
  return entries.flatMap(([key, each]) => typedMembers(`${name}.${key}`, each));
}

function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function toTypeScript(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return `[${value.map((item) => toTypeScript(item, indent)).join(', ')}]`;
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? `'${value.replaceAll(/['\\]/g, String.raw`\$&`)}'` : String(value);
  const inner = `${indent}  `;
  const lines = Object.entries(value).map(
    ([name, each]) => `${inner}${key(name)}: ${toTypeScript(each, inner)},\n`,
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
}
