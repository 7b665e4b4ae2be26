import { expect } from 'chai';
import { loadService, serviceNames } from '../../../src/catalog/load.js';
import { readPath } from '../../../src/catalog/paths.js';
import type { PaginationFacts, ResourceFacts, ServiceFacts } from '../../../src/catalog/types.js';
import { Emulator } from '../../../src/emulator/index.js';
import { ServiceError } from '../../../src/errors/index.js';
import { leastRequest } from '../../support/least-request.js';

type Known = Record<string, unknown>;
type Style = 'page' | 'token' | 'offset';

const predefinedCount = 5;
const size = 2;

/** One resource type's list, read page by page in each style that its facts have. */
class ListTrial {
  readonly #facts: ServiceFacts;
  readonly #resource: ResourceFacts;
  #scope: Known = {};

  constructor(
    private readonly cloud: Emulator,
    facts: ServiceFacts,
    resourceType: string,
  ) {
    this.#facts = facts;
    this.#resource = facts.resources[resourceType] as ResourceFacts;
  }

  /** Whether there were as many made as it takes to have pages. */
  fill(): boolean {
    const { create, list, id } = this.#resource;
    if (!create || !list?.items) return false;
    const request = leastRequest(this.#facts, create.action);
    for (let i = 1; i <= predefinedCount; i++) {
      const own = create.idFromInput ?? id?.identity?.at(-1);
      const named = own === undefined ? {} : { [own]: `chosen-${i}` };
      try {
        this.cloud.call(this.#facts.name, create.action, leastRequest(this.#facts, create.action, named));
      } catch (error) {
        // Some have a number for their name, or may be there but once.
        if (error instanceof ServiceError) return false;
        throw error;
      }
    }
    const members = [...(id?.parents ?? []), ...(this.#resource.scopedBy ?? []), ...(list.required ?? [])];
    this.#scope = Object.fromEntries(members.map((member) => [member, request[member]]));
    return this.#page({}).items.length >= predefinedCount;
  }

  /** What is wrong with its pages in that style; nothing when they are the list. */
  problem(style: Style, paging: PaginationFacts): string | undefined {
    let at: Known = first(paging, style);
    const most = Math.min(100, paging[style]?.sizeMax ?? 100);
    const all = this.#page({ ...sized(paging, style, most), ...at }).items;
    const seen: unknown[] = [];
    for (let turn = 0; turn < all.length + 2; turn++) {
      const { items, result } = this.#page({ ...sized(paging, style, size), ...at });
      if (items.length > size) return `gives ${items.length} on a page of ${size}`;
      seen.push(...items);
      const wrong = this.#wrongTotals(paging, result, all.length, seen.length);
      if (wrong) return wrong;
      if (items.length === 0 || seen.length >= all.length) break;
      const next = after(paging, style, result, turn, seen.length, this.#firstOffset(paging));
      if (!next) return `ends after ${seen.length} of ${all.length}`;
      at = next;
    }
    const texts = new Set(seen.map((item) => JSON.stringify(item)));
    if (seen.length !== all.length) return `gives ${seen.length} of ${all.length}`;
    return texts.size === new Set(all.map((item) => JSON.stringify(item))).size ? undefined : 'repeats items';
  }

  #firstOffset({ offset }: PaginationFacts): number {
    const input = this.#facts.actions[this.#resource.list?.action ?? '']?.input ?? '';
    return this.#facts.shapes[input]?.[offset?.offset ?? '']?.minimum ?? 0;
  }

  #wrongTotals({ out }: PaginationFacts, result: unknown, all: number, seen: number): string | undefined {
    const total = out?.total === undefined ? undefined : readPath(result, out.total);
    if (total !== undefined && Number(total) !== all) return `tells of ${String(total)}, not ${all}`;
    const hasMore = out?.hasMore === undefined ? undefined : readPath(result, out.hasMore);
    const isRight = typeof hasMore !== 'boolean' || hasMore === seen < all;
    return isRight ? undefined : `says ${String(hasMore)} of whether there is more after ${seen} of ${all}`;
  }

  #page(steering: Known): { items: readonly unknown[]; result: unknown } {
    const { list } = this.#resource;
    const { action = '', items: path = '' } = list ?? {};
    const request = leastRequest(this.#facts, action, { ...this.#scope, ...steering });
    const shape = this.#facts.shapes[this.#facts.actions[action]?.input ?? ''] ?? {};
    for (const [member, value] of Object.entries(steering))
      if (value === undefined && !shape[member]?.required) delete request[member];
    const result = this.cloud.call(this.#facts.name, action, request);
    const items = readPath(result, path);
    return { items: Array.isArray(items) ? (items as unknown[]) : [], result };
  }
}

/** Only the members of that style: an action that has several goes by what it is given. */
function sized({ page, token, offset }: PaginationFacts, style: Style, count: number): Known {
  const others = [page?.page, token?.token, offset?.offset].filter((member) => member !== undefined);
  const steering: Known = Object.fromEntries(others.map((member) => [member, undefined]));
  const sizeMember = { page, token, offset }[style]?.size;
  return sizeMember === undefined ? steering : { ...steering, [sizeMember]: count };
}

function first({ page }: PaginationFacts, style: Style): Known {
  if (style === 'page' && page) return { [page.page]: 1 };
  return {};
}

function after(
  { page, token, offset }: PaginationFacts,
  style: Style,
  result: unknown,
  turn: number,
  seen: number,
  firstOffset: number,
): Known | undefined {
  if (style === 'page' && page) return { [page.page]: turn + 2 };
  if (style === 'offset' && offset) return { [offset.offset]: seen + firstOffset };
  const next = token?.outToken === undefined ? undefined : readPath(result, token.outToken);
  return token && next !== undefined && next !== '' ? { [token.token]: next } : undefined;
}

function problemOf(find: () => string | undefined): string | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof ServiceError) return error.message;
    throw error;
  }
}

describe('every list of what can be created', () => {
  it('gives each item once, page by page, in every style of its facts', function () {
    this.timeout(120_000);
    const tried = { page: 0, token: 0, offset: 0 };
    const problems: string[] = [];
    for (const name of serviceNames()) {
      const facts = loadService(name);
      for (const [resourceType, { list }] of Object.entries(facts.resources)) {
        const paging = list && facts.actions[list.action]?.pagination;
        if (!paging) continue;
        const trial = new ListTrial(new Emulator({ settleMs: 0, references: 'none' }), facts, resourceType);
        if (!trial.fill()) continue;
        for (const style of ['page', 'token', 'offset'] as const) {
          // Without a member for the size, or with a large least one, a page of two can't be asked for.
          const { size: sizeMember, sizeMin = 1 } = paging[style] ?? {};
          if (sizeMember === undefined || sizeMin > size) continue;
          // Nor where a token is wanted that no answer tells.
          if (style === 'token' && paging.token?.outToken === undefined) continue;
          tried[style] += 1;
          const problem = problemOf(() => trial.problem(style, paging));
          if (problem) problems.push(`${name}.${resourceType}, ${list.action} by ${style}: ${problem}`);
        }
      }
    }
    expect(problems).to.deep.equal([]);
    expect(tried.page).to.be.at.least(370);
    expect(tried.token).to.be.at.least(65);
    expect(tried.offset).to.be.at.least(28);
  });
});
