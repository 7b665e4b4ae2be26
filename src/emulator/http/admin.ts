import { isVolcengineError } from '../../errors/volcengine-error.js';
import { isObject, toJson } from '../../util/json.js';
import { redact } from '../../util/secrets.js';
import { statusOf } from '../engine/lifecycle.js';
import type { Data } from '../model/data.js';
import { findResourceType } from '../model/load-models.js';
import { durationMs } from '../state/clock.js';
import type { CloudState } from '../state/cloud-state.js';
import type { AllowedHosts } from './allowed-hosts.js';
import type { FaultRule, Faults } from './faults.js';
import type { RawRequest, RawResponse } from './message.js';
import { contentSecurityPolicy, page } from './page.js';
import type { RequestLog } from './request-log.js';

export interface AdminParts {
  readonly cloud: CloudState;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly allowedHosts: AllowedHosts;
  readonly account: string;
  readonly region: string;
  readonly advance: (ms: number) => void;
  readonly reset: () => void;
}

/** A request to the page or its API that cannot be fulfilled; the message is for people. */
class BadRequest extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const pageSize = 50;
const maxListedRequests = 200;

/** The page at `/_emulator`, and the API that its script calls. */
export class Admin {
  readonly #parts: AdminParts;

  constructor(parts: AdminParts) {
    this.#parts = parts;
  }

  handle(request: RawRequest, path: string): RawResponse {
    try {
      const isPage = path === '/_emulator' || path === '/_emulator/';
      this.#refuseOtherSites(request, isPage);
      if (isPage) return pageResponse();
      const result = this.#callApi(request, path.slice('/_emulator/api/'.length));
      return { ...jsonResponse(200, result), mayHaveChanged: request.method === 'POST' };
    } catch (error) {
      if (error instanceof BadRequest) return jsonResponse(error.status, { error: error.message });
      if (isVolcengineError(error)) return jsonResponse(400, { error: error.message });
      throw error;
    }
  }

  #callApi({ method, url, body }: RawRequest, path: string): unknown {
    const { cloud, faults, log } = this.#parts;
    const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
    const [, faultId] = /^faults\/(\d+)$/.exec(path) ?? [];
    switch (`${method} ${faultId === undefined ? path : 'faults/id'}`) {
      case 'GET state':
        return this.#state();
      case 'GET requests':
        return { requests: log.after(Number(query.get('after') ?? 0)).slice(-maxListedRequests) };
      case 'GET resources':
        return this.#resources(query);
      case 'POST faults':
        return { id: faults.add(readBody(body) as unknown as FaultRule).id };
      case 'DELETE faults/id':
        faults.remove(Number(faultId));
        return {};
      case 'POST advance':
        this.#parts.advance(durationMs(readBody(body)['by'] as string));
        return { nowMs: cloud.clock.now() };
      case 'POST reset':
        this.#parts.reset();
        return {};
      default:
        throw new BadRequest(404, `There is no ${method} ${path}.`);
    }
  }

  #refuseOtherSites({ method, headers }: RawRequest, isPage: boolean): void {
    // A link of another site may lead to the page, which does nothing until someone uses it.
    const asked = isPage && method === 'GET' ? { ...headers, 'sec-fetch-site': undefined } : headers;
    const refusal = this.#parts.allowedHosts.refusal(asked);
    if (refusal !== undefined) throw new BadRequest(403, refusal);
    if (method === 'POST' && headers['content-type'] !== 'application/json') {
      throw new BadRequest(415, 'The content type must be application/json.');
    }
  }

  #state(): unknown {
    const { cloud, faults, log, account, region } = this.#parts;
    cloud.settle();
    return {
      nowMs: cloud.clock.now(),
      clock: cloud.clock.isVirtual ? 'virtual' : 'real',
      account,
      region,
      requestCount: log.count,
      faults: faults.all().map(({ id, rule, hits }) => ({ id, rule, hits })),
      services: this.#services(),
    };
  }

  /** Each service with resources in an account and region, with the number and the states of each resource type. */
  #services(): unknown[] {
    const services = new Map<string, { service: string; account: string; region: string; types: Data[] }>();
    for (const partition of this.#parts.cloud.partitions()) {
      const { account, region } = partition;
      for (const [key, collection] of partition.collections()) {
        if (collection.size === 0) continue;
        const [module = '', name = ''] = key.split('.');
        const status = findResourceType(key)?.status;
        const states = status ? Object.fromEntries(collection.counts(status.path)) : {};
        const place = `${account}/${region}/${module}`;
        const service = services.get(place) ?? { service: module, account, region, types: [] };
        services.set(place, service);
        service.types.push({ key, name, count: collection.size, states });
      }
    }
    return [...services.values()].sort((a, b) => (a.service < b.service ? -1 : 1));
  }

  #resources(query: URLSearchParams): unknown {
    const key = query.get('type') ?? '';
    for (const partition of this.#parts.cloud.partitions()) {
      if (partition.account !== query.get('account') || partition.region !== query.get('region')) continue;
      const collection = partition.collections().get(key);
      const resourceType = collection && findResourceType(key);
      if (!collection || !resourceType) break;
      const start = (Math.max(1, Number(query.get('page') ?? 1)) - 1) * pageSize;
      const { name } = resourceType.facts;
      return {
        total: collection.size,
        items: collection
          .all()
          .slice(start, start + pageSize)
          .map((entity) => ({
            id: entity.id,
            name: name === undefined ? undefined : entity.data[name],
            status: statusOf(resourceType, entity),
            data: redact(entity.data),
          })),
      };
    }
    throw new BadRequest(404, `There are no resources of the type ${JSON.stringify(key)} in this place.`);
  }
}

function readBody(body: Buffer): Data {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    // Reported below, like any other body that is not an object.
  }
  if (!isObject(parsed)) throw new BadRequest(400, 'The body is not a JSON object.');
  return parsed;
}

function pageResponse(): RawResponse {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
  return { status: 200, headers, body: page };
}

function jsonResponse(status: number, value: unknown): RawResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, body: toJson(value) };
}
