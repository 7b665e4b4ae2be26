import type { parse } from 'lossless-json';

let parseLossless: typeof parse | undefined;

/** As many digits as an integer beyond 2^53 has at least. */
const fewestDigits = 16;

/**
 * Whether a JSON text may hold an integer beyond 2^53, which `JSON.parse` would round.
 * Looks at each sixteenth character only: so long a run of digits can't lie between two of them.
 */
export function mayHoldBigIntegers(text: string): boolean {
  for (let at = fewestDigits - 1; at < text.length; at += fewestDigits) {
    if (!isDigit(text, at)) continue;
    let start = at;
    while (isDigit(text, start - 1)) start -= 1;
    while (isDigit(text, at + 1)) at += 1;
    if (at - start + 1 >= fewestDigits && beginsValue(text, start)) return true;
  }
  return false;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** Whether digits stand where a value does, not within a string. */
function beginsValue(text: string, start: number): boolean {
  let before = text[start - 1] === '-' ? start - 2 : start - 1;
  while (/\s/.test(text[before] ?? '')) before -= 1;
  return /[:[,]/.test(text[before] ?? '');
}

/**
 * Parses JSON with integers beyond 2^53 as bigint. Several times slower than `JSON.parse`: for texts that hold some.
 *
 * @throws SyntaxError
 */
export async function parseWithBigIntegers(text: string): Promise<unknown> {
  parseLossless ??= (await import('lossless-json')).parse;
  return parseLossless(text, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue });
}

function parseNumber(digits: string): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(digits) ? value : BigInt(digits);
}
