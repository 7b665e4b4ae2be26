import { parse as parseLossless } from 'lossless-json';

/**
 * Parses JSON; integers beyond 2^53 become bigint.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  // Sixteen digits may be more than a number holds; only then is the slower parser worth it.
  return /\d{16}/.test(text) ? parseLossless(text, null, { parseNumber }) : JSON.parse(text);
}

/** The digits of a number as one that keeps them all. */
export function parseNumber(digits: string): number | bigint {
  const number = Number(digits);
  return /^-?\d+$/.test(digits) && !Number.isSafeInteger(number) ? BigInt(digits) : number;
}
