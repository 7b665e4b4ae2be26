import type { Credentials } from '../../types/credentials.js';
import { ConfigError } from '../../errors/index.js';
import { originOf } from '../endpoints.js';
import { presignQuery } from './presigner.js';
import { signingDate } from './signer.js';

const name = 'RDS auth token';

/** The connection that a database token is for. */
export interface AuthTokenOptions {
  /** The keys that sign; their user must be allowed to connect. */
  readonly credentials: Credentials;
  readonly region: string;
  /** `mysql-…` */
  readonly instanceId: string;
  readonly dbUser: string;
  /** @defaultValue 900 */
  readonly expiresInSeconds?: number | undefined;
  /** @defaultValue `https://rds-mysql.{region}.volcengineapi.com` */
  readonly endpoint?: string | undefined;
  /** The time of the signature. @defaultValue now */
  readonly date?: Date | undefined;
}

/**
 * Makes the password for a connection to an RDS MySQL database whose user logs in with IAM: a presigned query string.
 * Nothing is sent. Make one for each connection; it is a secret until it expires.
 *
 * @throws {@link ConfigError} when an option is missing or invalid
 *
 * @example
 * ```ts
 * import { buildAuthToken, Volcengine } from 'volcengine-fluent';
 *
 * const session = new Volcengine();
 * const password = buildAuthToken({
 *   credentials: await session.credentials(),
 *   region: 'cn-beijing',
 *   instanceId: 'mysql-1',
 *   dbUser: 'app',
 * });
 * ```
 */
export function buildAuthToken(options: AuthTokenOptions): string {
  const { credentials, region, instanceId, dbUser, expiresInSeconds = 900, date = new Date() } = options;
  for (const [option, value] of Object.entries({ region, instanceId, dbUser }))
    if (!value) throw new ConfigError(`${name}: set ${option}`);
  if (!Number.isSafeInteger(expiresInSeconds) || expiresInSeconds < 1)
    throw new ConfigError(`${name}: expiresInSeconds must be a whole number of at least 1`);
  const host = originOf(name, options.endpoint ?? `rds-mysql.${region}.volcengineapi.com`);
  return presignQuery(
    {
      pairs: [
        ['Action', 'ConnectDatabase'],
        ['Version', '2022-01-01'],
        ['DBUser', dbUser],
        ['InstanceId', instanceId],
        ['X-HOST', host],
      ],
      expiresInSeconds,
    },
    { credentials, region, service: 'rds_mysql', dateTime: signingDate(date.getTime()) },
  );
}
