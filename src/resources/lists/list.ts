import { Builder, settingsOf, type NestedContext } from '../../builders/builder.js';
import { builderClass } from '../../builders/builder-class.js';
import { settersOf } from '../../builders/setters.js';
import { inputName } from '../../catalog/shapes.js';
import type { ServiceFacts } from '../../catalog/types.js';
import { ConfigError } from '../../errors/config.js';
import { ResourceError } from '../../errors/resource.js';
import type { CallOptions } from '../../types/call.js';
import type { Dispatcher } from '../../types/dispatcher.js';
import { defineMethod } from '../../util/define-method.js';
import { memoizeByName } from '../../util/memo.js';
import { firstCursor, onePage, pageSizeOf, totalIn } from './page-cursor.js';
import { parallelPages, sequentialPages, type Page } from './pages.js';

type Request = Readonly<Record<string, unknown>>;

/** The action that a list reads, and what becomes of its items. */
export interface ListSource {
  readonly dispatcher: Dispatcher;
  readonly action: string;
  /** The path of the items in the response. */
  readonly itemsPath: string;
  /** Makes a resource of an item. @defaultValue the item itself */
  readonly wrap?: (item: unknown, request: Request, options: CallOptions | undefined) => unknown;
  /** Keeps or drops an item, when the service has no filter for it. */
  readonly keep?: (item: unknown) => boolean;
}

/** More pages at the same time only wait for connections and for the service's limits. */
const mostParallel = 64;

function checkedCount(name: string, count: number, least: number): number {
  if (Number.isSafeInteger(count) && count >= least) return count;
  throw new ConfigError(`${name} has to be a whole number from ${least}`);
}

interface Paging {
  readonly size?: number;
  /** How many pages are read ahead. */
  readonly ahead?: number;
  /** How many pages are read at the same time. */
  readonly width?: number;
  readonly options?: CallOptions;
}

/**
 * A lazy list: nothing is read until it is iterated, each iteration reads anew, and every setting returns a new list.
 * It has a builder of the list request; the setters of that builder are its filters.
 */
export class List {
  readonly #source: ListSource;
  readonly #request: Builder;
  readonly #paging: Paging;

  constructor(source: ListSource, request: Builder, paging: Paging = {}) {
    this.#source = source;
    this.#request = request;
    this.#paging = paging;
  }

  /**
   * Requests this many items per page, within the limits of the API.
   *
   * @throws {@link ConfigError} unless it is a whole number from 1
   */
  pageSize(items: number): this {
    return this.#page({ size: checkedCount('pageSize', items, 1) });
  }

  /**
   * Reads up to this many pages before they are asked for.
   *
   * @defaultValue 0
   * @throws {@link ConfigError} unless it is a whole number from 0
   */
  prefetch(pages: number): this {
    return this.#page({ ahead: checkedCount('prefetch', pages, 0) });
  }

  /**
   * Reads this many numbered pages at the same time, at most 64, and yields them in order; lists with page tokens are
   * prefetched instead.
   *
   * @throws {@link ConfigError} unless it is a whole number from 1
   */
  parallel(pages: number): this {
    return this.#page({ width: Math.min(checkedCount('parallel', pages, 1), mostParallel) });
  }

  /** Sets options of each call: `signal`, `timeoutMs`, `region` and the like. */
  options(options: CallOptions): this {
    return this.#page({ options });
  }

  /** Sets filters by a request in wire names. */
  from(request: object): this {
    return this.#change((builder) => builder.from(request));
  }

  /** Applies a reusable piece: returns what `piece` makes of this list. */
  with<R>(piece: (list: this) => R): R {
    return piece(this);
  }

  /** The filters as they stand, in wire names. */
  toJSON(): Record<string, unknown> {
    return this.#request.toJSON();
  }

  /** Yields the pages, each with its items and the response. */
  async *pages(): AsyncGenerator<Page<unknown>, void, undefined> {
    const { dispatcher, action, itemsPath, wrap, keep } = this.#source;
    const facts = dispatcher.facts.actions[action]?.pagination;
    const request = this.#request.collect();
    const { size: wish, ahead = 0, width = 1, options } = this.#paging;
    const source = {
      itemsPath,
      request,
      options,
      send: (body: Record<string, unknown>, call?: CallOptions) => dispatcher.send(action, body, call),
    };
    const size = facts ? pageSizeOf(facts, request, wish) : 0;
    const first = facts ? firstCursor(facts, size, request, width > 1) : onePage;
    const pages =
      width > 1 && first.skip
        ? parallelPages(source, { ...first, skip: first.skip }, { size, width, totalPath: facts?.out?.total })
        : sequentialPages(source, first, width > 1 ? Math.max(ahead, width) : ahead);
    for await (const page of pages) {
      const kept = keep ? page.items.filter(keep) : page.items;
      yield { ...page, items: wrap ? kept.map((item) => wrap(item, request, options)) : kept };
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** Returns the first item, or undefined when the list is empty; reads as little as it can. */
  async first(options?: CallOptions): Promise<unknown> {
    for await (const item of this.#atMost(1, options)) return item;
    return undefined;
  }

  /** Returns the items as an array, at most `limit` of them. */
  async toArray({ limit = Infinity, ...options }: { limit?: number } & CallOptions = {}): Promise<unknown[]> {
    const found: unknown[] = [];
    if (limit <= 0) return found;
    for await (const item of this.#atMost(limit, options)) {
      found.push(item);
      if (found.length >= limit) break;
    }
    return found;
  }

  /**
   * Returns how many items there are, by one small call.
   *
   * @throws {@link ResourceError} when the API returns no total for this list
   */
  async count(options?: CallOptions): Promise<number> {
    const { dispatcher, action, keep } = this.#source;
    const facts = dispatcher.facts.actions[action]?.pagination;
    if (facts?.out?.total === undefined || keep) {
      throw new ResourceError(`${action} returns no total: use toArray() and its length`);
    }
    const filters = this.#request.collect();
    const request = firstCursor(facts, pageSizeOf(facts, filters, 1), filters).request(filters);
    const response = await dispatcher.send(action, request, { ...this.#paging.options, ...options });
    const total = totalIn(response, facts.out.total);
    if (!Number.isFinite(total)) {
      throw new ResourceError(`${action} returned no total: use toArray() and its length`);
    }
    return total;
  }

  /** The list with pages no larger than what is needed of it. */
  #atMost(limit: number, options: CallOptions | undefined): this {
    // Which items are kept is known only after they were read: a small page could hold none of them.
    const isUseful = Number.isFinite(limit) && !this.#source.keep;
    const size = this.#paging.size ?? (isUseful ? limit : undefined);
    return this.#page({
      ...(size !== undefined && { size }),
      options: { ...this.#paging.options, ...options },
    });
  }

  #change(change: (request: Builder) => Builder): this {
    return this.#copy(change(this.#request), this.#paging);
  }

  #page(change: Paging): this {
    return this.#copy(this.#request, { ...this.#paging, ...change });
  }

  #copy(request: Builder, paging: Paging): this {
    const Class = this.constructor as new (source: ListSource, request: Builder, paging: Paging) => this;
    return new Class(this.#source, request, paging);
  }

  /** @internal A class of lists with the setters of a request shape, each of which it forwards to its builder. */
  static withSetters(facts: ServiceFacts, input: string): typeof List {
    const name = `${input.replace(/Request$/, '')}List`;
    const Class = { [name]: class extends List {} }[name] as typeof List;
    for (const { name: setter } of settersOf(facts, input)) {
      // The list's own methods come first: `pageSize()` is not the member `PageSize`.
      if (setter in Class.prototype) continue;
      defineMethod(Class.prototype, setter, function (this: List, ...values: unknown[]) {
        return this.#change((request) => callSetter(request, setter, values));
      });
    }
    return Class;
  }

  /** What `console.log` shows: the filters' names, but no values: some are secrets. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const names = Object.keys(this.#request.collect());
    return `${this.constructor.name} { filters: ${names.join(', ') || 'none'} }`;
  }
}

/** What a list does by itself: members of these names get no setter, `from({ … })` sets them. */
export const listMethods: ReadonlySet<string> = new Set([
  'pages',
  'first',
  'toArray',
  'count',
  'pageSize',
  'prefetch',
  'parallel',
  'options',
]);

/** A list of an action's items, with its first filters in wire names. */
export function makeList(source: ListSource, filters: Request = {}): List {
  const { facts } = source.dispatcher;
  const input = inputName(facts, source.action);
  const RequestBuilder = builderClass<NestedContext>(Builder, facts, input);
  const context = { dispatcher: source.dispatcher };
  return new (listClass(facts, input))(source, new RequestBuilder(settingsOf(filters), context));
}

/** The list class of one input shape, made on first use: the setters of its request are its filters. */
const listClass = memoizeByName((facts: ServiceFacts, input: string) => List.withSetters(facts, input));

function callSetter(builder: Builder, setter: string, values: readonly unknown[]): Builder {
  const setters = builder as unknown as Readonly<Record<string, (...values: readonly unknown[]) => Builder>>;
  return setters[setter]!(...values);
}
