import { createHash, createHmac } from 'node:crypto';

/** What a call is made with, besides its parameters. */
export interface CallSetup {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string | undefined;
  };
  /** @defaultValue now */
  readonly date?: Date;
}

export interface Target {
  readonly service: string;
  readonly version: string;
  readonly action: string;
  readonly method?: 'GET' | 'POST';
  readonly protocol?: 'query' | 'form' | 'json';
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly metadata: Record<string, unknown> & { Error?: { Code: string; CodeN?: number; Message: string } };
  readonly result: Record<string, unknown>;
  readonly text: string;
}

/** A signed request, made by a signer that has nothing in common with the package's own nor the emulator's. */
export function signedRequest(setup: CallSetup, target: Target, input: Record<string, unknown> = {}): Request {
  const { service, version, action, method = 'GET', protocol = method === 'GET' ? 'query' : 'json' } = target;
  const flat = protocol === 'json' ? [] : flatten(input);
  const query: [string, string][] = [['Action', action], ['Version', version], ...(method === 'GET' ? flat : [])];
  let body = '';
  if (method === 'POST') body = protocol === 'json' ? JSON.stringify(input) : encodePairs(flat);
  const types = { query: 'text/plain', json: 'application/json', form: 'application/x-www-form-urlencoded' };
  const stamp = (setup.date ?? new Date()).toISOString().replace(/[-:]|\.\d+/g, '');
  const hash = createHash('sha256').update(body).digest('hex');
  const headers: Record<string, string> = {
    'content-type': types[protocol],
    host: new URL(setup.endpoint).host,
    'x-content-sha256': hash,
    'x-date': stamp,
  };
  if (setup.credentials.sessionToken !== undefined) headers['x-security-token'] = setup.credentials.sessionToken;
  const names = Object.keys(headers).sort();
  const sortedQuery = encodePairs([...query].sort(([a], [b]) => (a < b ? -1 : 1)));
  const canonical = [
    method,
    '/',
    sortedQuery,
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    hash,
  ].join('\n');
  const scope = [stamp.slice(0, 8), setup.region, service, 'request'];
  const digest = createHash('sha256').update(canonical).digest('hex');
  const key = scope.reduce<Buffer | string>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    setup.credentials.secretAccessKey,
  );
  const toSign = ['HMAC-SHA256', stamp, scope.join('/'), digest].join('\n');
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  headers['authorization'] =
    `HMAC-SHA256 Credential=${setup.credentials.accessKeyId}/${scope.join('/')}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return new Request(`${setup.endpoint}/?${sortedQuery}`, {
    method,
    headers,
    ...(method === 'POST' && { body }),
  });
}

/** Sends a signed call by plain fetch and takes its envelope apart. */
export async function signedCall(
  setup: CallSetup,
  target: Target,
  input: Record<string, unknown> = {},
): Promise<Answer> {
  return readAnswer(await fetch(signedRequest(setup, target, input)));
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const parsed = JSON.parse(text) as { ResponseMetadata: Answer['metadata']; Result?: Record<string, unknown> };
  return {
    status: response.status,
    headers: response.headers,
    metadata: parsed.ResponseMetadata,
    result: parsed.Result ?? {},
    text,
  };
}

function encodePairs(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function flatten(value: unknown, prefix = ''): [string, string][] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [[prefix, String(value)]];
  const dot = prefix === '' ? '' : `${prefix}.`;
  return Array.isArray(value)
    ? value.flatMap((item, i) => flatten(item, `${dot}${i + 1}`))
    : Object.entries(value).flatMap(([name, one]) => flatten(one, dot + name));
}
