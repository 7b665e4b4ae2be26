export type {
  CredentialContext,
  CredentialProvider,
  Credentials,
  CredentialSource,
} from '../types/credentials.js';
export type { CredentialEndpoints } from './endpoints.js';
export type { RefreshOptions } from './refreshing.js';
export type { RoleAddress } from './role-trn.js';
export type { RoleOptions } from './sts.js';
export { staticCredentials } from './static-credentials.js';
export { environment } from './environment.js';
export { functionCredentials, type CredentialsFunction } from './function-credentials.js';
export { assumeRole, type AssumeRoleOptions } from './assume-role.js';
export { assumeRoleWithOidc, type OidcRoleOptions } from './assume-role-with-oidc.js';
export { assumeRoleWithSaml, type SamlRoleOptions } from './assume-role-with-saml.js';
export { instanceRole, type InstanceRoleOptions } from './instance-role.js';
export { cliProfile, fromProfile, type CliProfileOptions } from './cli-profile.js';
export { sso, type SsoOptions } from './sso.js';
export { consoleLogin, type ConsoleLoginOptions } from './console-login.js';
export { chain } from './chain.js';
export { defaultChain } from './default-chain.js';
export { buildAuthToken, type AuthTokenOptions } from './rds-auth-token.js';
