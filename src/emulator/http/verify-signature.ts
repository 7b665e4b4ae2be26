import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { ApiError } from '../model/api-error.js';

/** The parts of a request that a signature covers. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  /** Decoded, in the order of the request. */
  readonly query: readonly (readonly [string, string])[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What a request claims about its signature; not checked. */
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
  /** How long a presigned request is valid, in seconds. */
  readonly expiresInSeconds: number | undefined;
}

const emptyHash = hash('sha256', '');

/**
 * Reads the claim of a request from its Authorization header or its query, or returns undefined when it has none.
 *
 * @throws `ApiError` for an incomplete claim
 */
export function readClaim(request: SignedRequest): SignatureClaim | undefined {
  const authorization = header(request, 'authorization');
  if (authorization !== undefined) return readAuthorization(request, authorization);
  const query = new Map(request.query);
  const credential = query.get('X-Credential');
  if (credential === undefined) return undefined;
  const signature = query.get('X-Signature');
  if (!signature) throw new ApiError('MissingSignature', 'The request has X-Credential but no X-Signature.');
  const date = query.get('X-Date');
  if (date === undefined) throw new ApiError('MissingRequestInfo', 'The request has no X-Date.');
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
    throw new ApiError(
      'MissingSignature',
      'The Authorization header is not "HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…".',
    );
  }
  const [, credential = '', signed = '', signature = ''] = match;
  const date = header(request, 'x-date');
  if (date === undefined) throw new ApiError('MissingRequestInfo', 'The request has no X-Date header.');
  const signedHeaders = signed.split(';');
  // The host need not be signed: some clients of the real services never sign it.
  if (!signedHeaders.includes('x-date')) {
    throw new ApiError('MissingRequestInfo', 'The header x-date is not signed.');
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
    throw new ApiError('InvalidAccessKey', 'The credential is not "key/yyyymmdd/region/service/request".');
  }
  return { accessKeyId, region, service, scope: `${date}/${region}/${service}/request` };
}

/** The largest difference between the date of a signature and the current time. */
const maxSkewMs = 15 * 60_000;

/**
 * Checks the date of a signature: it must be that of the scope, and close to one of the current times.
 *
 * @param nows - the current times it may match, in milliseconds since 1970
 * @throws `ApiError` with the code `InvalidTimestamp`
 */
export function checkDate(claim: SignatureClaim, ...nows: readonly number[]): void {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(claim.date);
  if (!match)
    throw new ApiError('InvalidTimestamp', 'The date of the request must have the form yyyyMMddTHHmmssZ.');
  const [, year = 0, month = 1, day, hours, minutes, seconds] = match.map(Number);
  const at = Date.UTC(year, month - 1, day, hours, minutes, seconds);
  const maxAgeMs = claim.expiresInSeconds === undefined ? maxSkewMs : claim.expiresInSeconds * 1000;
  const isFresh = nows.some((now) => now - at <= maxAgeMs && now - at >= -maxSkewMs);
  if (!claim.scope.startsWith(claim.date.slice(0, 8)) || !isFresh) {
    throw new ApiError('InvalidTimestamp', 'The date of the request has expired or is in the future.');
  }
}

/**
 * Checks the signature of a request.
 *
 * @param key - the {@link signingKey} of the scope
 * @throws `ApiError` with the code `SignatureDoesNotMatch`
 */
export function checkSignature(request: SignedRequest, claim: SignatureClaim, key: Buffer): void {
  // Node reads each byte of a header as one character: hashing them as UTF-8 would accept what the services refuse.
  const canonical = canonicalRequest(request, claim);
  const toSign = `HMAC-SHA256\n${claim.date}\n${claim.scope}\n${sha256(Buffer.from(canonical, 'latin1'))}`;
  const expected = createHmac('sha256', key).update(toSign).digest();
  const claimed = Buffer.from(claim.signature, 'hex');
  if (claimed.length !== expected.length || !timingSafeEqual(claimed, expected)) {
    throw new ApiError('SignatureDoesNotMatch', 'The signature does not match the request and the key.');
  }
}

/** The key that signs requests of one day, region and service. */
export function signingKey(secret: string, scope: string): Buffer {
  let key: Buffer | string = secret;
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
  return key as Buffer;
}

/** The canonical text of a received request, which the signature covers. */
export function canonicalRequest(request: SignedRequest, claim: SignatureClaim): string {
  const headers = claim.signedHeaders.map((name) => `${name}:${headerToSign(request, name)}\n`).join('');
  return [
    request.method,
    request.path,
    canonicalQuery(request, claim),
    // Without signed headers, an empty line takes their place.
    headers === '' ? '\n' : headers,
    claim.signedHeaders.join(';'),
    bodyHash(request, claim),
  ].join('\n');
}

function bodyHash(request: SignedRequest, claim: SignatureClaim): string {
  if (claim.isPresigned) return emptyHash;
  const actual = request.body.length === 0 ? emptyHash : sha256(request.body);
  const claimed = header(request, 'x-content-sha256');
  if (claimed !== undefined && claimed !== actual) {
    throw new ApiError('SignatureDoesNotMatch', 'X-Content-Sha256 is not the hash of the body.');
  }
  return actual;
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
    .toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${escape(name)}=${escape(value)}`)
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
  // Clients sign the host without a default port.
  return name === 'host' ? value.replace(/:(80|443)$/, '') : value;
}

function header(request: SignedRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

function sha256(text: string | Buffer): string {
  return hash('sha256', text);
}
