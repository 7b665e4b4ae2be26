import { hash } from 'node:crypto';

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

/** Writes headers in the one form that both sides hash. */
export function canonicalHeaders(
  headers: readonly (readonly [name: string, value: string])[],
): CanonicalHeaders {
  const sorted = [...headers].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    lines: sorted.map(([name, value]) => `${name}:${value.trim()}\n`).join('') || '\n',
    names: sorted.map(([name]) => name).join(';'),
  };
}

/** Writes a request in the one form that both sides hash; `query` is encoded and sorted already. */
export function canonicalRequest(
  method: string,
  query: string,
  { lines, names }: CanonicalHeaders,
  bodyHash: string,
): string {
  return `${method}\n/\n${query}\n${lines}\n${names}\n${bodyHash}`;
}
