import type { CredentialProvider, CredentialSource, Credentials } from '../../types/credentials.js';
import { ServiceError } from '../../errors/index.js';
import { CachedCredentials } from '../cached-credentials.js';
import {
  checkRoleOptions,
  randomSessionName,
  requestRoleCredentials,
  roleTrn,
  type RoleAddress,
  type RoleOptions,
} from '../sts.js';
import { sourceProvider } from './source-provider.js';
import { sameKeys } from '../usable-credentials.js';

const name = 'AssumeRole';

/** Options of {@link assumeRole}. */
export type AssumeRoleOptions = RoleOptions &
  RoleAddress & {
    /** The keys that may assume the role. */
    readonly source: CredentialSource;
    /** The region of the signature. @defaultValue cn-beijing */
    readonly region?: string | undefined;
  };

/**
 * Assumes a role with other keys. Renews the role's keys 60 s before they expire; see `refreshBeforeMs`.
 *
 * @throws {@link ConfigError} when the role is missing, or an option is out of its range
 *
 * @example
 * ```ts
 * import { assumeRole, fromProfile, Volcengine } from 'volcengine-fluent';
 *
 * const credentials = assumeRole({
 *   source: fromProfile('ops'),
 *   accountId: '2100000001',
 *   roleName: 'deploy',
 * });
 * const session = new Volcengine({ credentials });
 * ```
 */
export function assumeRole(options: AssumeRoleOptions): CredentialProvider {
  checkRoleOptions(name, options);
  const source = sourceProvider(options.source);
  const role = roleTrn(name, options);
  const { sessionName = randomSessionName(), region } = options;

  return new CachedCredentials(
    name,
    async (context) => {
      const request = (credentials: Credentials): Promise<Credentials> =>
        requestRoleCredentials(
          { provider: name, action: 'AssumeRole', options, roleTrn: role, sessionName, credentials, region },
          context,
        );
      const keys = await source.resolve(context);
      try {
        return await request(keys);
      } catch (error) {
        if (!wereKeysRefused(error) || source.invalidate === undefined) throw error;
        source.invalidate(keys);
        const newKeys = await source.resolve(context);
        if (sameKeys(newKeys, keys)) throw error;
        return request(newKeys);
      }
    },
    options,
  );
}

function wereKeysRefused(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof ServiceError && error.cause.status === 401;
}
