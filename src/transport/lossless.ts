import type { parse } from 'lossless-json';

let parseLossless: typeof parse | undefined;

/** Whether a JSON text may hold an integer beyond 2^53, which `JSON.parse` would round. */
export function mayHoldBigIntegers(text: string): boolean {
  return /[:[,]\s*-?\d{16}/.test(text);
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
