import { hash } from 'node:crypto';

/** A member of the query, not encoded. */
export type QueryPair = readonly [name: string, value: string];

/**
 * Encodes by RFC 3986: only letters, digits and `-._~` stay as they are.
 *
 * @throws URIError when the text contains half a surrogate pair
 */
export function encodeRfc3986(text: string): string {
  if (!/[^A-Za-z0-9\-._~]/.test(text)) return text;
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The query as it is signed and sent: sorted by name, in code units, and encoded. */
export function encodePairs(pairs: readonly QueryPair[]): string {
  let query = '';
  for (const [name, value] of pairs.slice().sort(byName)) {
    if (query !== '') query += '&';
    query += `${encodeRfc3986(name)}=${encodeRfc3986(value)}`;
  }
  return query;
}

const byName = ([a]: QueryPair, [b]: QueryPair): number => (a < b ? -1 : a > b ? 1 : 0);

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Hex SHA-256 of a text in UTF-8. */
export function sha256(text: string): string {
  return text === '' ? emptyHash : hash('sha256', text);
}

/** The headers of a request as the signature sees them. */
export interface CanonicalHeaders {
  /** `name:value` with a line break, each, sorted by name; for a URL signed without its host, one empty line. */
  readonly lines: string;
  /** Their lower-case names, joined by `;`. */
  readonly names: string;
}

/** Headers in the canonical form that both sides hash. */
export function canonicalHeaders(
  headers: readonly (readonly [name: string, value: string])[],
): CanonicalHeaders {
  const sorted = [...headers].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    lines: sorted.map(([name, value]) => `${name}:${value.trim()}\n`).join('') || '\n',
    names: sorted.map(([name]) => name).join(';'),
  };
}

/** A request in the canonical form that both sides hash; `path` and `query` are encoded, and the query is sorted. */
export function canonicalRequest(
  method: string,
  query: string,
  { lines, names }: CanonicalHeaders,
  bodyHash: string,
  path = '/',
): string {
  return `${method}\n${path}\n${query}\n${lines}\n${names}\n${bodyHash}`;
}
