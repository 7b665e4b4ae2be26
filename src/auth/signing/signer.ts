import { createHmac } from 'node:crypto';
import type { Credentials } from '../../types/credentials.js';
import type { HttpMethod } from '../../types/http.js';
import { canonicalHeaders, canonicalRequest, sha256, type CanonicalHeaders } from './canonical-request.js';
import { SigningKeys } from './signing-key.js';

/** A request to be signed. */
export interface RequestToSign {
  readonly method: HttpMethod;
  /** Without scheme and path, as the HTTP library sends it. */
  readonly host: string;
  /** Encoded. @defaultValue `/` */
  readonly path?: string | undefined;
  /** Canonical: encoded by RFC 3986 and sorted by name. */
  readonly query: string;
  /** Exactly what is sent; empty for a GET. */
  readonly body: string;
  /** In place of `body`: the SHA-256 of a body that is not a text, in hex. */
  readonly bodyHash?: string | undefined;
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

/** A signature, and its intermediate steps. */
export interface SignedRequest {
  /** All headers to send, by lower-case name; `host` is left to the HTTP library. */
  readonly headers: Readonly<Record<string, string>>;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  readonly signature: string;
}

/**
 * Signs a request with `HMAC-SHA256`. A pure function, except that `keys` caches signing keys.
 *
 * @example
 * ```ts
 * import { sign } from 'volcengine-fluent';
 *
 * const { headers } = sign(
 *   {
 *     method: 'GET',
 *     host: 'ecs.cn-beijing.volcengineapi.com',
 *     query: 'Action=DescribeZones&Version=2020-04-01',
 *     body: '',
 *     contentType: 'text/plain',
 *   },
 *   {
 *     credentials: { accessKeyId: 'AKLT-example', secretAccessKey: 'secret' },
 *     region: 'cn-beijing',
 *     service: 'ecs',
 *     dateTime: '20260102T030405Z',
 *   },
 * );
 * ```
 */
export function sign(
  request: RequestToSign,
  scope: SigningScope,
  keys: SigningKeys = new SigningKeys(1),
): SignedRequest {
  const { credentials, dateTime } = scope;
  const { method, path, query, body, contentType } = request;
  const bodyHash = request.bodyHash ?? sha256(body);
  const signed = headersToSign(request, scope, bodyHash);
  const canonical = canonicalRequest(method, query, signed, bodyHash, path);
  const { stringToSign, signature, credentialScope } = signText(canonical, scope, keys);
  const authorization = `HMAC-SHA256 Credential=${credentials.accessKeyId}/${credentialScope}, SignedHeaders=${signed.names}, Signature=${signature}`;
  const headers: Record<string, string> = {
    'content-type': contentType,
    'x-date': dateTime,
    'x-content-sha256': bodyHash,
    authorization,
  };
  if (credentials.sessionToken !== undefined) headers['x-security-token'] = credentials.sessionToken;
  for (const name in request.headers) {
    const value = request.headers[name];
    if (value !== undefined && !Object.hasOwn(headers, name)) headers[name] = value;
  }
  return { headers, canonicalRequest: canonical, stringToSign, signature };
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

/** A time as signatures have it: `yyyyMMddTHHmmssZ`. */
export function signingDate(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** The host as it is signed: without a scheme's own port. */
export function signedHost(host: string): string {
  return host.endsWith(':80') ? host.slice(0, -3) : host.endsWith(':443') ? host.slice(0, -4) : host;
}

const alwaysSigned = 'content-type;host;x-content-sha256;x-date';

function headersToSign(request: RequestToSign, scope: SigningScope, bodyHash: string): CanonicalHeaders {
  const { sessionToken } = scope.credentials;
  const host = signedHost(request.host);
  const further = furtherToSign(request.headers);
  if (further.length > 0) {
    const own: [string, string][] = [
      ['content-type', request.contentType],
      ['host', host],
      ['x-content-sha256', bodyHash],
      ['x-date', scope.dateTime],
      ...(sessionToken === undefined
        ? []
        : ([['x-security-token', sessionToken]] satisfies [string, string][])),
    ];
    const others = further.filter(([name]) => !own.some(([known]) => known === name));
    return canonicalHeaders([...own, ...others]);
  }
  // The same text, sorted by hand: most calls have no headers of their own.
  const lines = `content-type:${request.contentType}\nhost:${host}\nx-content-sha256:${bodyHash}\nx-date:${scope.dateTime}\n`;
  return sessionToken === undefined
    ? { lines, names: alwaysSigned }
    : { lines: `${lines}x-security-token:${sessionToken}\n`, names: `${alwaysSigned};x-security-token` };
}

function furtherToSign(headers: Readonly<Record<string, string>> | undefined): [string, string][] {
  const further: [string, string][] = [];
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && (name.startsWith('x-') || name === 'content-md5')) further.push([name, value]);
  }
  return further;
}
