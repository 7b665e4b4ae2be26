import type { Data } from '../model/data.js';

/** A tag as most services spell it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Reads a tag in any of the spellings that services use. Returns an empty list when the value is no tag. */
export function tagOf(value: unknown): Tag[] {
  if (value === null || typeof value !== 'object') return [];
  const { Key, Value, key, value: lower, TagKey, TagValue } = value as Data;
  const name = Key ?? key ?? TagKey;
  return name === undefined ? [] : [{ Key: String(name), Value: String(Value ?? lower ?? TagValue ?? '') }];
}

/** The tags of a resource, whether it holds them as a list or as a map of keys and values. */
export function tagsIn(value: unknown): readonly Tag[] {
  if (Array.isArray(value)) return value.flatMap(tagOf);
  const single = tagOf(value);
  if (single.length > 0 || value === null || typeof value !== 'object') return single;
  const pairs = Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return pairs.map(([Key, Value]) => ({ Key, Value }));
}

/** The index key of resources with a tag: with this value, or with any value when none is given. */
export function tagKey(key: string, value?: string): string {
  return value === undefined ? `${key}\0` : `${key}\0=${value}`;
}
