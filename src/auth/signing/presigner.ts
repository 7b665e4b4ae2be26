import { encodePairs, type QueryPair } from './canonical-query.js';
import { canonicalHeaders, canonicalRequest, sha256 } from './canonical-request.js';
import { signedHost, signText, type SigningScope } from './signer.js';
import { SigningKeys } from './signing-key.js';

/** What a presigned query is for. */
export interface RequestToPresign {
  /** The action's own pairs, `Action` and `Version` among them, not encoded. */
  readonly pairs: readonly QueryPair[];
  /** Signed with the rest, so that the URL holds for this host only; unset: the host is not signed. */
  readonly host?: string | undefined;
  /** In seconds; unset: the service's own limit holds. */
  readonly expiresInSeconds?: number | undefined;
}

/** The query of a GET that its signature is part of: whoever has it can make that call until it expires. */
export function presignQuery(
  request: RequestToPresign,
  scope: SigningScope,
  keys: SigningKeys = new SigningKeys(1),
): string {
  const { credentials, dateTime, region, service } = scope;
  const pairs: QueryPair[] = [
    ...request.pairs,
    ['X-Date', dateTime],
    ['X-NotSignBody', ''],
    ['X-Credential', `${credentials.accessKeyId}/${dateTime.slice(0, 8)}/${region}/${service}/request`],
    ['X-Algorithm', 'HMAC-SHA256'],
    ['X-SignedHeaders', request.host === undefined ? '' : 'host'],
  ];
  if (request.expiresInSeconds !== undefined) pairs.push(['X-Expires', String(request.expiresInSeconds)]);
  const names = [...pairs.map(([name]) => name), 'X-SignedQueries'].sort();
  pairs.push(['X-SignedQueries', names.join(';')]);
  const query = encodePairs(pairs);
  const headers = canonicalHeaders(request.host === undefined ? [] : [['host', signedHost(request.host)]]);
  const { signature } = signText(canonicalRequest('GET', query, headers, sha256('')), scope, keys);
  const signed = `${query}&X-Signature=${signature}`;
  const token = credentials.sessionToken;
  return token === undefined ? signed : `${signed}&${encodePairs([['X-Security-Token', token]])}`;
}
