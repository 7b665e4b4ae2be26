/** Where requests go. */
export interface Endpoint {
  /** `https://host[:port]`, without a slash at its end. */
  readonly origin: string;
  /** As the HTTP library sends it: without the scheme's own port. */
  readonly host: string;
}

const form = /^(?:(https?):\/\/)?(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i;

/**
 * Parses an endpoint as people write it: `https://host[:port]`, `http://…`, or a bare host, to which `scheme` applies.
 *
 * @param fail - throws the caller's own error; it is given the problem as a sentence without a password
 */
export function parseEndpoint(
  text: string,
  scheme: 'http' | 'https',
  fail: (problem: string) => never,
): Endpoint {
  const [, ownScheme, name = '', port] = form.exec(text) ?? fail(problemOf(text));
  const usedScheme = ownScheme?.toLowerCase() ?? scheme;
  const number = port === undefined ? undefined : Number(port);
  if (number !== undefined && (number === 0 || number > 65_535)) fail(problemOf(text));
  // Such as 999.1.1.1, which looks like an address and is none.
  if (!URL.canParse(`https://${name}`)) fail(problemOf(text));
  const impliedPort = usedScheme === 'https' ? 443 : 80;
  const host = name.toLowerCase() + (number === undefined || number === impliedPort ? '' : `:${number}`);
  return { origin: `${usedScheme}://${host}`, host };
}

function problemOf(text: string): string {
  if (text.includes('@')) return 'The endpoint cannot be used: it must not contain a user name or a password';
  const address = /^(?:[a-z]+:\/\/)?[^/]*/i.exec(text)?.[0] ?? '';
  const hasPath = address !== '' && text.length > address.length;
  const hint = hasPath
    ? 'it must have no path, since every call goes to "/" of its host'
    : 'write "https://host", "http://host:port" or a bare host';
  return `The endpoint "${text}" cannot be used: ${hint}`;
}
