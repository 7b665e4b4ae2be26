import type { Credentials } from '../../types/credentials.js';
import { isSensitiveHeader, isSensitiveMember } from '../../util/secrets.js';

/** What stands where a secret was. */
export const removed = '[redacted]';

type Members = Readonly<Record<string, unknown>>;

/**
 * A copy of a value without its secrets: whole values of members with sensitive names, at any depth, and the given
 * secrets in all other texts.
 */
export function redacted(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return withoutSecrets(value, secrets);
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => redacted(item, secrets));
  const isSecret = secretMembers(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isSecret(name) ? removed : redacted(inner, secrets)]),
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

/** A text without the given secrets: a service may repeat what it was sent. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((safe, secret) => safe.replaceAll(secret, removed), text);
}

/** The secrets that a call sends: those of its keys, and the values of sensitive members of its request. */
export function secretsOf(credentials: Credentials | undefined, request: Members): readonly string[] {
  const secrets = secretsIn(request);
  if (credentials !== undefined) {
    secrets.push(credentials.secretAccessKey);
    if (credentials.sessionToken !== undefined) secrets.push(credentials.sessionToken);
  }
  return secrets;
}

function secretsIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const isSecret = secretMembers(value);
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    if (typeof inner !== 'string' || !isSecret(name)) return secretsIn(inner);
    // A shorter one is found in words that give nothing away.
    return inner.length >= 4 ? [inner] : [];
  });
}

/** Which members of an object are secret: by their own names, and `Value` where it has a secret `Key` or `Name`. */
export function secretMembers(object: object): (name: string) => boolean {
  const named = ['Key', 'Name', 'key', 'name'].map((at) => (object as Members)[at]);
  const hasSecretName = named.some((name) => typeof name === 'string' && isSensitiveMember(name));
  return (name) => isSensitiveMember(name) || (hasSecretName && /^value$/i.test(name));
}
