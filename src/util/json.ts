import { randomUUID } from 'node:crypto';

/** The fewest digits of an integer beyond 2^53. */
const fewestDigits = 16;

/** Stands before the digits of a bigint while they are held in a string; nobody outside can write it. */
const mark = randomUUID();
const markedDigits = new RegExp(`"${mark}(-?\\d+)"`, 'g');

/** Strings and numbers of a JSON text. A string without an end is taken whole, so that no part of it is read twice. */
const stringsAndNumbers = /"[^"\\]*(?:\\[^][^"\\]*)*"?|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;
const bigInteger = /^-?[1-9]\d{15,}$/;

/**
 * Parses JSON; integers beyond 2^53 become bigint, and a byte order mark is dropped. As fast as `JSON.parse` for texts without such integers.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  if (text.startsWith('\uFEFF')) return parseJson(withoutBom(text));
  if (!mayHoldBigIntegers(text)) return JSON.parse(text);
  const marked = text.replace(stringsAndNumbers, (token, at: number) =>
    bigInteger.test(token) && !Number.isSafeInteger(Number(token)) && !isKey(text, at + token.length)
      ? `"${mark}${token}"`
      : token,
  );
  if (marked.length === text.length) return JSON.parse(text);
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}

/** A text without the byte order mark that some servers and editors begin it with. */
export function withoutBom(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Parses the digits of a number; an integer beyond 2^53 becomes a bigint. */
export function parseNumber(digits: string): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(digits) ? value : BigInt(digits);
}

/**
 * Writes JSON; a bigint is written as its digits. What JSON has no form for is written as `JSON.stringify` does.
 *
 * @throws TypeError when an object contains itself
 */
export function toJson(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, undefined, indent) ?? 'null';
  } catch (error) {
    // Only a bigint makes it fail, or a circle, on which the second try fails too. Looking first would cost every text.
    if (!(error instanceof TypeError)) throw error;
  }
  const marked = JSON.stringify(
    value,
    (_, inner: unknown) => (typeof inner === 'bigint' ? mark + String(inner) : inner),
    indent,
  );
  return marked.replace(markedDigits, '$1');
}

/** Writes JSON that is the same for equal values, whatever the order of their members. */
export function toStableJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(toStableJson).join(',')}]`;
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${toStableJson(inner)}`).join(',')}}`;
}

/** Whether a value is an object with members, and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether a JSON text may hold an integer beyond 2^53, which `JSON.parse` would round.
 * Checks each sixteenth character only: a run of so many digits can't lie between two of them.
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
  while (isSpace(text, before)) before -= 1;
  return before < 0 || /[:[,]/.test(text[before] as string);
}

/** Whether a token that ends here would be a member's name: an error that marking it as a string would hide. */
function isKey(text: string, end: number): boolean {
  let at = end;
  while (isSpace(text, at)) at += 1;
  return text[at] === ':';
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13);
}
