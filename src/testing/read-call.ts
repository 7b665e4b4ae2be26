import { loadService } from '../catalog/load.js';
import type { ServiceFacts } from '../catalog/types.js';
import type { HttpRequest } from '../types/http.js';
import { decodeInput, parsePairs } from '../emulator/http/decode.js';
import { versionsOf } from '../emulator/model/services.js';

/** A call of the API, read from the request that carries it. */
export interface ReadCall {
  /** The name for signing: `rds_mysql`. */
  readonly service: string;
  readonly version: string;
  readonly action: string;
  readonly region: string;
  /** The request in wire names, with the types of the facts where they know the action. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Unset: no facts know the service in this version. */
  readonly facts: ServiceFacts | undefined;
}

/** Reads a signed call; undefined for a request that is none, such as one to the metadata service. */
export function readCall({ method, url, headers, body = '' }: HttpRequest): ReadCall | undefined {
  const scope = /Credential=[^/,\s]+\/\d{8}\/([^/]+)\/([^/]+)\/request/.exec(headers['authorization'] ?? '');
  const mark = url.indexOf('?');
  const query = mark < 0 ? [] : parsePairs(url.slice(mark + 1));
  const named = new Map(query);
  const [action, version] = [named.get('Action'), named.get('Version')];
  if (!scope || action === undefined || version === undefined) return undefined;
  const [, region = '', service = ''] = scope;
  const module = versionsOf(service)?.get(version);
  const facts = module === undefined ? undefined : loadService(module);
  const actionFacts = facts?.actions[action];
  const input =
    facts && actionFacts
      ? decodeInput(facts.shapes, actionFacts, { method, query, body: Buffer.from(body) })
      : undecoded(query, body);
  return { service, version, action, region, input, facts };
}

/** The members of a request of which no facts know the types. */
function undecoded(query: readonly [string, string][], body: string): Record<string, unknown> {
  const members = query.filter(([name]) => name !== 'Action' && name !== 'Version');
  if (!body.startsWith('{')) return Object.fromEntries([...members, ...parsePairs(body)]);
  return { ...Object.fromEntries(members), ...(JSON.parse(body) as Record<string, unknown>) };
}
