import { memoize } from './memo.js';

const warnedHosts = memoize((_session: object) => new Set<string>());

/**
 * Warns, once for each address of a session, that what is sent there can be read on the way: it is not HTTPS, and not
 * on this machine.
 *
 * @param session - what stands for the session, such as its HTTP handler
 */
export function warnOfPlainHttp(url: string, session: object, warn: (message: string) => void): void {
  if (!url.startsWith('http://')) return;
  const host = url.slice('http://'.length).split(/[/?#]/, 1)[0] ?? '';
  if (/^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host)) return;
  const hosts = warnedHosts(session);
  if (hosts.has(host)) return;
  hosts.add(host);
  warn(`Requests to ${host} are sent without TLS: everyone on the way can read them, session tokens too`);
}
