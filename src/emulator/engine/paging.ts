import { readPath } from '../../catalog/paths.js';
import type { PaginationFacts } from '../../catalog/types.js';
import type { Call } from './call.js';
import { putPath } from './paths.js';
import { invalidParameter } from '../model/refusal.js';
import { positionAfter, type Data, type Entity } from '../state/store.js';

const usualSize = 10;
const usualMost = 100;

/** Where a page begins in a list, and how long it is. */
interface Window {
  readonly start: number;
  readonly size: number;
  /** Whether the next page is asked for by a token. */
  readonly byToken: boolean;
}

/**
 * The known part of a list's answer: one page at the path of its items, and what tells of the rest.
 * A token says after which resource to go on, so that nothing is skipped or repeated when others come or go.
 *
 * @param show - makes an item of what is listed
 */
export function onePage<T>(
  call: Call,
  all: readonly T[],
  itemsPath: string,
  show: (item: T) => unknown = (item) => item,
): Data {
  const paging = call.action.facts.pagination;
  const known: Data = {};
  if (!paging) {
    putPath(known, itemsPath, all.map(show));
    return known;
  }
  const { start, size, byToken } = windowOf(call, paging, all);
  const page = all.slice(start, start + size);
  const hasMore = start + size < all.length;
  const { out, token } = paging;
  if (out?.total !== undefined) putPath(known, out.total, all.length);
  if (out?.hasMore !== undefined) putPath(known, out.hasMore, hasMore);
  if (out?.page !== undefined) putPath(known, out.page, Math.floor(start / size) + 1);
  if (out?.size !== undefined) putPath(known, out.size, size);
  if (byToken && token?.outToken !== undefined) {
    putPath(
      known,
      token.outToken,
      hasMore ? tokenAfter(page, start + size, isNumeric(call, token.outToken)) : '',
    );
  }
  putPath(known, itemsPath, page.map(show));
  return known;
}

function windowOf<T>(call: Call, paging: PaginationFacts, all: readonly T[]): Window {
  const { input } = call;
  const { token, page, offset } = paging;
  const after = token && readPath(input, token.token);
  const isFirst = after === undefined || after === '';
  // An empty token beside a page's number only is there because it has to be.
  if (token && (!isFirst || !page || readPath(input, page.page) === undefined)) {
    const size = sizeOf(input, token);
    return { start: startAfter(after, token, all), size, byToken: true };
  }
  if (page) {
    const size = sizeOf(input, page);
    const number = integerOf(readPath(input, page.page), page.page) ?? 1;
    return { start: Math.max(0, number - 1) * size, size, byToken: false };
  }
  if (!offset) return { start: 0, size: usualSize, byToken: false };
  const given = integerOf(readPath(input, offset.offset), offset.offset);
  // Where the least offset is 1, it is that of the first item.
  const { minimum = 0 } = call.service.facts.shapes[call.action.facts.input]?.[offset.offset] ?? {};
  const start = given === undefined ? 0 : Math.max(0, given - minimum);
  return { start, size: sizeOf(input, offset), byToken: false };
}

function sizeOf(
  input: Readonly<Data>,
  style: { readonly size?: string | undefined; readonly sizeMax?: number },
): number {
  const size = style.size === undefined ? undefined : integerOf(readPath(input, style.size), style.size);
  return size === undefined || size === 0 ? usualSize : Math.min(size, style.sizeMax ?? usualMost);
}

function integerOf(value: unknown, member: string): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw invalidParameter(member, 'is not a number from 0');
  return number;
}

// Resources are told apart by their number in creation order, other items by their position.
function tokenAfter(page: readonly unknown[], end: number, asNumber: boolean): string | number {
  const last = page.at(-1);
  const after = isEntity(last) ? last.seq : end;
  return asNumber ? after : Buffer.from(`after:${after}`).toString('base64url');
}

function startAfter(
  token: unknown,
  { token: member, outToken }: NonNullable<PaginationFacts['token']>,
  all: readonly unknown[],
): number {
  if (token === undefined || token === '' || token === 0 || token === '0') return 0;
  if (outToken === undefined) {
    // Where no answer tells a token, it is the id of the last item that was seen.
    const last = all.findIndex((item) => isEntity(item) && item.id === String(token));
    if (last < 0) throw invalidParameter(member, 'is no item of this list');
    return last + 1;
  }
  const text = /^\d+$/.test(String(token)) ? `after:${String(token)}` : decode(String(token));
  const after = /^after:(\d+)$/.exec(text)?.[1];
  if (after === undefined) throw invalidParameter(member, 'is no token of this list');
  return isEntity(all[0]) ? positionAfter(all as readonly Entity[], Number(after)) : Number(after);
}

function decode(token: string): string {
  return Buffer.from(token, 'base64url').toString('latin1');
}

function isEntity(item: unknown): item is Entity {
  return item !== null && typeof item === 'object' && 'seq' in item && 'data' in item;
}

function isNumeric({ service, action }: Call, outToken: string): boolean {
  const type = service.facts.shapes[action.facts.output]?.[outToken]?.type;
  return type === 'integer' || type === 'number';
}
