import { readPath, withPath } from '../../catalog/paths.js';
import type { PaginationFacts } from '../../catalog/types.js';
import type { Call, Engine } from '../engine.js';
import { memberOf } from '../engine.js';
import { valuesAt, type NounPlan } from '../noun.js';
import { invalidParameter, notFound } from '../refusal.js';
import type { Data, Entity } from '../store.js';
import { find } from './find.js';

/** Answers an action that reads one resource or a list of them. */
export function read(engine: Engine, call: Call): Data {
  const { action, service, input } = call;
  const noun = action.noun as NounPlan;
  if (action.role === 'get') {
    const [found] = find(engine, call, noun, action.idMember ?? noun.idMember);
    if (!found) throw notFound(service.facts.service, noun.name, String(input[noun.idMember ?? ''] ?? ''));
    const object = noun.facts.get?.object;
    return object === undefined ? found.data : withPath({}, object, found.data);
  }
  const paging = action.facts.pagination;
  const path = noun.facts.list?.items ?? paging?.items;
  if (path === undefined || path === null) return {};
  const matching = filtered(engine, call, noun);
  const { page, answer } = onePage(matching, input, paging);
  return {
    ...withPath(
      answer,
      path,
      page.map(({ data }) => data),
    ),
  };
}

/** The resources whose members are what the filters of the same name say. */
function filtered(engine: Engine, call: Call, noun: NounPlan): readonly Entity[] {
  const { action, input } = call;
  const list = noun.facts.list;
  const paging = action.facts.pagination;
  const own = new Set([paging?.token?.token, paging?.token?.size, paging?.page?.page, paging?.page?.size]);
  for (const member of [paging?.offset?.offset, paging?.offset?.size]) own.add(member);
  const all = engine.collection(call, noun).all();
  const ids = valuesAt(input, list?.idFilter).map(String);
  const tags = readPath(input, noun.facts.tags?.listFilter ?? 'TagFilters');
  const checks: ((entity: Entity) => boolean)[] = [];
  if (ids.length > 0) checks.push(({ id }) => ids.includes(id));
  if (Array.isArray(tags))
    for (const filter of tags as Data[]) checks.push((entity) => hasTag(entity, noun, filter));
  for (const [member, wanted] of Object.entries(input)) {
    if (own.has(member) || member === list?.idFilter || typeof wanted === 'object') continue;
    const target = noun.facts.status?.filter === member ? (noun.status?.path ?? member) : member;
    if (!noun.readMember(target.split('.')[0] as string)) continue;
    checks.push((entity) => String(memberOf(entity, target)) === String(wanted));
  }
  return checks.length === 0 ? all : all.filter((entity) => checks.every((check) => check(entity)));
}

function hasTag(entity: Entity, noun: NounPlan, filter: Data): boolean {
  const list = memberOf(entity, noun.facts.tags?.inItem ?? 'Tags');
  const values = filter['Values'] as unknown[] | undefined;
  return (
    Array.isArray(list) &&
    (list as Data[]).some(
      (tag) =>
        tag['Key'] === filter['Key'] && (!values || values.length === 0 || values.includes(tag['Value'])),
    )
  );
}

/** A page of a list, in the style that the request asks for. */
function onePage(
  all: readonly Entity[],
  input: Readonly<Data>,
  paging: PaginationFacts | undefined,
): { readonly page: readonly Entity[]; readonly answer: Data } {
  if (!paging) return { page: all, answer: {} };
  const { token, page, offset, out } = paging;
  const byPage = page !== undefined && (!token || readPath(input, page.page) !== undefined);
  const style = byPage ? page : (token ?? offset);
  const size = Math.min(Number(readPath(input, style?.size ?? '') ?? 10) || 10, style?.sizeMax ?? 100);
  let start = 0;
  if (byPage) start = (Number(readPath(input, page.page) ?? 1) - 1) * size;
  else if (token) start = fromToken(readPath(input, token.token), token.token);
  else if (offset) start = Number(readPath(input, offset.offset) ?? 0);
  const end = start + size;
  let answer: Data = {};
  if (out?.total !== undefined) answer = withPath(answer, out.total, all.length);
  if (out?.hasMore !== undefined) answer = withPath(answer, out.hasMore, end < all.length);
  if (out?.page !== undefined && byPage) answer = withPath(answer, out.page, Math.floor(start / size) + 1);
  if (out?.size !== undefined) answer = withPath(answer, out.size, size);
  if (token && !byPage) answer = withPath(answer, token.outToken, end < all.length ? toToken(end) : '');
  return { page: all.slice(start, end), answer };
}

function toToken(position: number): string {
  return Buffer.from(`after:${position}`).toString('base64url');
}

function fromToken(token: unknown, member: string): number {
  if (token === undefined || token === '') return 0;
  const position = /^after:(\d+)$/.exec(Buffer.from(String(token), 'base64url').toString())?.[1];
  if (position === undefined) throw invalidParameter(member, 'is no token of this list');
  return Number(position);
}
