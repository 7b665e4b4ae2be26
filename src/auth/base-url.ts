import { ConfigError } from '../errors/index.js';

/**
 * The scheme and host of an endpoint as people write it: `https://host[:port]`, `http://…` or a bare host.
 *
 * @throws {@link ConfigError} when it is none of these
 */
export function baseUrl(provider: string, endpoint: string): string {
  const withScheme = endpoint.includes('://') ? endpoint : `https://${endpoint}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname + url.search !== '/' ||
    url.username !== ''
  )
    throw new ConfigError(
      `${provider}: an endpoint must be https://host[:port], http://… or a bare host${endpoint.includes('@') ? '' : `, not "${endpoint}"`}`,
    );
  return url.origin;
}
