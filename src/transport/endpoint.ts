import { ConfigError } from '../errors/index.js';

/** Where requests go. */
export interface Endpoint {
  /** `https://host[:port]`, without a slash at its end. */
  readonly origin: string;
  /** As the HTTP library sends it: without the scheme's own port. */
  readonly host: string;
}

const written = /^(?:(https?):\/\/)?(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i;

/**
 * Reads an endpoint as people write it: `https://host[:port]`, `http://…`, or a bare host, to which `scheme` applies.
 *
 * @throws {@link ConfigError} for anything else, a path among it
 */
export function parseEndpoint(text: string, scheme: 'http' | 'https'): Endpoint {
  const [, own, name = '', port] = written.exec(text) ?? refuse(text);
  const used = own?.toLowerCase() ?? scheme;
  const number = port === undefined ? undefined : Number(port);
  if (number !== undefined && (number === 0 || number > 65_535)) refuse(text);
  const implied = used === 'https' ? 443 : 80;
  const host = name.toLowerCase() + (number === undefined || number === implied ? '' : `:${number}`);
  return { origin: `${used}://${host}`, host };
}

function refuse(text: string): never {
  const at = /^(?:[a-z]+:\/\/)?[^/@]*/i.exec(text)?.[0] ?? '';
  const why = text.includes('@')
    ? 'it must not hold a user or a password'
    : at !== '' && text.length > at.length
      ? `it must have no path: every call goes to "/" of its host`
      : 'write "https://host", "http://host:port" or a bare host';
  throw new ConfigError(
    text.includes('@')
      ? `The endpoint is not usable: ${why}`
      : `The endpoint "${text}" is not usable: ${why}`,
  );
}
