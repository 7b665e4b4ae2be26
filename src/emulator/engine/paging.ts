import { readPath } from '../../catalog/paths.js';
import type { PaginationFacts } from '../../catalog/types.js';
import { invalidParameter } from '../model/api-error.js';
import type { Data } from '../model/data.js';
import type { Entity } from '../state/entity.js';
import { positionAfter } from '../state/store.js';
import type { Call } from './call.js';
import { putPath } from './paths.js';

const defaultSize = 10;
const defaultMaxSize = 100;

/** The position and the size of a page. */
interface Window {
  readonly start: number;
  readonly size: number;
  /** Whether the request asks for pages by token. */
  readonly usesToken: boolean;
}

/**
 * Renders one page of a list: the items at their path, and the members that describe the page.
 * A token names the resource after which the next page starts, so pages neither skip nor repeat resources when
 * others are created or deleted between two requests.
 *
 * @param itemsPath - the path of the items in the result
 * @param render - makes an item of a listed value
 */
export function renderPage<T>(
  call: Call,
  all: readonly T[],
  itemsPath: string,
  render: (item: T) => unknown = (item) => item,
): Data {
  const paging = call.action.facts.pagination;
  const result: Data = {};
  if (!paging) {
    putPath(result, itemsPath, all.map(render));
    return result;
  }
  const { start, size, usesToken } = windowOf(call, paging, all);
  const page = all.slice(start, start + size);
  const hasMore = start + size < all.length;
  const { out, token } = paging;
  if (out?.total !== undefined) putPath(result, out.total, all.length);
  if (out?.hasMore !== undefined) putPath(result, out.hasMore, hasMore);
  if (out?.page !== undefined) putPath(result, out.page, Math.floor(start / size) + 1);
  if (out?.size !== undefined) putPath(result, out.size, size);
  if (usesToken && token?.outToken !== undefined) {
    const asNumber = isNumberMember(call, token.outToken);
    putPath(result, token.outToken, hasMore ? tokenAfter(page, start + size, asNumber) : '');
  }
  putPath(result, itemsPath, page.map(render));
  return result;
}

function windowOf<T>(call: Call, paging: PaginationFacts, all: readonly T[]): Window {
  const { input } = call;
  const { token, page, offset } = paging;
  const after = token && readPath(input, token.token);
  const isFirstPage = after === undefined || after === '';
  // An empty token beside a page number is there because the token is required.
  if (token && (!isFirstPage || !page || readPath(input, page.page) === undefined)) {
    return { start: startAfter(after, token, all), size: sizeOf(input, token), usesToken: true };
  }
  if (page) {
    const size = sizeOf(input, page);
    const number = integerOf(readPath(input, page.page), page.page) ?? 1;
    return { start: Math.max(0, number - 1) * size, size, usesToken: false };
  }
  if (!offset) return { start: 0, size: defaultSize, usesToken: false };
  const requested = integerOf(readPath(input, offset.offset), offset.offset);
  // When the smallest offset is 1, it is that of the first item.
  const { minimum = 0 } = call.service.facts.shapes[call.action.facts.input]?.[offset.offset] ?? {};
  const start = requested === undefined ? 0 : Math.max(0, requested - minimum);
  return { start, size: sizeOf(input, offset), usesToken: false };
}

function sizeOf(
  input: Readonly<Data>,
  paging: { readonly size?: string | undefined; readonly sizeMax?: number },
): number {
  const size = paging.size === undefined ? undefined : integerOf(readPath(input, paging.size), paging.size);
  return size === undefined || size === 0 ? defaultSize : Math.min(size, paging.sizeMax ?? defaultMaxSize);
}

function integerOf(value: unknown, member: string): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw invalidParameter(member, 'is not an integer from 0');
  return number;
}

/** The token of the page after this one: it names a resource by its `seq`, any other item by its position. */
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
    // When responses carry no token, the token is the id of the last item of the previous page.
    const last = all.findIndex((item) => isEntity(item) && item.id === String(token));
    if (last < 0) throw invalidParameter(member, 'is not an item of this list');
    return last + 1;
  }
  const text = /^\d+$/.test(String(token)) ? `after:${String(token)}` : decodeToken(String(token));
  const after = /^after:(\d+)$/.exec(text)?.[1];
  if (after === undefined) throw invalidParameter(member, 'is not a token of this list');
  return isEntity(all[0]) ? positionAfter(all as readonly Entity[], Number(after)) : Number(after);
}

function decodeToken(token: string): string {
  return Buffer.from(token, 'base64url').toString('latin1');
}

function isEntity(item: unknown): item is Entity {
  return item !== null && typeof item === 'object' && 'seq' in item && 'data' in item;
}

function isNumberMember({ service, action }: Call, member: string): boolean {
  const type = service.facts.shapes[action.facts.output]?.[member]?.type;
  return type === 'integer' || type === 'number';
}
