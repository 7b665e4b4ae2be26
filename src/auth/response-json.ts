import type { HttpResponse } from '../types/http.js';
import { isObject } from '../util/json.js';

/** The JSON object in a response; undefined for anything else. */
export function objectOf(response: HttpResponse): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(response.body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A member by its name, or by its name with a lower-case first letter: services differ. */
export function member(object: unknown, name: string): unknown {
  if (!isObject(object)) return undefined;
  return object[name] ?? object[name.charAt(0).toLowerCase() + name.slice(1)];
}

/** A member that is a string and not empty. */
export function textMember(object: unknown, name: string): string | undefined {
  const value = member(object, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * Parses a time of a response or of the CLI's files: RFC 3339, or a number since 1970, whose size tells seconds from
 * milli-, micro- and nanoseconds.
 *
 * @returns undefined for anything else
 */
export function toDate(value: unknown): Date | undefined {
  if (typeof value === 'string' && rfc3339.test(value)) return valid(Date.parse(value));
  if (typeof value !== 'number' && (typeof value !== 'string' || !/^\d+(\.\d+)?$/.test(value)))
    return undefined;
  const count = Number(value);
  if (!(count > 0)) return undefined;
  if (count >= 1e18) return valid(count / 1e6);
  if (count >= 1e15) return valid(count / 1e3);
  if (count >= 1e12) return valid(count);
  return valid(count * 1e3);
}

function valid(ms: number): Date | undefined {
  const date = new Date(Math.round(ms));
  return Number.isNaN(date.getTime()) ? undefined : date;
}
