import type { QueryPair } from '../../auth/signing/canonical-request.js';
import { refuseMember } from './refuse.js';
import { plainNumber } from './plain-number.js';

const deepest = 100;

/**
 * Flattens a request for the protocols `query` and `form`: `A.B` for objects, `A.1` for lists.
 * Null, undefined, empty lists and empty objects send nothing.
 *
 * @throws {@link RequestValidationError} for what has no form on the wire: NaN, a null in a list, a function
 */
export function flatten(action: string, request: Readonly<Record<string, unknown>>): QueryPair[] {
  const pairs: QueryPair[] = [];
  for (const name in request) {
    if (Object.hasOwn(request, name)) add(action, pairs, name, request[name], 0);
  }
  return pairs;
}

function add(action: string, pairs: QueryPair[], path: string, value: unknown, depth: number): void {
  switch (typeof value) {
    case 'string':
      pairs.push([path, value]);
      return;
    case 'boolean':
    case 'bigint':
      pairs.push([path, String(value)]);
      return;
    case 'number':
      if (!Number.isFinite(value)) refuseAt(action, path, 'isNumber', 'must be a finite number');
      pairs.push([path, plainNumber(value)]);
      return;
    case 'undefined':
      return;
    case 'object':
      if (value !== null) addObject(action, pairs, path, value, depth + 1);
      return;
    default:
      refuseAt(action, path, 'isJson', `is a ${typeof value}, which can't be sent`);
  }
}

function addObject(action: string, pairs: QueryPair[], path: string, value: object, depth: number): void {
  if (depth > deepest) refuseAt(action, path, 'isJson', 'is nested too deeply, or holds itself');
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index];
      if (item === null || item === undefined)
        refuseAt(action, `${path}.${index + 1}`, 'isDefined', 'must not be null: a list can have no gaps');
      add(action, pairs, `${path}.${index + 1}`, item, depth);
    }
  } else if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
    add(action, pairs, path, (value as { toJSON(): unknown }).toJSON(), depth);
  } else {
    for (const [name, inner] of Object.entries(value)) add(action, pairs, `${path}.${name}`, inner, depth);
  }
}

/** Errors name a member as the request has it, `A.B[0]`, where the wire has `A.B.1`. */
function refuseAt(action: string, wirePath: string, constraint: string, message: string): never {
  const path = wirePath.replace(/\.(\d+)(?=\.|$)/g, (_, place: string) => `[${Number(place) - 1}]`);
  return refuseMember(action, path, constraint, message);
}
