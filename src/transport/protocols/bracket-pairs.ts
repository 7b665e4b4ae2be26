import type { QueryPair } from '../../auth/signing/canonical-request.js';
import { plainNumber } from './plain-number.js';
import { refuseMember } from './refuse.js';

const deepest = 100;

/**
 * Flattens a request for an API with paths: a list repeats its name, a map is `name[member]`. Null, undefined and empty
 * texts send nothing.
 *
 * @param listMark - what the name of a list's items ends with: `[]` in forms
 * @throws {@link RequestValidationError} for what has no form on the wire
 */
export function bracketPairs(
  action: string,
  request: Readonly<Record<string, unknown>>,
  listMark: '' | '[]' = '',
): QueryPair[] {
  const pairs: QueryPair[] = [];
  const add = (path: string, value: unknown, depth: number): void => {
    if (value === undefined || value === null || value === '') return;
    if (typeof value === 'string') pairs.push([path, value]);
    else if (typeof value === 'boolean' || typeof value === 'bigint') pairs.push([path, String(value)]);
    else if (typeof value === 'number') {
      if (!Number.isFinite(value)) refuseMember(action, path, 'isNumber', 'must be a finite number');
      pairs.push([path, plainNumber(value)]);
    } else if (typeof value !== 'object')
      refuseMember(action, path, 'isJson', `is a ${typeof value}, which can't be sent`);
    else if (depth > deepest) refuseMember(action, path, 'isJson', 'is nested too deeply, or holds itself');
    else if (Array.isArray(value)) for (const item of value) add(`${path}${listMark}`, item, depth + 1);
    else for (const [name, inner] of Object.entries(value)) add(`${path}[${name}]`, inner, depth + 1);
  };
  for (const [name, value] of Object.entries(request)) add(name, value, 0);
  return pairs;
}
