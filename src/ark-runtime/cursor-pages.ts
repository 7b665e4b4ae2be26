import type { WithMetadata } from '../types/call.js';

type Query = Readonly<Record<string, unknown>>;

/** One page of a list with a cursor. */
interface Page<T> {
  readonly data?: readonly T[] | null | undefined;
  readonly has_more?: boolean | null | undefined;
}

/** A lazy list: it reads a page when it is due, and can be read again. */
export class CursorPages<T extends { readonly id?: string | null | undefined }> implements AsyncIterable<T> {
  readonly #read: (query: Query) => Promise<Page<T> & WithMetadata>;
  readonly #query: Query;

  /** @internal Use `files.list` or `responses.inputItems`. */
  constructor(read: (query: Query) => Promise<Page<T> & WithMetadata>, query: Query) {
    this.#read = read;
    this.#query = query;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, undefined> {
    for await (const page of this.pages()) yield* page;
  }

  /** The items page by page. */
  async *pages(): AsyncGenerator<readonly T[], undefined> {
    let query = this.#query;
    for (;;) {
      const { data, has_more: hasMore } = await this.#read(query);
      const items = data ?? [];
      if (items.length > 0) yield items;
      const last = items.at(-1)?.id;
      if (hasMore === false || typeof last !== 'string') return;
      query = { ...query, after: last };
    }
  }

  /** All items, or the first `limit`. */
  async toArray({ limit = Infinity }: { readonly limit?: number } = {}): Promise<T[]> {
    const items: T[] = [];
    if (limit <= 0) return items;
    for await (const item of this) if (items.push(item) >= limit) break;
    return items;
  }
}
