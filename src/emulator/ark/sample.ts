import { isObject } from '../../util/json.js';
import type { Data } from '../model/data.js';

const deepest = 20;
const longestText = 100_000;
const mostValues = 10_000;

/**
 * The smallest value that follows a JSON schema; the same for the same schema and text. A schema that asks for more than
 * 10,000 values or longer texts than 100,000 characters gets `null` or a shorter text there.
 */
export function sampleOf(schema: Data, root: Data, text: string): unknown {
  return sampleWithin(schema, root, text, { left: mostValues }, 0);
}

function sampleWithin(
  schema: Data,
  root: Data,
  text: string,
  budget: { left: number },
  depth: number,
): unknown {
  if (depth > deepest || budget.left <= 0) return null;
  budget.left -= 1;
  const inner = (next: unknown): unknown =>
    sampleWithin(isObject(next) ? next : {}, root, text, budget, depth + 1);
  const { $ref: ref, type, properties, items, anyOf, oneOf, allOf } = schema;
  if (typeof ref === 'string') return inner(atPath(root, ref));
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return (schema['enum'] as unknown[])[0];
  const [choice] = [anyOf, oneOf, allOf].filter(Array.isArray);
  if (choice !== undefined) return inner(choice[0]);
  switch (Array.isArray(type) ? (type as unknown[])[0] : type) {
    case 'string': {
      const words = text.trim() === '' ? 'text' : text.trim();
      const most = schema['maxLength'];
      const least = schema['minLength'];
      const cut = typeof most === 'number' ? words.slice(0, most) : words;
      return typeof least === 'number' ? cut.padEnd(Math.min(least, longestText), 'x') : cut;
    }
    case 'integer':
    case 'number': {
      const above = schema['exclusiveMinimum'];
      return schema['minimum'] ?? (typeof above === 'number' ? above + 1 : (schema['maximum'] ?? 1));
    }
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'array': {
      const length = Math.min(Number(schema['minItems'] ?? 1) || 1, budget.left);
      return Array.from({ length }, () => inner(items));
    }
    default:
      return isObject(properties)
        ? Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, inner(member)]))
        : {};
  }
}

function atPath(root: Data, ref: string): unknown {
  return ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), root);
}
