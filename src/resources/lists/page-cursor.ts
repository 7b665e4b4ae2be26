import { readPath, withPath } from '../../catalog/paths.js';
import type { PaginationFacts } from '../../catalog/types.js';
import { ResourceError } from '../../errors/resource.js';

type Json = Readonly<Record<string, unknown>>;

/** Where a list stands: makes the request of the next page and reads from its response whether there is another. */
export interface PageCursor {
  /** The request of this page. */
  request(base: Json): Record<string, unknown>;
  /** The cursor behind a response that had so many items; undefined: it was the last page. */
  next(response: Json, itemCount: number): PageCursor | undefined;
  /** Page-numbered lists only: the cursor so many pages further on. */
  skip?(pages: number): PageCursor;
}

/** The facts give no limit: services take at most 100 then. */
const defaultPageSize = 100;

/** How many items a page holds: what the caller wishes or the request says, within the facts' limits. */
export function pageSizeOf(facts: PaginationFacts, request: Json, wish?: number): number {
  const style = (facts.token?.outToken === undefined ? undefined : facts.token) ?? facts.page ?? facts.offset;
  const said = style?.size === undefined ? undefined : readPath(request, style.size);
  const size = wish ?? (said === undefined ? defaultPageSize : Number(said));
  return Math.max(style?.sizeMin ?? 1, Math.min(size, style?.sizeMax ?? defaultPageSize));
}

/**
 * The cursor of a list's first page, or of the page that the request names already.
 * Lists that take tokens and pages are read by token unless `byPage` asks otherwise.
 */
export function firstCursor(facts: PaginationFacts, size: number, request: Json, byPage = false): PageCursor {
  const { token, page, offset } = facts;
  if (token?.outToken !== undefined && !(byPage && page)) {
    return tokenCursor(facts, { ...token, outToken: token.outToken }, size, start);
  }
  if (page) {
    const at = Number(readPath(request, page.page) ?? 1);
    return numberCursor(facts, { ...page, member: page.page, countsItems: false }, size, at, (at - 1) * size);
  }
  if (offset) {
    const at = Number(readPath(request, offset.offset) ?? 0);
    return numberCursor(facts, { ...offset, member: offset.offset, countsItems: true }, size, at, at);
  }
  return onePage;
}

/** For lists that the facts know no paging of: one response has it all. */
export const onePage: PageCursor = { request: (base) => ({ ...base }), next: () => undefined };

const start: TokenPlace = { token: undefined, mark: undefined, steps: 0, limit: 1 };

/** Where a token list stands; the mark moves on at 1, 2, 4, 8 … pages, so that any cycle is met with one token kept. */
interface TokenPlace {
  readonly token: unknown;
  readonly mark: unknown;
  readonly steps: number;
  readonly limit: number;
}

function tokenCursor(
  facts: PaginationFacts,
  style: NonNullable<PaginationFacts['token']> & { readonly outToken: string },
  size: number,
  { token, mark, steps, limit }: TokenPlace,
): PageCursor {
  return {
    request(base) {
      const request = withSize(base, style, size);
      // Where a token is required, the first page has an empty one.
      const sent = token ?? (style.required ? '' : undefined);
      return sent === undefined ? request : withPath(request, style.token, sent);
    },
    next(response) {
      const told = readPath(response, style.outToken);
      if (told === undefined || told === null || told === '') return undefined;
      if (facts.out?.hasMore !== undefined && readPath(response, facts.out.hasMore) === false)
        return undefined;
      const following = tokenText(told, style.outToken);
      if (following === token || following === mark) {
        throw new ResourceError(
          `The list was ended: the service gave the same page token ${style.outToken} again, so it would never end`,
        );
      }
      const place =
        steps + 1 === limit
          ? { token: following, mark: following, steps: 0, limit: limit * 2 }
          : { token: following, mark, steps: steps + 1, limit };
      return tokenCursor(facts, style, size, place);
    },
  };
}

/** A page token as requests take it: text, also where a service returns a number. */
function tokenText(token: unknown, outToken: string): string {
  if (typeof token === 'string') return token;
  if (typeof token === 'number' || typeof token === 'bigint') return String(token);
  throw new ResourceError(
    `The list was ended: the page token ${outToken} of the response is neither text nor a number, so no request can name the next page`,
  );
}

interface SizeMember {
  readonly size?: string;
  readonly sizeType?: 'string';
  readonly cursorType?: 'string';
}

/** A list read by numbers: of pages from 1, or of items from 0. */
interface Numbering extends SizeMember {
  readonly member: string;
  readonly countsItems: boolean;
}

function numberCursor(
  facts: PaginationFacts,
  numbering: Numbering,
  size: number,
  at: number,
  received: number,
): PageCursor {
  const { member, cursorType, countsItems } = numbering;
  return {
    request: (base) =>
      withPath(
        withSize(withEmptyToken(facts, base), numbering, size),
        member,
        cursorType === 'string' ? String(at) : at,
      ),
    next(response, itemCount) {
      const { total, hasMore } = facts.out ?? {};
      const soFar = received + itemCount;
      const known = totalIn(response, total);
      const more = hasMore === undefined ? undefined : readPath(response, hasMore);
      if (itemCount === 0 || more === false) return undefined;
      if (Number.isFinite(known) ? soFar >= known : more !== true && itemCount < size) return undefined;
      // A service may give fewer items than asked for: what was received counts, not what was asked.
      return numberCursor(facts, numbering, size, countsItems ? at + itemCount : at + 1, soFar);
    },
    skip: (pages) =>
      numberCursor(facts, numbering, size, at + pages * (countsItems ? size : 1), received + pages * size),
  };
}

/** The total that a response has at a path, as a number or as text; NaN when it has none. */
export function totalIn(response: Json, path: string | undefined): number {
  const found = path === undefined ? undefined : readPath(response, path);
  const isTotal = typeof found === 'number' || (typeof found === 'string' && found !== '');
  return isTotal ? Number(found) : Number.NaN;
}

/** A list that requires a token it never gives another of is read by its page numbers. */
function withEmptyToken({ token }: PaginationFacts, base: Json): Json {
  return token?.required && token.outToken === undefined ? withPath(base, token.token, '') : base;
}

function withSize(base: Json, style: SizeMember, size: number): Record<string, unknown> {
  if (style.size === undefined) return { ...base };
  return withPath(base, style.size, style.sizeType === 'string' ? String(size) : size);
}
