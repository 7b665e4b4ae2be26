import type { Data } from './store.js';

/** A tag as services spell it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** The tag that an item of a list is, in whatever spelling; none for what isn't one. */
export function tagOf(value: unknown): Tag[] {
  if (value === null || typeof value !== 'object') return [];
  const { Key, Value, key, value: lower, TagKey, TagValue } = value as Data;
  const name = Key ?? key ?? TagKey;
  return name === undefined ? [] : [{ Key: String(name), Value: String(Value ?? lower ?? TagValue ?? '') }];
}

/** The tags of a resource: a list of them, or a map of keys and values. */
export function tagsIn(value: unknown): readonly Tag[] {
  if (Array.isArray(value)) return value.flatMap(tagOf);
  const one = tagOf(value);
  if (one.length > 0 || value === null || typeof value !== 'object') return one;
  const pairs = Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return pairs.map(([Key, Value]) => ({ Key, Value }));
}

/** Under what an index keeps what has such a tag: with any value, or with that one. */
export function tagKey(key: string, value?: string): string {
  return value === undefined ? `${key}\0` : `${key}\0=${value}`;
}
