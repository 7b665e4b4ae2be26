import { readFile } from 'node:fs/promises';
import type { MemberFacts } from '../../catalog/types.js';
import { parseJson } from '../../util/json.js';
import { readStandardInput } from '../terminal/standard-input.js';
import { UsageError } from '../usage-error.js';

/**
 * The text that a typed value stands for: `@file` is what the file holds, `-` what standard input holds, `@@` an `@`.
 *
 * @throws {@link UsageError} when it can't be read
 */
export async function textOfValue(value: string, flag: string): Promise<string> {
  if (value === '-') return readStandardInput();
  if (value.startsWith('@@')) return value.slice(1);
  if (!value.startsWith('@')) return value;
  try {
    return await readFile(value.slice(1), 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new UsageError(`${flag}: ${value.slice(1)} can't be read (${code ?? 'unknown reason'})`, { cause });
  }
}

/**
 * JSON that was typed, with large integers kept whole.
 *
 * @throws {@link UsageError} that says nothing of the text, which may hold a secret
 */
export function jsonValue(text: string, flag: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new UsageError(`${flag} is not valid JSON`);
  }
}

/**
 * The value of one scalar member, by its type in the facts.
 *
 * @throws {@link UsageError} for text that is none of its type
 */
export function scalarValue(text: string, { type }: MemberFacts, flag: string): unknown {
  switch (type) {
    case 'integer': {
      const digits = text.trim();
      if (!/^-?\d+$/.test(digits)) throw new UsageError(`${flag} takes a whole number`);
      const value = Number(digits);
      return Number.isSafeInteger(value) ? value : BigInt(digits);
    }
    case 'number': {
      const value = Number(text);
      if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(`${flag} takes a number`);
      return value;
    }
    case 'boolean': {
      const word = text.trim().toLowerCase();
      if (word !== 'true' && word !== 'false') throw new UsageError(`${flag} takes true or false`);
      return word === 'true';
    }
    case 'any':
      return anyValue(text);
    default:
      return text;
  }
}

/** What JSON can hold, else the text itself. */
function anyValue(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
