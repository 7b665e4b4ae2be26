import type { CredentialProvider, CredentialSource } from '../../types/credentials.js';
import { assumeRoleWithOidc } from './assume-role-with-oidc.js';
import { chain } from './chain.js';
import { cliProfile, type CliProfileOptions } from './cli-profile.js';
import { environment } from './environment.js';
import { instanceRole } from './instance-role.js';
import { sourceProvider } from './source-provider.js';

/**
 * Asks the providers that are used when none is configured, in this order: the environment's keys, a role by the
 * environment's OIDC token, the CLI's configuration file, the role of the ECS instance.
 *
 * @example
 * ```ts
 * import { defaultChain, Volcengine } from 'volcengine-fluent';
 *
 * const session = new Volcengine({ credentials: defaultChain({ profile: 'ops' }) });
 * ```
 */
export function defaultChain(options: CliProfileOptions = {}): CredentialProvider {
  const { endpoints } = options;
  return chain(
    [
      environment(),
      assumeRoleWithOidc({ endpoint: endpoints?.sts }),
      cliProfile(options),
      instanceRole({ mayBeAbsent: true, endpoint: endpoints?.metadata }),
    ],
    'default chain',
  );
}

/**
 * The provider of a `credentials:` option: fixed keys, a function, a provider itself, or, when undefined, a new default
 * chain.
 *
 * @throws {@link CredentialsError} when fixed keys cannot be used
 */
export function toProvider(source: CredentialSource | undefined): CredentialProvider {
  return source === undefined ? defaultChain() : sourceProvider(source);
}
