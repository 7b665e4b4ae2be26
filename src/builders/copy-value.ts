import { setOwn } from '../util/own.js';

/**
 * A deep copy of what a request can hold, so that neither side sees the other's later changes.
 * Lists and plain objects are copied; instances of classes keep their class, for models carry rules.
 */
export function copyValue(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(copyValue);
  const copy = Object.create(Object.getPrototypeOf(value) as object | null) as Record<string, unknown>;
  for (const [key, each] of Object.entries(value)) setOwn(copy, key, copyValue(each));
  return copy;
}
