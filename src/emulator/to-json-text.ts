import { stringify } from 'lossless-json';

/** JSON with bigints as plain digits, as services write large ids. */
export function toJsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // Only a bigint makes it fail; looking for one first would cost every answer.
    if (error instanceof TypeError) return stringify(value) ?? 'null';
    throw error;
  }
}

/** JSON that is the same for equal values, whatever the order of their members. */
export function stableText(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(stableText).join(',')}]`;
  const members = Object.entries(value).filter(([, one]) => one !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${stableText(one)}`).join(',')}}`;
}
