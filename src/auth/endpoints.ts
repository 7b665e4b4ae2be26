/** Where credential providers ask, where it isn't the public cloud: `https://host[:port]`, `http://…` or a bare host. */
export interface CredentialEndpoints {
  /** @defaultValue `https://sts.volcengineapi.com` */
  readonly sts?: string | undefined;
  /** @defaultValue `http://100.96.0.96` */
  readonly metadata?: string | undefined;
  /** @defaultValue `https://cloudidentity-oauth.{region}.volces.com` */
  readonly ssoOauth?: string | undefined;
  /** @defaultValue `https://cloudidentity-portal.{region}.volces.com` */
  readonly ssoPortal?: string | undefined;
  /** @defaultValue the login's own, else `https://signin.volcengine.com` */
  readonly signIn?: string | undefined;
}
