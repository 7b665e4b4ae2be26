import { ConfigError } from '../../errors/config.js';
import {
  canonicalHeaders,
  canonicalRequest,
  encodePairs,
  sha256,
  type QueryPair,
} from './canonical-request.js';
import { signedHost, signText, type SigningScope } from './signer.js';
import { SigningKeys } from './signing-key.js';

/** A request that a presigned query stands for. */
export interface RequestToPresign {
  /** The action's own pairs, `Action` and `Version` among them, not encoded. */
  readonly pairs: readonly QueryPair[];
  /** Signed with the rest, so that the URL is valid for this host only; undefined: the host is not signed. */
  readonly host?: string | undefined;
  /** In seconds; undefined: the service's own limit. */
  readonly expiresInSeconds?: number | undefined;
}

const ownQueries = new Set(
  [
    'X-Date',
    'X-NotSignBody',
    'X-Credential',
    'X-Algorithm',
    'X-SignedHeaders',
    'X-SignedQueries',
    'X-Expires',
    'X-Signature',
    'X-Security-Token',
  ].map((name) => name.toLowerCase()),
);

/**
 * The query of a GET with its signature: anyone who has it can make the call until it expires.
 *
 * @throws {@link ConfigError} for a pair with the name of one of the signature's own
 *
 * @example
 * ```ts
 * import { presignQuery } from 'volcengine-fluent';
 *
 * const query = presignQuery(
 *   { pairs: [['Action', 'DescribeZones'], ['Version', '2020-04-01']], host: 'ecs.cn-beijing.volcengineapi.com' },
 *   {
 *     credentials: { accessKeyId: 'AKLT-example', secretAccessKey: 'secret' },
 *     region: 'cn-beijing',
 *     service: 'ecs',
 *     dateTime: '20260102T030405Z',
 *   },
 * );
 * ```
 */
export function presignQuery(
  request: RequestToPresign,
  scope: SigningScope,
  keys: SigningKeys = new SigningKeys(1),
): string {
  const { credentials, dateTime, region, service } = scope;
  for (const [name] of request.pairs)
    if (ownQueries.has(name.toLowerCase()))
      throw new ConfigError(`${name} belongs to the signature, and cannot be a member of the request`);
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
