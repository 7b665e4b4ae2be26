import { toJson } from '../../util/json.js';
import { refuseMember } from './refuse.js';

/**
 * The body of a `json` action; `{}` when nothing is set. A bigint is written as its digits.
 *
 * @throws {@link RequestValidationError} for what JSON has no form for: NaN, a gap in a list, an object that holds itself
 * or is nested so deep that the stack is full
 */
export function jsonBody(action: string, request: Readonly<Record<string, unknown>>): string {
  try {
    const body = toJson(request);
    // JSON.stringify writes what it has no form for as null, without a word.
    if (body.includes('null')) refuseSilentNulls(action, request, '');
    return body;
  } catch (error) {
    if (error instanceof TypeError && /circular/i.test(error.message))
      refuseMember(action, '', 'isJson', 'holds itself');
    if (error instanceof RangeError) refuseMember(action, '', 'isJson', 'is nested too deeply');
    throw error;
  }
}

function refuseSilentNulls(action: string, value: unknown, path: string): void {
  if (typeof value === 'number' && !Number.isFinite(value))
    refuseMember(action, path, 'isNumber', 'must be a finite number');
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index];
      if (item === undefined || typeof item === 'function' || typeof item === 'symbol')
        refuseMember(action, `${path}[${index}]`, 'isDefined', 'must not be empty: a list can have no gaps');
      refuseSilentNulls(action, item, `${path}[${index}]`);
    }
  } else if (typeof (value as { toJSON?: unknown }).toJSON !== 'function') {
    for (const [name, inner] of Object.entries(value))
      refuseSilentNulls(action, inner, path === '' ? name : `${path}.${name}`);
  }
}
