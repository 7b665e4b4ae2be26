import { stringify } from 'lossless-json';

/** JSON with bigints as plain digits, as services write large ids. */
export function toJsonText(value: unknown): string {
  return hasBigint(value) ? (stringify(value) ?? 'null') : JSON.stringify(value);
}

function hasBigint(value: unknown): boolean {
  if (typeof value === 'bigint') return true;
  return value !== null && typeof value === 'object' && Object.values(value).some(hasBigint);
}
