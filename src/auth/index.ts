export type {
  CredentialContext,
  CredentialProvider,
  Credentials,
  CredentialSource,
} from '../types/credentials.js';
export type { CredentialEndpoints } from './endpoints.js';
export type { RefreshOptions } from './cached-credentials.js';
export type { RoleAddress } from './role-trn.js';
export type { RoleOptions } from './sts.js';
export { staticCredentials } from './providers/static-credentials.js';
export { environment } from './providers/environment.js';
export { functionCredentials, type CredentialsFunction } from './providers/function-credentials.js';
export { assumeRole, type AssumeRoleOptions } from './providers/assume-role.js';
export { assumeRoleWithOidc, type OidcRoleOptions } from './providers/assume-role-with-oidc.js';
export { assumeRoleWithSaml, type SamlRoleOptions } from './providers/assume-role-with-saml.js';
export { instanceRole, type InstanceRoleOptions } from './providers/instance-role.js';
export { cliProfile, fromProfile, type CliProfileOptions } from './providers/cli-profile.js';
export { sso, type SsoOptions } from './providers/sso.js';
export { consoleLogin, type ConsoleLoginOptions } from './providers/console-login.js';
export { chain } from './providers/chain.js';
export { defaultChain } from './providers/default-chain.js';
export { buildAuthToken, type AuthTokenOptions } from './signing/rds-auth-token.js';
