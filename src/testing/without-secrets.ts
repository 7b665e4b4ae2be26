import { removed, secretMembers, withoutSecrets } from '../transport/log/redact.js';

/**
 * A copy of a value without its secrets that keeps its shape, so that what reads it still can: text under a secret's
 * name is replaced whole, and the given secrets in all other texts.
 */
export function withoutSecretValues(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return withoutSecrets(value, secrets);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => withoutSecretValues(item, secrets));
  const isSecret = secretMembers(value);
  return mapMembers(value, (inner, name) =>
    isSecret(name) ? hidden(inner, secrets) : withoutSecretValues(inner, secrets),
  );
}

function hidden(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return removed;
  if (typeof value === 'number' || typeof value === 'bigint') return 0;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => hidden(item, secrets));
  // `Credentials` names its own secrets, beside a key's id and the time when it ends.
  const namesItsOwn = Object.keys(value).some(secretMembers(value));
  return namesItsOwn
    ? withoutSecretValues(value, secrets)
    : mapMembers(value, (inner) => hidden(inner, secrets));
}

function mapMembers(value: object, map: (inner: unknown, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, map(inner, name)]));
}
