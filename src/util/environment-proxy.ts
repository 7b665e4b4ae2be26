import { BlockList, isIP } from 'node:net';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for an origin, as curl and Go read it; undefined: none.
 *
 * `HTTP_PROXY` in upper case is ignored under CGI, where a header of the visitor's request sets it.
 */
export function environmentProxy(origin: string, env: Environment): string | undefined {
  const { protocol, hostname, port } = new URL(origin);
  const isTls = protocol === 'https:';
  const own = isTls
    ? env['https_proxy'] || env['HTTPS_PROXY']
    : env['http_proxy'] || (env['REQUEST_METHOD'] ? '' : env['HTTP_PROXY']);
  const proxy = own || env['all_proxy'] || env['ALL_PROXY'];
  if (!proxy) return undefined;
  const host = hostname.replace(/^\[|\]$/g, '');
  const isExempt = isExempted(host, port || (isTls ? '443' : '80'), env['no_proxy'] || env['NO_PROXY'] || '');
  if (isExempt) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

/** Whether a list such as `example.com, 10.0.0.0/8, [::1]:8080` has a host; a name stands for its subdomains too. */
export function isExempted(host: string, port: string, list: string): boolean {
  return list
    .split(/[\s,]/)
    .filter((entry) => entry !== '')
    .some((entry) => matches(host.toLowerCase(), port, entry.toLowerCase()));
}

function matches(host: string, port: string, entry: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInRange(host, entry);
  const [, bracketed, name = bracketed ?? entry, ownPort] =
    /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
  if (ownPort !== undefined && ownPort !== port) return false;
  if (isIP(name) !== 0) return isIP(host) !== 0 && isInRange(host, `${name}/${isIP(name) === 4 ? 32 : 128}`);
  const domain = name.replace(/^\*?\./, '');
  return host === domain || host.endsWith(`.${domain}`);
}

function isInRange(host: string, range: string): boolean {
  const [address = '', bits = ''] = range.split('/');
  const version = isIP(address);
  if (version === 0 || isIP(host) !== version) return false;
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family);
  return list.check(host, family);
}
