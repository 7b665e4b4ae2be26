import type { Credentials } from '../../contracts/credentials.js';
import { isSensitiveHeader, isSensitiveMember } from './sensitive-names.js';

export const removed = '[redacted]';

type Members = Readonly<Record<string, unknown>>;

/** A copy of a value without its secrets: whole values of members with sensitive names, at any depth. */
export function redacted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if (Array.isArray(value)) return value.map(redacted);
  const members = value as Members;
  const isNamedSecret = ['Key', 'Name', 'key', 'name'].some((at) => isSensitive(members[at]));
  return Object.fromEntries(
    Object.entries(members).map(([name, inner]) => [
      name,
      isSensitiveMember(name) || (isNamedSecret && /^value$/i.test(name)) ? removed : redacted(inner),
    ]),
  );
}

/** Headers without their secrets. */
export function redactedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isSensitiveHeader(name) ? removed : value]),
  );
}

/** A piece of JSON, whole or cut off, without the string values of members with sensitive names. */
export function redactedJsonText(text: string): string {
  return text.replace(/"([^"\\]+)"(\s*:\s*)"(?:[^"\\]|\\.)*"?/g, (all, name: string, colon: string) =>
    isSensitiveMember(name) ? `"${name}"${colon}"${removed}"` : all,
  );
}

/** A text of the service without the secrets it was sent, should it repeat them. */
export function withoutSecrets(text: string, credentials: Credentials | undefined, request: Members): string {
  const secrets = secretsIn(request);
  if (credentials !== undefined) {
    secrets.push(credentials.secretAccessKey);
    if (credentials.sessionToken !== undefined) secrets.push(credentials.sessionToken);
  }
  return secrets.reduce((safe, secret) => safe.replaceAll(secret, removed), text);
}

function secretsIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner !== 'string' || !isSensitiveMember(name)) return secretsIn(inner);
    // A shorter one is found in words that give nothing away.
    return inner.length >= 4 ? [inner] : [];
  });
}

function isSensitive(name: unknown): boolean {
  return typeof name === 'string' && isSensitiveMember(name);
}
