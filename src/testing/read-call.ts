import { anyService } from '../catalog/any-service.js';
import { decodeInput, parsePairs } from '../catalog/decode-input.js';
import { versionsOf } from '../catalog/service-index.js';
import type { ServiceFacts } from '../catalog/types.js';
import type { HttpRequest } from '../types/http.js';
import { parseJson } from '../util/json.js';

/** A call of the API, decoded from its HTTP request. */
export interface ReadCall {
  /** The signing name of the service: `rds_mysql`. */
  readonly service: string;
  readonly version: string;
  readonly action: string;
  readonly region: string;
  /** The request in wire names, with the types of the facts if they list the action. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Unset when the catalog does not have the service in this version. */
  readonly facts: ServiceFacts | undefined;
}

/** Decodes a signed call. Returns undefined for any other request, such as one to the metadata service. */
export function readCall({ method, url, headers, body = '' }: HttpRequest): ReadCall | undefined {
  const authorization = headers['authorization'] ?? '';
  const scope = /^HMAC-SHA256 Credential=[^/,\s]+\/\d{8}\/([^/]+)\/([^/]+)\/request/.exec(authorization);
  const mark = url.indexOf('?');
  const query = mark < 0 ? [] : parsePairs(url.slice(mark + 1));
  const named = new Map(query);
  const action = named.get('Action');
  const version = named.get('Version');
  if (!scope || action === undefined || version === undefined) return undefined;
  const [, region = '', service = ''] = scope;
  const module = versionsOf(service)?.get(version);
  const facts = module === undefined ? undefined : anyService(module);
  const actionFacts = facts?.actions[action];
  const input =
    facts && actionFacts
      ? decodeInput(facts.shapes, actionFacts, { method, query, body: Buffer.from(body) })
      : readMembers(query, body);
  return { service, version, action, region, input, facts };
}

/** The members of a request whose action the facts do not list. */
function readMembers(query: readonly [string, string][], body: string): Record<string, unknown> {
  const members = query.filter(([name]) => name !== 'Action' && name !== 'Version');
  if (!body.startsWith('{')) return Object.fromEntries([...members, ...parsePairs(body)]);
  return { ...Object.fromEntries(members), ...(parseJson(body) as Record<string, unknown>) };
}
