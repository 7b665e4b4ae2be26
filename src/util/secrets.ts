import { BoundedMap } from './bounded-map.js';

/** What stands where a secret was. */
const redactedMark = '[redacted]';

/** What a name without separators, in lower case, ends or begins with when its value is a secret. */
const secretNames = new RegExp(
  [
    'passw',
    'pwd',
    'passphrase',
    'secret',
    'privatekey',
    'token$',
    '(access|api|app|auth|account|client|crypt|cryption|decoded|license|master|plaintext|raw|session|shared|signing|ssec)keys?$',
    'keyvalue$',
    'credentials?(data)?$',
    'userdata$',
    'plaintext',
    'kubeconfig',
    'connectionstring',
    'cookies?$',
    'saml(resp|response)$',
    'assertion$',
    'sessiondata$',
    '^(psk|presharedkey)$',
    '(verify|verification|captcha|mfa|otp)code$',
    'authorization$',
    'signature$',
  ].join('|'),
);

/** Names that look like it and hold none: tokens of paging and of retrying, counts, descriptions. */
const openNames =
  /(client|next|page|continue|continuation|idempotence|input|output)token$|(name|names|type|trn|state|status|id|ids|enabled|required|time|at|count|expiration)$/;

/** Keys that whole names are, where a part of a name would also fit `Task` and `Disk`. */
const exactNames = /^(ak|sk)$|[a-z](AK|SK)$|_(ak|sk)$/;

const decided = new BoundedMap<string, boolean>(10_000);

/** Whether a member of this wire name holds a secret, so that no log may show its value. The one rule for all services. */
export function isSensitiveMember(name: string): boolean {
  let isSensitive = decided.get(name);
  if (isSensitive === undefined) {
    const plain = name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
    isSensitive =
      (secretNames.test(plain) && !openNames.test(plain)) || exactNames.test(name) || /^(ak|sk)$/.test(plain);
    decided.set(name, isSensitive);
  }
  return isSensitive;
}

/** Whether a header holds a secret. */
export function isSensitiveHeader(name: string): boolean {
  return /auth|token|cookie|secret|key(?!-?alive)|signature|credential/i.test(name);
}

/**
 * A copy of a value without its secrets: members with sensitive names are replaced whole, at any depth, and the given
 * secrets are replaced in all other texts.
 */
export function redact(value: unknown, secrets: Secrets = []): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => redact(item, secrets));
  const isSecret = secretMembers(value);
  return mapMembers(value, (inner, name) => (isSecret(name) ? redactedMark : redact(inner, secrets)));
}

/**
 * The same, but keeping the shape of the value so that a program can still read it: a number becomes 0, and of an object
 * under a sensitive name each member is replaced.
 */
export function redactKeepingShape(value: unknown, secrets: Secrets = []): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => redactKeepingShape(item, secrets));
  const isSecret = secretMembers(value);
  return mapMembers(value, (inner, name) =>
    isSecret(name) ? redactWhole(inner, secrets) : redactKeepingShape(inner, secrets),
  );
}

function redactWhole(value: unknown, secrets: Secrets): unknown {
  if (typeof value === 'string') return redactedMark;
  if (typeof value === 'number' || typeof value === 'bigint') return 0;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => redactWhole(item, secrets));
  // `Credentials` names its own secrets, beside a key's id and the time when it ends.
  const namesItsOwn = Object.keys(value).some(secretMembers(value));
  return namesItsOwn
    ? redactKeepingShape(value, secrets)
    : mapMembers(value, (inner) => redactWhole(inner, secrets));
}

/** A copy of a value in which only the given secrets are replaced, in all its texts. */
export function redactTexts(value: unknown, secrets: Secrets): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => redactTexts(item, secrets));
  return mapMembers(value, (inner) => redactTexts(inner, secrets));
}

/** Headers without their secrets. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return mapMembers(headers, (value, name) => (isSensitiveHeader(name) ? redactedMark : value)) as Record<
    string,
    string
  >;
}

/** A piece of JSON, whole or cut off, without the string values of members with sensitive names. */
export function redactJsonText(text: string): string {
  return text.replace(/"([^"\\]+)"(\s*:\s*)"(?:[^"\\]|\\.)*"?/g, (all, name: string, colon: string) =>
    isSensitiveMember(name) ? `"${name}"${colon}"${redactedMark}"` : all,
  );
}

/** A text without the given secrets, as they are or as a URL holds them: a service may repeat what it was sent. */
export function redactText(text: string, secrets: Secrets): string {
  let safe = text;
  for (const secret of secrets) {
    if (!secret) continue;
    safe = safe.replaceAll(secret, redactedMark);
    const encoded = encodeURIComponent(Buffer.from(secret).toString());
    if (encoded !== secret) safe = safe.replaceAll(encoded, redactedMark);
  }
  return safe;
}

/** The texts under sensitive names of a request; shorter ones than four characters are found in words that give nothing away. */
export function secretsIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const isSecret = secretMembers(value);
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner !== 'string' || !isSecret(name) ? secretsIn(inner) : inner.length >= 4 ? [inner] : [],
  );
}

/** The secrets that a call sends: those of its keys, and the values of sensitive members of its request. */
export function secretsOf(
  credentials: { readonly secretAccessKey: string; readonly sessionToken?: string | undefined } | undefined,
  request: Readonly<Record<string, unknown>>,
): readonly string[] {
  const { secretAccessKey, sessionToken } = credentials ?? {};
  return [...secretsIn(request), secretAccessKey, sessionToken].filter((secret) => secret !== undefined);
}

/** Secrets to take out of texts; those that are undefined or empty are passed over. */
type Secrets = readonly (string | undefined)[];

/** Which members of an object are secret: by their own names, and `Value` where it has a secret `Key` or `Name`. */
function secretMembers(object: object): (name: string) => boolean {
  const named = ['Key', 'Name', 'key', 'name'].map((at) => (object as Record<string, unknown>)[at]);
  const hasSecretName = named.some((name) => typeof name === 'string' && isSensitiveMember(name));
  return (name) => isSensitiveMember(name) || (hasSecretName && /^value$/i.test(name));
}

function mapMembers(value: object, map: (inner: unknown, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [name, map(inner, name)]),
  );
}
