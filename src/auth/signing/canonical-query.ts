/** A member of the query, not encoded. */
export type QueryPair = readonly [name: string, value: string];

/**
 * Encodes by RFC 3986: only letters, digits and `-._~` stay as they are.
 *
 * @throws URIError when the text holds half a surrogate pair
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
  for (const [name, value] of [...pairs].sort(byName)) {
    if (query !== '') query += '&';
    query += `${encodeRfc3986(name)}=${encodeRfc3986(value)}`;
  }
  return query;
}

const byName = ([a]: QueryPair, [b]: QueryPair): number => (a < b ? -1 : a > b ? 1 : 0);
