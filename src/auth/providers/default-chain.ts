import type { CredentialProvider } from '../../types/credentials.js';
import { assumeRoleWithOidc } from './assume-role-with-oidc.js';
import { chain } from './chain.js';
import { cliProfile, type CliProfileOptions } from './cli-profile.js';
import { environment } from './environment.js';
import { instanceRole } from './instance-role.js';

/**
 * The providers asked when none is configured, in this order: the environment's keys, a role by the environment's
 * OIDC token, the CLI's configuration file, the role of the ECS instance.
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
