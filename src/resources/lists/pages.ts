import type { CallOptions, WithMetadata } from '../../types/call.js';
import { readPath } from '../../catalog/paths.js';
import { totalIn, type PageCursor } from './page-cursor.js';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The response as it came. */
  readonly response: Readonly<Record<string, unknown>> & WithMetadata;
}

/** What reads the pages of one list. */
export interface PageSource {
  send(
    request: Record<string, unknown>,
    options?: CallOptions,
  ): Promise<Record<string, unknown> & WithMetadata>;
  /** The path of the list in the response. */
  readonly itemsPath: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly options: CallOptions | undefined;
}

type Fetched = Page<unknown> & { readonly next: PageCursor | undefined };

async function fetchPage(source: PageSource, cursor: PageCursor): Promise<Fetched> {
  const response = await source.send(cursor.request(source.request), source.options);
  const found = readPath(response, source.itemsPath);
  const items: readonly unknown[] = Array.isArray(found) ? found : [];
  return { items, response, next: cursor.next(response, items.length) };
}

/**
 * The pages of a list, one after the other, reading up to `ahead` pages before they are asked for.
 * Memory holds those pages and no more.
 */
export async function* sequentialPages(
  source: PageSource,
  first: PageCursor,
  ahead: number,
): AsyncGenerator<Page<unknown>, void, undefined> {
  const queue: Promise<Fetched>[] = [];
  let tail: Promise<Fetched> | undefined;
  const grow = (): void => {
    while (tail && queue.length < ahead) {
      const before: Promise<Fetched> = tail;
      // A page behind the last one is never fetched: this then gives the last page again, which ends the list.
      tail = before.then((page) => (page.next ? fetchPage(source, page.next) : page));
      tail.catch(() => undefined);
      queue.push(tail);
    }
  };
  let current = await (tail = fetchPage(source, first));
  for (;;) {
    grow();
    yield current;
    if (!current.next) return;
    if (ahead === 0) {
      current = await (tail = fetchPage(source, current.next));
    } else {
      current = await (queue.shift() as Promise<Fetched>);
    }
  }
}

/**
 * The pages of a numbered list, read `width` at a time and given in order. The first response says whether there
 * are more, and how many where it has the total: no page behind the end is asked for then. Where it is shorter than asked
 * for, the service counts pages by another size, and they are read in turn.
 */
export async function* parallelPages(
  source: PageSource,
  first: PageCursor & { skip(pages: number): PageCursor },
  { size, width, totalPath }: { size: number; width: number; totalPath: string | undefined },
): AsyncGenerator<Page<unknown>, void, undefined> {
  let current = await fetchPage(source, first);
  yield current;
  if (!current.next) return;
  if (current.items.length !== size) return yield* sequentialPages(source, current.next, 0);
  const total = totalIn(current.response, totalPath);
  // A list that starts behind its first page ends earlier; the pages themselves show where.
  const most = Number.isFinite(total) ? Math.ceil(total / size) : Infinity;
  let started = 1;
  let ended = false;
  const queue: Promise<Fetched>[] = [];
  while (current.next) {
    while (!ended && queue.length < width && started < most) {
      const page = fetchPage(source, first.skip(started++));
      page.then(
        ({ next }) => (ended ||= !next),
        () => (ended = true),
      );
      queue.push(page);
    }
    const following = queue.shift();
    if (!following) break;
    current = await following;
    if (current.items.length > 0) yield current;
  }
  // The list grew while it was read.
  if (current.next) yield* sequentialPages(source, current.next, 0);
}
