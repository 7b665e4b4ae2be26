import type { CredentialProvider, CredentialSource, Credentials } from '../../types/credentials.js';
import { ServiceError } from '../../errors/index.js';
import { Refreshing } from '../cached-credentials.js';
import { roleTrn, type RoleAddress } from '../role-trn.js';
import { sourceProvider } from './source-provider.js';
import { askForRole, checkRoleOptions, randomSessionName, type RoleOptions } from '../sts.js';
import { sameKeys } from '../usable-credentials.js';

const name = 'AssumeRole';

/** Settings of {@link assumeRole}. */
export type AssumeRoleOptions = RoleOptions &
  RoleAddress & {
    /** The keys that may take on the role. */
    readonly source: CredentialSource;
    /** The region of the signature. @defaultValue cn-beijing */
    readonly region?: string | undefined;
  };

/**
 * Takes on a role with other keys. Renews 60 s before the end unless told otherwise.
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
 * @throws {@link ConfigError} when the role is not given, or an option is out of its range
 */
export function assumeRole(options: AssumeRoleOptions): CredentialProvider {
  checkRoleOptions(name, options);
  const source = sourceProvider(options.source);
  const role = roleTrn(name, options);
  const { sessionName = randomSessionName(), region = 'cn-beijing' } = options;

  return new Refreshing(
    name,
    async (context) => {
      const ask = (credentials: Credentials): Promise<Credentials> => {
        const { secretAccessKey, sessionToken } = credentials;
        return askForRole(
          {
            provider: name,
            action: 'AssumeRole',
            options,
            roleTrn: role,
            sessionName,
            parameters: [],
            signWith: { credentials, region },
            secrets: [secretAccessKey, sessionToken],
          },
          context,
        );
      };
      const keys = await source.resolve(context);
      try {
        return await ask(keys);
      } catch (error) {
        if (!wereKeysRefused(error) || source.invalidate === undefined) throw error;
        source.invalidate(keys);
        const newKeys = await source.resolve(context);
        if (sameKeys(newKeys, keys)) throw error;
        return ask(newKeys);
      }
    },
    options,
  );
}

function wereKeysRefused(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof ServiceError && error.cause.status === 401;
}
