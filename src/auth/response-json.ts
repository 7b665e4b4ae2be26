import type { HttpResponse } from '../types/http.js';
import { isObject } from '../util/json.js';

/** The JSON object that an answer holds; nothing where it holds anything else. */
export function objectOf(response: HttpResponse): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(response.body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A member by its name, or by its name with a small first letter: services differ in it. */
export function member(object: unknown, name: string): unknown {
  if (!isObject(object)) return undefined;
  return object[name] ?? object[name.charAt(0).toLowerCase() + name.slice(1)];
}

/** A member that is a string with something in it. */
export function textMember(object: unknown, name: string): string | undefined {
  const value = member(object, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
