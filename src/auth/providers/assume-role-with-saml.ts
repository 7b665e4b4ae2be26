import type { CredentialProvider } from '../../types/credentials.js';
import { ConfigError } from '../../errors/index.js';
import { given } from '../given.js';
import { Refreshing } from '../cached-credentials.js';
import { accountOf, roleTrn, type RoleAddress } from '../role-trn.js';
import { askForRole, checkRoleOptions, randomSessionName, type RoleOptions } from '../sts.js';

const name = 'AssumeRoleWithSAML';

/** Settings of {@link assumeRoleWithSaml}. */
export type SamlRoleOptions = RoleOptions &
  RoleAddress & {
    /** The name of the SAML provider in the role's account, or its TRN `trn:iam::{account}:saml-provider/{name}`. */
    readonly samlProvider: string;
    /** The identity provider's response in base64. They live for minutes: give a function to have a fresh one at each refresh. */
    readonly assertion: string | (() => string | Promise<string>);
  };

/**
 * Takes on a role with a SAML assertion.
 *
 * @throws {@link ConfigError} when the role or the SAML provider is not given, or an option is out of its range
 */
export function assumeRoleWithSaml(options: SamlRoleOptions): CredentialProvider {
  checkRoleOptions(name, options);
  const { assertion, samlProvider, sessionName = randomSessionName() } = options;
  const role = roleTrn(name, options);
  if (!samlProvider) throw new ConfigError(`${name}: give samlProvider, a name or a TRN`);
  const samlProviderTrn = samlProvider.startsWith('trn:')
    ? samlProvider
    : `trn:iam::${accountOf(name, role)}:saml-provider/${samlProvider}`;

  return new Refreshing(
    name,
    async (context) => {
      const response = await given(name, 'the assertion', assertion);
      return askForRole(
        {
          provider: name,
          action: 'AssumeRoleWithSAML',
          options,
          roleTrn: role,
          sessionName,
          parameters: [
            ['SAMLProviderTrn', samlProviderTrn],
            ['SAMLResp', response],
          ],
          secrets: [response],
        },
        context,
      );
    },
    options,
  );
}
