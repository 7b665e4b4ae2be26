import { ConfigError } from '../errors/index.js';
import { parseEndpoint } from '../util/endpoint.js';

/** The endpoints of credential providers outside the public cloud: `https://host[:port]`, `http://…` or a bare host. */
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

/**
 * The scheme and host of an endpoint as people write it: `https://host[:port]`, `http://…` or a bare host.
 *
 * @throws {@link ConfigError} for anything else
 */
export function originOf(provider: string, endpoint: string): string {
  return parseEndpoint(endpoint.replace(/\/$/, ''), 'https', (problem) => {
    throw new ConfigError(`${provider}: ${problem}`);
  }).origin;
}
