import type { MemberFacts, ShapeFacts } from '../../catalog/types.js';
import type { Data } from '../model/data.js';

type Shapes = Readonly<Record<string, ShapeFacts>>;

/**
 * The input with lists where clients of others give one object: the services take `{ k: 'v' }` for a list of keys and
 * values, and one object for a list of objects, as the Terraform provider sends them.
 */
export function lenientInput(shapes: Shapes, shapeName: string, input: Data): Data {
  const shape = shapes[shapeName];
  const changed = Object.entries(input).filter(([member, value]) => isObjectForList(shape?.[member], value));
  if (changed.length === 0) return input;
  const lists = changed.map(([member, value]) => [member, listOf(shapes, shape?.[member], value as Data)]);
  return { ...input, ...Object.fromEntries(lists) };
}

function isObjectForList(facts: MemberFacts | undefined, value: unknown): boolean {
  return (
    facts?.items?.ref !== undefined && value !== null && typeof value === 'object' && !Array.isArray(value)
  );
}

function listOf(shapes: Shapes, facts: MemberFacts | undefined, value: Data): readonly Data[] {
  const item = shapes[facts?.items?.ref ?? ''];
  const isMap = item?.['Key'] !== undefined && item['Value'] !== undefined && !('Key' in value);
  return isMap ? Object.entries(value).map(([Key, Value]) => ({ Key, Value })) : [value];
}
