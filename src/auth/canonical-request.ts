import { hash } from 'node:crypto';

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Hex SHA-256 of a text in UTF-8. */
export function sha256(text: string): string {
  return text === '' ? emptyHash : hash('sha256', text);
}

/** A request as the signature sees it. */
export interface CanonicalRequest {
  readonly text: string;
  /** The lower-case names of the signed headers, joined by `;`. */
  readonly signedHeaders: string;
}

/**
 * Writes a request in the one form that both sides hash.
 *
 * @param query - already canonical: encoded and sorted
 * @param headers - by lower-case name, in the order of their names; none for a URL signed without its host
 */
export function canonicalRequest(
  method: string,
  query: string,
  headers: readonly (readonly [name: string, value: string])[],
  bodyHash: string,
): CanonicalRequest {
  let lines = '';
  let signedHeaders = '';
  for (const [name, value] of headers) {
    lines += `${name}:${value.trim()}\n`;
    signedHeaders += signedHeaders === '' ? name : `;${name}`;
  }
  return { text: `${method}\n/\n${query}\n${lines || '\n'}\n${signedHeaders}\n${bodyHash}`, signedHeaders };
}
