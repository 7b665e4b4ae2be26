import { redactedMark, redactText } from './secrets.js';

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
  const safe = redactText(
    text,
    privates.filter((one) => one.length <= 2_000),
  );
  return withoutPieces(safe, privates);
}

/** A text without every run of its characters whose pieces are all in one of the others; takes time in proportion to both. */
function withoutPieces(text: string, privates: readonly string[]): string {
  const places = new Map<string, number[]>();
  for (let at = 0; at + pieceLength <= text.length; at++) {
    const piece = text.slice(at, at + pieceLength);
    const known = places.get(piece);
    if (known === undefined) places.set(piece, [at]);
    else known.push(at);
  }
  const isPrivate = new Uint8Array(text.length);
  for (const secret of privates) {
    for (let at = 0; at + pieceLength <= secret.length && places.size > 0; at++) {
      const piece = secret.slice(at, at + pieceLength);
      for (const place of places.get(piece) ?? []) isPrivate.fill(1, place, place + pieceLength);
      places.delete(piece);
    }
  }
  let safe = '';
  for (let at = 0; at < text.length;) {
    const own = isPrivate[at] as number;
    const next = isPrivate.indexOf(1 - own, at);
    const end = next < 0 ? text.length : next;
    safe += own === 1 ? redactedMark : text.slice(at, end);
    at = end;
  }
  return safe;
}
