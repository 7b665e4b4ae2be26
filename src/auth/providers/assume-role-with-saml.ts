import type { CredentialProvider } from '../../types/credentials.js';
import { ConfigError } from '../../errors/index.js';
import { textInput } from '../input.js';
import { CachedCredentials } from '../cached-credentials.js';
import {
  accountOf,
  checkRoleOptions,
  randomSessionName,
  requestRoleCredentials,
  roleTrn,
  type RoleAddress,
  type RoleOptions,
} from '../sts.js';

const name = 'AssumeRoleWithSAML';

/** Options of {@link assumeRoleWithSaml}. */
export type SamlRoleOptions = RoleOptions &
  RoleAddress & {
    /** The name of the SAML provider in the role's account, or its TRN `trn:iam::{account}:saml-provider/{name}`. */
    readonly samlProvider: string;
    /** The identity provider's response in base64. It is valid for minutes: a function returns a fresh one at each refresh. */
    readonly assertion: string | (() => string | Promise<string>);
  };

/**
 * Assumes a role with a SAML assertion.
 *
 * @throws {@link ConfigError} when the role or the SAML provider is missing, or an option is out of its range
 *
 * @example
 * ```ts
 * import { assumeRoleWithSaml, Volcengine } from 'volcengine-fluent';
 *
 * declare function signIn(): Promise<string>;
 *
 * const credentials = assumeRoleWithSaml({
 *   accountId: '2100000001',
 *   roleName: 'deploy',
 *   samlProvider: 'okta',
 *   assertion: () => signIn(),
 * });
 * const session = new Volcengine({ credentials });
 * ```
 */
export function assumeRoleWithSaml(options: SamlRoleOptions): CredentialProvider {
  checkRoleOptions(name, options);
  const { assertion, samlProvider, sessionName = randomSessionName() } = options;
  const role = roleTrn(name, options);
  if (!samlProvider) throw new ConfigError(`${name}: set samlProvider to a name or a TRN`);
  const samlProviderTrn = samlProvider.startsWith('trn:')
    ? samlProvider
    : `trn:iam::${accountOf(name, role)}:saml-provider/${samlProvider}`;

  return new CachedCredentials(
    name,
    async (context) => {
      const response = await textInput(name, 'the assertion', assertion);
      return requestRoleCredentials(
        {
          provider: name,
          action: 'AssumeRoleWithSAML',
          options,
          roleTrn: role,
          sessionName,
          parameters: { SAMLProviderTrn: samlProviderTrn, SAMLResp: response },
        },
        context,
      );
    },
    options,
  );
}
