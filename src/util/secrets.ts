import { BoundedMap } from './bounded-map.js';

/** What stands where a secret was. */
export const redactedMark = '[redacted]';

/** What is nested deeper than this is replaced whole: whoever sends it would otherwise end the call by a full stack. */
const deepest = 200;

/** What a name without separators, in lower case, ends or begins with when its value is a secret. */
const secretNames = new RegExp(
  [
    'passw',
    'pass$',
    'pwd',
    'passphrase',
    'secret',
    'privatekey',
    'token$',
    '(access|api|app|auth|account|client|crypt|cryption|decoded|license|master|plaintext|raw|session|shared|signing|ssec|gen)keys?$',
    'keyvalue$',
    'credentials?(data)?$',
    'userdata$',
    'plaintext',
    'kubeconfig',
    'connection(string|url|example)s?$',
    'vpnclientconfig$',
    '(vnc|presigned|presignededge|signed|sign|login|signin|onesteplogin)(url|link)s?$',
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

/** Names that look like it and hold none: tokens of paging and of retrying, counts, totals, descriptions. */
const openNames =
  /^total|(client|next|page|continue|continuation|idempotence|input|output)token$|(name|names|type|trn|state|status|id|ids|enabled|required|time|at|count|expiration)$/;

/** Objects of these names describe secrets, such as the list of a key service: their members are judged one by one. */
const descriptions = /^secret(s|versions|storage)$/;

/** Keys that whole names are, where a part of a name would also fit `Task` and `Disk`. */
const exactNames = /^(ak|sk)$|[a-z](AK|SK)$|_(ak|sk)$/;

const decided = new BoundedMap<string, boolean>(10_000);

/** Whether a member of this wire name holds a secret, so that no log may show its value. The one rule for all services. */
export function isSensitiveMember(name: string): boolean {
  let isSensitive = decided.get(name);
  if (isSensitive === undefined) {
    const plain = plainName(name);
    isSensitive =
      (secretNames.test(plain) && !openNames.test(plain)) || exactNames.test(name) || /^(ak|sk)$/.test(plain);
    decided.set(name, isSensitive);
  }
  return isSensitive;
}

function plainName(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

/** Whether a header holds a secret. */
export function isSensitiveHeader(name: string): boolean {
  return /auth|token|cookie|secret|key(?!-?alive)|signature|credential/i.test(name);
}

/**
 * A copy of a value without its secrets: members with sensitive names are replaced whole, at any depth, and the given
 * secrets are replaced in all other texts.
 */
export function redact(value: unknown, secrets: Secrets = [], depth = 0): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth === deepest) return redactedMark;
  if (Array.isArray(value)) return value.map((item) => redact(item, secrets, depth + 1));
  const isSecret = secretMembers(value);
  return mapMembers(value, (inner, name) =>
    isSecret(name) && !isOpenValue(name, inner) ? redactedMark : redact(inner, secrets, depth + 1),
  );
}

/** Whether a member with a sensitive name is no secret by its value: a switch, or objects that describe secrets. */
function isOpenValue(name: string, value: unknown): boolean {
  if (typeof value === 'boolean') return true;
  if (!descriptions.test(plainName(name))) return false;
  const isObject = (item: unknown): boolean =>
    typeof item === 'object' && item !== null && !Array.isArray(item);
  return Array.isArray(value) ? value.every(isObject) : isObject(value);
}

/**
 * The same, but keeping the shape of the value so that a program can still read it: a number becomes 0, and of an object
 * under a sensitive name each member is replaced.
 */
export function redactKeepingShape(value: unknown, secrets: Secrets = [], depth = 0): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (value === null || typeof value !== 'object') return value;
  if (depth === deepest) return redactedMark;
  if (Array.isArray(value)) return value.map((item) => redactKeepingShape(item, secrets, depth + 1));
  const isSecret = secretMembers(value);
  return mapMembers(value, (inner, name) =>
    isSecret(name) && !isOpenValue(name, inner)
      ? redactWhole(inner, secrets, depth + 1)
      : redactKeepingShape(inner, secrets, depth + 1),
  );
}

function redactWhole(value: unknown, secrets: Secrets, depth: number): unknown {
  if (typeof value === 'string') return redactedMark;
  if (typeof value === 'number' || typeof value === 'bigint') return 0;
  if (value === null || typeof value !== 'object') return value;
  if (depth === deepest) return redactedMark;
  if (Array.isArray(value)) return value.map((item) => redactWhole(item, secrets, depth + 1));
  // `Credentials` names its own secrets, beside a key's id and the time when it ends.
  const namesItsOwn = Object.keys(value).some(secretMembers(value));
  return namesItsOwn
    ? redactKeepingShape(value, secrets, depth)
    : mapMembers(value, (inner) => redactWhole(inner, secrets, depth + 1));
}

/** A copy of a value in which all texts are replaced. */
export function mapTexts(value: unknown, replace: (text: string) => string, depth = 0): unknown {
  if (typeof value === 'string') return replace(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth === deepest) return redactedMark;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, replace, depth + 1));
  return mapMembers(value, (inner) => mapTexts(inner, replace, depth + 1));
}

/** Headers without their secrets, and without the given ones in their values. */
export function redactHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: Secrets = [],
): Record<string, string> {
  return mapMembers(headers, (value, name) => {
    if (isSensitiveHeader(name)) return redactedMark;
    const safe = redactText(String(value), secrets);
    // A redirect repeats the query of the request.
    return /^(content-)?location$|^refresh$|^link$/i.test(name)
      ? safe.replace(/\?[^]*/, `?${redactedMark}`)
      : safe;
  }) as Record<string, string>;
}

/** A piece of JSON, whole or cut off, without the string values of members with sensitive names. */
export function redactJsonText(text: string): string {
  return text.replace(/"([^"\\]+)"(\s*:\s*)"(?:[^"\\]|\\.)*"?/g, (all, name: string, colon: string) =>
    isSensitiveMember(name) ? `"${name}"${colon}"${redactedMark}"` : all,
  );
}

/**
 * A text without the given secrets, in whatever form a service or a library may repeat them, and without the passwords
 * and signatures of the URLs in it.
 */
export function redactText(text: string, secrets: Secrets): string {
  const forms = new Set(secrets.flatMap((secret) => (secret ? formsOf(secret) : [])));
  let safe = text;
  // The longest first: a secret may hold another one.
  for (const form of [...forms].sort((a, b) => b.length - a.length))
    safe = safe.replaceAll(form, redactedMark);
  return redactUrls(safe);
}

/** A secret as it is, escaped as in JSON and HTML, and all of these percent-encoded as URLs and forms do. */
function formsOf(secret: string): string[] {
  const text = Buffer.from(secret).toString();
  const json = JSON.stringify(text).slice(1, -1);
  const goJson = json.replace(/[<>&\u2028\u2029]/g, unicodeEscape);
  const asciiJson = json.replace(/[^\x20-\x7e]/g, unicodeEscape);
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const escaped = [
    text,
    ...[json, goJson, asciiJson].flatMap((one) => [
      one,
      one.replaceAll('/', '\\/'),
      JSON.stringify(one).slice(1, -1),
    ]),
    html,
    html.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
    html.replaceAll('"', '&quot;').replaceAll("'", '&#x27;'),
  ];
  return [secret, ...escaped.flatMap((one) => [one, ...percentForms(one)])];
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function percentForms(text: string): string[] {
  const percent = encodeURIComponent(text);
  // Most keys and tokens have nothing to encode.
  if (percent === text && !/[!'()*~]/.test(text)) return [];
  const strict = percent.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = strict.replaceAll('%20', '+').replaceAll('~', '%7E');
  const once = [
    percent,
    strict,
    strict.replaceAll('%20', '+'),
    form,
    form.replaceAll('%2A', '*'),
    encodeURI(text),
  ];
  return once.flatMap((one) => [one, lowerHex(one), encodeURIComponent(one)]);
}

function lowerHex(encoded: string): string {
  return encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

const pairs = /([?&;])([\w.%[\]-]{1,100})=([^&;#\s"'<>\\]*)/g;
const userInfo = /(:\/\/)[^\s/?#@"'<>]{1,500}@/g;

/** A text in which URLs have no password before their host, and no value of a query pair that is a key by its name. */
function redactUrls(text: string): string {
  let safe = text.includes('://') ? text.replace(userInfo, `$1${redactedMark}@`) : text;
  if (safe.includes('='))
    safe = safe.replace(pairs, (all, before: string, name: string) =>
      isSensitivePair(name) ? `${before}${name}=${redactedMark}` : all,
    );
  return safe;
}

/** Whether a pair of a query, or an entry by its key, holds a secret; keys there are shorter than members' names. */
function isSensitivePair(name: string): boolean {
  return (
    isSensitiveMember(name) || /(^|[-_.])(sign|sig|auth|key|ticket|credential|dsn|pwd|auth_key)$/i.test(name)
  );
}

/** The texts under sensitive names of a request; shorter ones than four characters are found in words that give nothing away. */
export function secretsIn(value: unknown): string[] {
  const found: string[] = [];
  // A list of what is left to do in place of recursion: a request may be nested to any depth.
  const left: { readonly value: unknown; readonly isSecret: boolean }[] = [{ value, isSecret: false }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, isSecret } = next;
    if (typeof value === 'string' && isSecret && value.length >= 4) found.push(value);
    if (value === null || typeof value !== 'object') continue;
    const isNamed = Array.isArray(value) ? () => false : secretMembers(value);
    const entries = Object.entries(value) as [string, unknown][];
    // All texts of a secret list or object are secret, unless it names its own secrets.
    const isWhole = isSecret && !entries.some(([name]) => isNamed(name));
    for (const [name, inner] of entries)
      left.push({ value: inner, isSecret: isWhole || (isNamed(name) && !isOpenValue(name, inner)) });
  }
  return found;
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

/**
 * Which members of an object are secret: by their own names, and those that end in `Value` where one that ends in `Key`
 * or `Name` names a secret: `{ Key, Value }`, `{ ConfigItemKey, ConfigItemValue }`.
 */
function secretMembers(object: object): (name: string) => boolean {
  const hasSecretName = Object.entries(object).some(
    ([name, value]: [string, unknown]) =>
      typeof value === 'string' && value.length <= 200 && /(key|name)$/i.test(name) && isSensitivePair(value),
  );
  return (name) => isSensitiveMember(name) || (hasSecretName && /value$/i.test(name));
}

function mapMembers(value: object, map: (inner: unknown, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [name, map(inner, name)]),
  );
}
