import { ActionBuilder, type ActionContext } from '../../builders/action-builder.js';
import { builderClass } from '../../builders/builder-class.js';
import { settingsOf } from '../../builders/builder.js';
import { readPath } from '../../catalog/paths.js';
import type { CallOptions } from '../../types/call.js';
import { ResourceError } from '../../errors/resource.js';
import { firstCursor, onePage, pageSizeOf } from './page-cursor.js';
import { parallelPages, sequentialPages, type Page } from './pages.js';

/** What a list reads and what becomes of its items. */
export interface ListContext extends ActionContext {
  /** The path of the list in the answer. */
  readonly items: string;
  /** Makes the outcome of one item; unset: the item itself. */
  readonly wrap?: (
    item: unknown,
    request: Readonly<Record<string, unknown>>,
    options: CallOptions | undefined,
  ) => unknown;
  /** Keeps an item; for what the service can't filter by. */
  readonly keep?: (item: unknown) => boolean;
  readonly paging?: {
    readonly size?: number;
    readonly ahead?: number;
    readonly width?: number;
    readonly options?: CallOptions;
  };
}

/**
 * A lazy list: nothing is read until it is iterated, each iteration reads anew, and settings give a new list.
 * Setters of the list's request filter it.
 */
export class Listing extends ActionBuilder<ListContext> {
  /** Asks for so many items a page; the facts' limits hold. */
  pageSize(items: number): this {
    return this.#page({ size: items });
  }

  /** Reads up to so many pages before they are asked for. @defaultValue 0 */
  prefetch(pages: number): this {
    return this.#page({ ahead: pages });
  }

  /** Reads so many pages at once where pages are numbered, and gives them in order; token lists are prefetched instead. */
  parallel(pages: number): this {
    return this.#page({ width: pages });
  }

  /** Options for each call: `signal`, `timeoutMs`, `region` and the like. */
  options(options: CallOptions): this {
    return this.#page({ options });
  }

  #page(change: ListContext['paging']): this {
    return this.rebind({ ...this.context, paging: { ...this.context.paging, ...change } });
  }

  /** The pages, each with its items and the answer as it came. */
  async *pages(): AsyncGenerator<Page<unknown>, void, undefined> {
    const { dispatcher, action, items: itemsPath, wrap, keep, paging = {} } = this.context;
    const facts = dispatcher.facts.actions[action]?.pagination;
    const request = this.collect();
    const source = {
      itemsPath,
      request,
      options: paging.options,
      send: (body: Record<string, unknown>, options?: CallOptions) => dispatcher.send(action, body, options),
    };
    const { size: wish, ahead = 0, width = 1 } = paging;
    const size = facts ? pageSizeOf(facts, request, wish) : 0;
    const first = facts ? firstCursor(facts, size, request, width > 1) : onePage;
    const pages =
      width > 1 && first.skip
        ? parallelPages(source, { ...first, skip: first.skip }, size, width)
        : sequentialPages(source, first, width > 1 ? Math.max(ahead, width) : ahead);
    for await (const page of pages) {
      const kept = keep ? page.items.filter(keep) : page.items;
      yield { ...page, items: wrap ? kept.map((item) => wrap(item, request, paging.options)) : kept };
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** The first item, or undefined for an empty list; reads as little as it can. */
  async first(options?: CallOptions): Promise<unknown> {
    const list = this.#with(options, this.context.keep ? undefined : 1);
    for await (const item of list) return item;
    return undefined;
  }

  /** The items as an array, `limit` at the most. */
  async toArray({ limit = Infinity, ...options }: { limit?: number } & CallOptions = {}): Promise<unknown[]> {
    const found: unknown[] = [];
    if (limit <= 0) return found;
    for await (const item of this.#with(
      options,
      Number.isFinite(limit) && !this.context.keep ? limit : undefined,
    )) {
      found.push(item);
      if (found.length >= limit) break;
    }
    return found;
  }

  /**
   * How many items there are, by one small call.
   *
   * @throws {@link ResourceError} when the API tells no total for this list
   */
  async count(options?: CallOptions): Promise<number> {
    const { dispatcher, action, paging, keep } = this.context;
    const facts = dispatcher.facts.actions[action]?.pagination;
    if (facts?.out?.total === undefined || keep) {
      throw new ResourceError(`${action} tells no total: use toArray() and its length`);
    }
    const filters = this.collect();
    const request = firstCursor(facts, pageSizeOf(facts, filters, 1), filters).request(filters);
    const answer = await dispatcher.send(action, request, { ...paging?.options, ...options });
    const total = Number(readPath(answer, facts.out.total));
    if (!Number.isFinite(total))
      throw new ResourceError(`${action} gave no total: use toArray() and its length`);
    return total;
  }

  #with(options: CallOptions | undefined, wish: number | undefined): this {
    const { paging } = this.context;
    const size = paging?.size ?? wish;
    return this.#page({
      ...(size === undefined ? {} : { size }),
      options: { ...paging?.options, ...options },
    });
  }
}

/** A list of an action, with `settings` as its first filters. */
export function listing(context: ListContext, settings: Readonly<Record<string, unknown>> = {}): Listing {
  const { facts } = context.dispatcher;
  const Class = builderClass<ListContext>(Listing, facts, facts.actions[context.action]?.input ?? '');
  return new Class(settingsOf(settings), context) as Listing;
}
