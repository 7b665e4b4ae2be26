import { redactText } from './secrets.js';

/** Members whose texts say how a request is made, not what a person wrote. */
const openNames =
  /^(model|role|type|name|object|status|detail|effort|format|size|mode|purpose|strict|verbosity|ratio|resolution|language|.*_(id|ids|type|tier|format|size|effort|choice|mode))$/;

/** Shorter texts are found in words that give nothing away. */
const shortest = 4;
/** The length of a piece of a text by which a quotation of it is found. */
const pieceLength = 16;
const mostTexts = 500;
const deepest = 100;

/** All texts of a request that a person may have written. */
export function privateTexts(value: unknown): string[] {
  const texts = new Set<string>();
  collect(value, texts);
  return [...texts];
}

function collect(value: unknown, texts: Set<string>, depth = 0): void {
  if (texts.size >= mostTexts || depth > deepest) return;
  if (typeof value === 'string') {
    if (value.length >= shortest) texts.add(value);
    return;
  }
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, texts, depth + 1);
    return;
  }
  for (const [name, inner] of Object.entries(value))
    if (typeof inner !== 'string' || !openNames.test(name)) collect(inner, texts, depth + 1);
}

/** A text without the given ones, and without longer pieces of them: services quote what they refuse. */
export function withoutPrivateTexts(text: string, privates: readonly string[]): string {
  let safe = redactText(
    text,
    privates.filter((one) => one.length <= 2_000),
  );
  for (const one of privates) safe = withoutPieces(safe, one);
  return safe;
}

function withoutPieces(text: string, secret: string): string {
  if (secret.length < pieceLength) return text;
  let safe = '';
  let from = 0;
  for (let at = 0; at + pieceLength <= text.length;) {
    if (!secret.includes(text.slice(at, at + pieceLength))) {
      at += 1;
      continue;
    }
    let end = at + pieceLength;
    while (end < text.length && secret.includes(text.slice(at, end + 1))) end += 1;
    safe += `${text.slice(from, at)}[redacted]`;
    from = end;
    at = end;
  }
  return safe + text.slice(from);
}
