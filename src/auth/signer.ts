import { createHmac } from 'node:crypto';
import type { Credentials } from '../contracts/credentials.js';
import { canonicalRequest, sha256 } from './canonical-request.js';
import { SigningKeys } from './signing-key.js';

/** A request to be signed. */
export interface RequestToSign {
  readonly method: 'GET' | 'POST';
  /** Without scheme and path, as the HTTP library will send it. */
  readonly host: string;
  /** Canonical: encoded by RFC 3986 and sorted by name. */
  readonly query: string;
  /** Exactly what is sent; empty for a GET. */
  readonly body: string;
  readonly contentType: string;
  /** Further headers by lower-case name; `x-*` and `content-md5` are signed too. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Who signs, when, and for which service of which region. */
export interface SigningScope {
  readonly credentials: Credentials;
  readonly region: string;
  /** The signing name: `rds_mysql`. */
  readonly service: string;
  /** `yyyyMMddTHHmmssZ` */
  readonly dateTime: string;
}

/** A signature, and the steps that led to it. */
export interface SignedRequest {
  /** All headers to send, by lower-case name; `host` is left to the HTTP library. */
  readonly headers: Readonly<Record<string, string>>;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  readonly signature: string;
}

/** Signs a request with `HMAC-SHA256`. A pure function but for `keys`, which spares making the same key again. */
export function sign(
  request: RequestToSign,
  scope: SigningScope,
  keys: SigningKeys = new SigningKeys(1),
): SignedRequest {
  const { credentials, dateTime } = scope;
  const bodyHash = sha256(request.body);
  const headers: Record<string, string> = {
    ...request.headers,
    'content-type': request.contentType,
    'x-date': dateTime,
    'x-content-sha256': bodyHash,
  };
  const signed: [string, string][] = [
    ['content-type', request.contentType],
    ['host', signedHost(request.host)],
    ['x-content-sha256', bodyHash],
    ['x-date', dateTime],
  ];
  if (credentials.sessionToken !== undefined) {
    headers['x-security-token'] = credentials.sessionToken;
    signed.push(['x-security-token', credentials.sessionToken]);
  }
  if (request.headers !== undefined) addFurther(signed, request.headers);
  const canonical = canonicalRequest(request.method, request.query, signed, bodyHash);
  const { stringToSign, signature, credentialScope } = signText(canonical.text, scope, keys);
  headers['authorization'] =
    `HMAC-SHA256 Credential=${credentials.accessKeyId}/${credentialScope}, ` +
    `SignedHeaders=${canonical.signedHeaders}, Signature=${signature}`;
  return { headers, canonicalRequest: canonical.text, stringToSign, signature };
}

/** The last steps, which headers and presigned URLs share. */
export function signText(
  canonical: string,
  { credentials, region, service, dateTime }: SigningScope,
  keys: SigningKeys,
): { readonly stringToSign: string; readonly signature: string; readonly credentialScope: string } {
  const day = dateTime.slice(0, 8);
  const credentialScope = `${day}/${region}/${service}/request`;
  const stringToSign = `HMAC-SHA256\n${dateTime}\n${credentialScope}\n${sha256(canonical)}`;
  const key = keys.of(credentials.secretAccessKey, day, region, service);
  return {
    stringToSign,
    signature: createHmac('sha256', key).update(stringToSign).digest('hex'),
    credentialScope,
  };
}

/** The host as it is signed: the ports that a scheme implies are left out. */
export function signedHost(host: string): string {
  return host.endsWith(':80') ? host.slice(0, -3) : host.endsWith(':443') ? host.slice(0, -4) : host;
}

function addFurther(signed: [string, string][], headers: Readonly<Record<string, string>>): void {
  const before = signed.length;
  for (const [name, value] of Object.entries(headers)) {
    const isNew = !signed.some(([known]) => known === name);
    if (isNew && (name.startsWith('x-') || name === 'content-md5')) signed.push([name, value]);
  }
  if (signed.length > before) signed.sort(([a], [b]) => (a < b ? -1 : 1));
}
