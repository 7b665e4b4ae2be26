import { isVolcengineError } from '../../errors/volcengine-error.js';
import { durationMs } from '../state/clock.js';
import type { FaultRule, Faults } from './faults.js';
import { statusOf } from '../engine/lifecycle.js';
import { redact } from '../../util/secrets.js';
import type { RequestLog } from './request-log.js';
import { contentSecurityPolicy, page } from './page/page.js';
import type { RawAnswer, RawRequest } from './server.js';
import { servicePlan } from '../model/services.js';
import type { Data } from '../state/store.js';
import { toJson } from '../../util/json.js';
import type { World } from '../state/cloud-state.js';

interface Parts {
  readonly world: World;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly account: string;
  readonly region: string;
  readonly reset: () => void;
}

/** A request to the page or its API that can't be done, with the reason for people. */
class Unfit extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const pageSize = 50;

/** The page at `/_emulator`, and what it asks for. */
export class Admin {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  answer(request: RawRequest, path: string): RawAnswer {
    try {
      refuseOtherSites(request);
      if (path === '/_emulator' || path === '/_emulator/') return pageAnswer();
      return jsonAnswer(200, this.#api(request, path.slice('/_emulator/api/'.length)));
    } catch (error) {
      if (error instanceof Unfit) return jsonAnswer(error.status, { error: error.message });
      if (isVolcengineError(error)) return jsonAnswer(400, { error: error.message });
      throw error;
    }
  }

  #api({ method, url, body }: RawRequest, path: string): unknown {
    const { world, faults, log } = this.#parts;
    const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
    const [, faultId] = /^faults\/(\d+)$/.exec(path) ?? [];
    switch (`${method} ${faultId === undefined ? path : 'faults/id'}`) {
      case 'GET state':
        return this.#state();
      case 'GET requests':
        return { requests: log.after(Number(query.get('after') ?? 0)).slice(-200) };
      case 'GET resources':
        return this.#resources(query);
      case 'POST faults':
        return { id: faults.add(readBody(body) as unknown as FaultRule).id };
      case 'DELETE faults/id':
        faults.remove(Number(faultId));
        return {};
      case 'POST advance':
        world.advance(durationMs(readBody(body)['by'] as string));
        return { nowMs: world.clock.now() };
      case 'POST reset':
        this.#parts.reset();
        return {};
      default:
        throw new Unfit(404, `There is no ${method} ${path} here.`);
    }
  }

  #state(): unknown {
    const { world, faults, log, account, region } = this.#parts;
    world.settle();
    return {
      nowMs: world.clock.now(),
      clock: world.clock.isVirtual ? 'virtual' : 'real',
      account,
      region,
      requestCount: log.count,
      faults: faults.all().map(({ id, rule, hits }) => ({ id, rule, hits })),
      services: this.#services(),
    };
  }

  #services(): unknown[] {
    const services = new Map<string, { service: string; account: string; region: string; nouns: Data[] }>();
    for (const space of this.#parts.world.spaces()) {
      for (const [key, collection] of space.collections()) {
        if (collection.size === 0) continue;
        const [module = '', noun = ''] = key.split('.');
        const plan = servicePlan(module).nouns.get(noun);
        const states = plan?.status ? Object.fromEntries(collection.counts(plan.status.path)) : {};
        const name = `${space.account}/${space.region}/${module}`;
        const service = services.get(name) ?? {
          service: module,
          account: space.account,
          region: space.region,
          nouns: [],
        };
        services.set(name, service);
        service.nouns.push({ key, noun, count: collection.size, states });
      }
    }
    return [...services.values()].sort((a, b) => (a.service < b.service ? -1 : 1));
  }

  #resources(query: URLSearchParams): unknown {
    const key = query.get('noun') ?? '';
    const [module = '', name = ''] = key.split('.');
    for (const space of this.#parts.world.spaces()) {
      if (space.account !== query.get('account') || space.region !== query.get('region')) continue;
      const collection = space.collections().get(key);
      const noun = collection && servicePlan(module).nouns.get(name);
      if (!collection || !noun) break;
      const page = Math.max(1, Number(query.get('page') ?? 1)) - 1;
      const items = collection.all().slice(page * pageSize, (page + 1) * pageSize);
      return {
        total: collection.size,
        items: items.map((entity) => ({
          id: entity.id,
          name: noun.facts.name === undefined ? undefined : entity.data[noun.facts.name],
          status: statusOf(noun, entity),
          data: redact(entity.data),
        })),
      };
    }
    throw new Unfit(404, `There is nothing of ${JSON.stringify(key)} there.`);
  }
}

/** A page of another site that this browser shows must not steer the cloud. */
function refuseOtherSites({ method, headers }: RawRequest): void {
  const { origin, host = '' } = headers;
  if (origin !== undefined && origin !== `http://${host}`)
    throw new Unfit(403, 'This is for its own page only.');
  // A name that somebody else's DNS gives this address to is not one of ours.
  if (!/^(localhost|[\d.]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host))
    throw new Unfit(403, 'Use the address, or localhost.');
  if (method === 'POST' && headers['content-type'] !== 'application/json') {
    throw new Unfit(415, 'Send application/json.');
  }
}

function readBody(body: Buffer): Data {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)) return parsed as Data;
  } catch {
    // Told below, like everything else that is no object.
  }
  throw new Unfit(400, 'The body is not a JSON object.');
}

function pageAnswer(): RawAnswer {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
  return { status: 200, headers, body: page };
}

function jsonAnswer(status: number, value: unknown): RawAnswer {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, body: toJson(value) };
}
