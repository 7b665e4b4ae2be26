export type {
  CredentialContext,
  CredentialProvider,
  Credentials,
  CredentialSource,
  StsCall,
} from '../types/credentials.js';
export type { CredentialEndpoints } from './endpoints.js';
export type { RefreshOptions } from './cached-credentials.js';
export type { RoleAddress, RoleOptions } from './sts.js';
export { environment } from './providers/environment.js';
export {
  functionCredentials,
  staticCredentials,
  type CredentialsFunction,
} from './providers/source-provider.js';
export { assumeRole, type AssumeRoleOptions } from './providers/assume-role.js';
export { assumeRoleWithOidc, type OidcRoleOptions } from './providers/assume-role-with-oidc.js';
export { assumeRoleWithSaml, type SamlRoleOptions } from './providers/assume-role-with-saml.js';
export { instanceRole, type InstanceRoleOptions } from './providers/instance-role.js';
export { cliProfile, fromProfile, type CliProfileOptions } from './providers/cli-profile.js';
export { sso, type SsoOptions } from './providers/sso.js';
export { consoleLogin, type ConsoleLoginOptions } from './providers/console-login.js';
export { chain } from './providers/chain.js';
export { defaultChain } from './providers/default-chain.js';
export { encodePairs, type QueryPair } from './signing/canonical-request.js';
export { presignQuery, type RequestToPresign } from './signing/presigner.js';
export { sign, type RequestToSign, type SignedRequest, type SigningScope } from './signing/signer.js';
export { SigningKeys } from './signing/signing-key.js';
export { buildAuthToken, type AuthTokenOptions } from './signing/rds-auth-token.js';
