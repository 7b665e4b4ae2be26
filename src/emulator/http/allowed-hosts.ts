import type { IncomingHttpHeaders } from 'node:http';

/** Names that nobody else's DNS can point at this machine: IP addresses, `localhost` and what ends with it. */
const safeHost = /^(([a-z0-9-]{1,63}\.){0,8}localhost|[\d.]{1,15}|\[[\da-f:.]{1,45}\])$/i;

/**
 * Decides whether a request may come from a page of another site. A browser sends requests to this machine for any page
 * that asks it to, and a page whose name suddenly resolves to this machine can read the responses (DNS rebinding).
 */
export class AllowedHosts {
  readonly #more: ReadonlySet<string>;

  /** @param more - further host names that the cloud is called by, without a port */
  constructor(more: readonly string[] = []) {
    this.#more = new Set(more.map((name) => name.toLowerCase()));
  }

  /** Why a request is refused; undefined when it may pass. */
  refusal({ host = '', origin, ...headers }: IncomingHttpHeaders): string | undefined {
    const name = host.slice(0, 300).replace(/:\d{1,5}$/, '');
    if (!safeHost.test(name) && !this.#more.has(name.toLowerCase())) {
      return 'Use the IP address or localhost; the option allowedHosts permits other host names.';
    }
    if (origin !== undefined && origin !== `http://${host}`) return 'Pages of other sites may not call this.';
    // Browsers send no Origin with what they load for an image, a script or a form that gets.
    const site = headers['sec-fetch-site'];
    if (site === 'cross-site' || site === 'same-site') return 'Pages of other sites may not call this.';
    return undefined;
  }
}
