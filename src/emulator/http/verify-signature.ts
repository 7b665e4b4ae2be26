import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../model/refusal.js';

/** What came in, as the signature sees it. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  /** Decoded, in the order they came. */
  readonly query: readonly (readonly [string, string])[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What a signature claims, taken apart. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  readonly date: string;
  readonly scope: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly isPresigned: boolean;
  readonly sessionToken: string | undefined;
  /** In seconds, of a presigned request. */
  readonly expiresInSeconds: number | undefined;
}

const emptyHash = hash('sha256', '');

/** Reads the signature that a request carries, without checking it: undefined where it carries none. */
export function readClaim(request: SignedRequest): SignatureClaim | undefined {
  const authorization = header(request, 'authorization');
  if (authorization !== undefined) return readAuthorization(request, authorization);
  const query = new Map(request.query);
  const credential = query.get('X-Credential');
  if (credential === undefined) return undefined;
  const signature = query.get('X-Signature');
  if (!signature) throw new Refusal('MissingSignature', 'The request has X-Credential but no X-Signature.');
  const date = query.get('X-Date');
  if (date === undefined) throw new Refusal('MissingRequestInfo', 'The request has no X-Date.');
  const expires = query.get('X-Expires');
  return {
    ...readCredential(credential),
    date,
    signedHeaders: (query.get('X-SignedHeaders') ?? '').split(';').filter((name) => name !== ''),
    signature,
    isPresigned: true,
    sessionToken: query.get('X-Security-Token'),
    expiresInSeconds: expires === undefined ? undefined : Number(expires),
  };
}

function readAuthorization(request: SignedRequest, authorization: string): SignatureClaim {
  const match =
    /^HMAC-SHA256 Credential=([^,\s]+), ?SignedHeaders=([^,\s]*), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (!match) {
    throw new Refusal(
      'MissingSignature',
      'The Authorization header is not "HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…".',
    );
  }
  const [, credential = '', signed = '', signature = ''] = match;
  const date = header(request, 'x-date');
  if (date === undefined) throw new Refusal('MissingRequestInfo', 'The request has no X-Date header.');
  const signedHeaders = signed.split(';');
  for (const name of ['host', 'x-date']) {
    if (!signedHeaders.includes(name)) {
      throw new Refusal('MissingRequestInfo', `The header ${name} is not among the signed ones.`);
    }
  }
  return {
    ...readCredential(credential),
    date,
    signedHeaders,
    signature,
    isPresigned: false,
    sessionToken: header(request, 'x-security-token'),
    expiresInSeconds: undefined,
  };
}

function readCredential(
  credential: string,
): Pick<SignatureClaim, 'accessKeyId' | 'scope' | 'region' | 'service'> {
  const [accessKeyId = '', date = '', region = '', service = '', end] = credential.split('/');
  if (end !== 'request' || !/^\d{8}$/.test(date)) {
    throw new Refusal('InvalidAccessKey', 'The credential is not "key/yyyymmdd/region/service/request".');
  }
  return { accessKeyId, region, service, scope: `${date}/${region}/${service}/request` };
}

/** The longest that a signature's date may be off, either way. */
const mostSkewMs = 15 * 60_000;

/**
 * Refuses a signature whose date is too old, too far ahead, or not that of its scope.
 *
 * @param nows - the times by which it may be right, in milliseconds since 1970
 */
export function checkDate(claim: SignatureClaim, ...nows: readonly number[]): void {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(claim.date);
  if (!match)
    throw new Refusal('InvalidTimestamp', 'The date of the request is not of the form yyyyMMddTHHmmssZ.');
  const [, y, mo, d, h, mi, s] = match.map(Number);
  const at = Date.UTC(y ?? 0, (mo ?? 1) - 1, d, h, mi, s);
  const longestMs = claim.expiresInSeconds === undefined ? mostSkewMs : claim.expiresInSeconds * 1000;
  const isFresh = nows.some((now) => now - at <= longestMs && now - at >= -mostSkewMs);
  if (!claim.scope.startsWith(claim.date.slice(0, 8)) || !isFresh) {
    throw new Refusal('InvalidTimestamp', 'The date of the request has expired or lies in the future.');
  }
}

/** Refuses a request whose signature isn't the one that this secret makes. */
export function checkSignature(request: SignedRequest, claim: SignatureClaim, key: Buffer): void {
  const canonical = canonicalRequest(request, claim);
  const toSign = `HMAC-SHA256\n${claim.date}\n${claim.scope}\n${sha256(canonical)}`;
  const expected = createHmac('sha256', key).update(toSign).digest();
  const given = Buffer.from(claim.signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Refusal(
      'SignatureDoesNotMatch',
      'The signature is not the one that this request and key give.',
    );
  }
}

/** The key that signs for one day, region and service. */
export function signingKey(secret: string, scope: string): Buffer {
  let key: Buffer | string = secret;
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
  return key as Buffer;
}

/** The text that the signature is over, as the server makes it from what it received. */
export function canonicalRequest(request: SignedRequest, claim: SignatureClaim): string {
  const headers = claim.signedHeaders.map((name) => `${name}:${headerToSign(request, name)}\n`).join('');
  return [
    request.method,
    request.path,
    canonicalQuery(request, claim),
    // Where no header is signed, an empty line stands for them.
    headers === '' ? '\n' : headers,
    claim.signedHeaders.join(';'),
    bodyHash(request, claim),
  ].join('\n');
}

function bodyHash(request: SignedRequest, claim: SignatureClaim): string {
  if (claim.isPresigned) return emptyHash;
  const made = request.body.length === 0 ? emptyHash : sha256(request.body);
  const claimed = header(request, 'x-content-sha256');
  if (claimed !== undefined && claimed !== made) {
    throw new Refusal('SignatureDoesNotMatch', 'X-Content-Sha256 is not the hash of the body.');
  }
  return made;
}

function canonicalQuery(request: SignedRequest, claim: SignatureClaim): string {
  let pairs = request.query;
  if (claim.isPresigned) {
    const listed = new Map(request.query).get('X-SignedQueries')?.split(';');
    pairs = pairs.filter(
      ([name]) => name !== 'X-Signature' && (listed === undefined || listed.includes(name)),
    );
  }
  return pairs
    .map(([name, value]): [string, string] => [escape(name), escape(value)])
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function escape(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function headerToSign(request: SignedRequest, name: string): string {
  const value = (header(request, name) ?? '').trim();
  // Clients sign the host without the port that goes without saying.
  return name === 'host' ? value.replace(/:(80|443)$/, '') : value;
}

function header(request: SignedRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

function sha256(text: string | Buffer): string {
  return hash('sha256', text);
}
