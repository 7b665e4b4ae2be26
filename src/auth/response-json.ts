import type { HttpResponse } from '../types/http.js';

/** Whether a value is an object with members, and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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

/** A text from a server without the secrets that the request held, in case it repeats them. */
export function withoutSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  let safe = text;
  for (const secret of secrets)
    if (secret) safe = safe.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***');
  return safe;
}
