import type { CredentialContext, CredentialProvider } from '../../types/credentials.js';
import { ConfigError } from '../../errors/index.js';
import { textInput } from '../input.js';
import { noCredentials, notSet } from '../no-credentials.js';
import { readText } from '../files.js';
import { CachedCredentials } from '../cached-credentials.js';
import { requestRoleCredentials, checkRoleOptions, randomSessionName, type RoleOptions } from '../sts.js';

const name = 'AssumeRoleWithOIDC';

/** Options of {@link assumeRoleWithOidc}: a role, and the identity provider's token or a file that contains it. */
export interface OidcRoleOptions extends RoleOptions {
  readonly roleTrn: string;
  /** The token, or a function that gets a fresh one at each refresh. */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /** Read again at each refresh, since such files are replaced from time to time. */
  readonly tokenFile?: string | undefined;
}

/**
 * Assumes a role with a token of an identity provider, such as that of a pod in a cluster. Without a role, everything
 * comes from the environment: `VOLCENGINE_OIDC_ROLE_TRN`, `VOLCENGINE_OIDC_TOKEN_FILE` and, if set,
 * `VOLCENGINE_OIDC_ROLE_SESSION_NAME`, `VOLCENGINE_OIDC_ROLE_POLICY`, `VOLCENGINE_OIDC_STS_ENDPOINT`.
 *
 * @throws {@link ConfigError} when there is neither a token nor a file, or an option is out of its range
 *
 * @example
 * ```ts
 * import { assumeRoleWithOidc, Volcengine } from 'volcengine-fluent';
 *
 * const credentials = assumeRoleWithOidc({
 *   roleTrn: 'trn:iam::2100000001:role/ci',
 *   tokenFile: '/var/run/secrets/token',
 * });
 * const session = new Volcengine({ credentials });
 * ```
 */
export function assumeRoleWithOidc(
  options: OidcRoleOptions | (RoleOptions & { roleTrn?: undefined }) = {},
): CredentialProvider {
  checkRoleOptions(name, options);
  if (options.roleTrn !== undefined && !options.token && !options.tokenFile)
    throw new ConfigError(`${name}: give token or tokenFile`);
  const randomName = randomSessionName();

  return new CachedCredentials(
    name,
    async (context) => {
      const role = options.roleTrn === undefined ? fromEnvironment(options, context.env) : options;
      const token = await tokenOf(role);
      return requestRoleCredentials(
        {
          provider: name,
          action: 'AssumeRoleWithOIDC',
          options: role,
          roleTrn: role.roleTrn,
          sessionName: role.sessionName || randomName,
          parameters: { OIDCToken: token },
        },
        context,
      );
    },
    options,
  );
}

function fromEnvironment(options: RoleOptions, env: CredentialContext['env']): OidcRoleOptions {
  const roleTrn = env.VOLCENGINE_OIDC_ROLE_TRN;
  const tokenFile = env.VOLCENGINE_OIDC_TOKEN_FILE;
  if (!roleTrn || !tokenFile)
    throw notSet(name, { VOLCENGINE_OIDC_ROLE_TRN: roleTrn, VOLCENGINE_OIDC_TOKEN_FILE: tokenFile });
  return {
    ...options,
    roleTrn,
    tokenFile,
    sessionName: options.sessionName ?? env.VOLCENGINE_OIDC_ROLE_SESSION_NAME,
    policy: options.policy ?? env.VOLCENGINE_OIDC_ROLE_POLICY,
    endpoint: options.endpoint ?? (env.VOLCENGINE_OIDC_STS_ENDPOINT || undefined),
  };
}

async function tokenOf({ token, tokenFile = '' }: OidcRoleOptions): Promise<string> {
  if (token !== undefined) return textInput(name, 'the token', token);
  const found = (await readText(name, tokenFile)).trim();
  if (found === '') throw noCredentials(name, `${tokenFile} is empty`);
  return found;
}
