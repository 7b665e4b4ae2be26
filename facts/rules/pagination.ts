import type { MemberFacts, PaginationFacts, ShapeFacts } from '../../src/catalog/types.js';
import { splitAction } from './action-words.js';
import { inputOf, membersOf, outputOf, plain, type ServiceModel } from './service-model.js';
import { findItems } from './items.js';

interface Found {
  readonly path: string;
  readonly member: MemberFacts;
  /** The shape that holds the member, and the path to it with its dot. */
  readonly siblings: ShapeFacts;
  readonly prefix: string;
}

type Form = readonly [cursor: string, ...sizes: readonly string[]];

/** Names of the member that says where to read on, each with the names of the page size that go with it. */
const pageForms: readonly Form[] = [
  ['pagenumber', 'pagesize'],
  ['pagenum', 'pagesize'],
  ['pageno', 'pageitemcount', 'pagesize', 'pagecount'],
  ['currentpage', 'pagesize'],
  ['currpage', 'pagesize'],
  ['pageindex', 'pagesize'],
  ['page', 'pagesize', 'limit'],
];
const tokenForms: readonly Form[] = [
  ['nexttoken', 'maxresults'],
  ['idcursor', 'pagesize'],
  ['scrollid', 'pageitemcount', ''],
  ['pagetoken', 'pagesize', 'size'],
  ['context', 'limit', 'pagesize'],
  ['cursor', 'pagesize'],
  ['searchafter', 'limit'],
];
const offsetForms: readonly Form[] = [['offset', 'limit', 'count']];

const totalNames: readonly (string | RegExp)[] = [
  'totalcount',
  'total',
  'totalitemcount',
  'pagetotalcount',
  'count',
  'totalitems',
  /^total\w*(?:num|number|cnt|size)$/,
];
const hasMoreNames = ['hasmore', 'more', 'hasnext', 'hasmoremessage'];
const pageNames = ['currentpage', 'pagenumber', 'pagenum', 'pageno', 'pageindex', 'page', 'current'];
const sizeNames = ['pagesize', 'pageitemcount', 'maxresults', 'limit'];
const outTokenNames = ['continuetoken', 'nextscrollid', 'nextpagetoken'];

/** An action of another verb whose result holds no list pages through something else. */
const listVerbs = new Set(['List', 'Describe', 'Query', 'Search']);

/** How an action pages, by the names of its members; undefined when it reads no list in parts. */
export function derivePagination(service: ServiceModel, action: string): PaginationFacts | undefined {
  const input = inputOf(service, action);
  const output = outputOf(service, action);
  const page = findPair(service, input, pageForms);
  const token = findPair(service, input, tokenForms);
  const offset = findPair(service, input, offsetForms);
  const items = findItems(service, action);
  const outToken = token && findOutToken(output, token.cursor.path);
  if (!page && !token && !offset) return undefined;
  if (items.items === null && !listVerbs.has(splitAction(action).verb)) return undefined;
  const style = [token && 'token', page ? 'page' : !token && offset && 'offset'].filter(Boolean).join('+');
  const partOf = <K extends string>(key: K, pair: Pair, more: object = {}): object => ({
    [key]: {
      [key]: pair.cursor.path,
      ...(pair.size && { size: pair.size.path }),
      ...more,
      ...limitsOf(pair, key === 'token'),
    },
  });
  return {
    style,
    ...(token && partOf('token', token, outToken === undefined ? {} : { outToken })),
    ...(page && partOf('page', page)),
    ...(style === 'offset' && offset && partOf('offset', offset)),
    ...outOf(service, output),
    ...items,
  };
}

interface Pair {
  readonly cursor: Found;
  readonly size: Found | undefined;
}

/** Finds the cursor and its page size among the members, then inside of the objects that they hold. */
function findPair(service: ServiceModel, input: ShapeFacts, forms: readonly Form[]): Pair | undefined {
  for (const { siblings, prefix } of scopes(service, input)) {
    for (const [cursorName, ...sizes] of forms) {
      const cursor = find(siblings, prefix, [cursorName]);
      const size = find(siblings, prefix, sizes);
      if (cursor && isScalar(cursor.member) && (size || sizes.includes(''))) return { cursor, size };
    }
  }
  return undefined;
}

function scopes(service: ServiceModel, shape: ShapeFacts): { siblings: ShapeFacts; prefix: string }[] {
  const nested = Object.entries(shape)
    .filter(([, member]) => member.ref !== undefined)
    .map(([name, member]) => ({ siblings: membersOf(service, member), prefix: `${name}.` }));
  return [{ siblings: shape, prefix: '' }, ...nested];
}

function find(siblings: ShapeFacts, prefix: string, names: readonly (string | RegExp)[]): Found | undefined {
  for (const name of names) {
    const entry = Object.entries(siblings).find(([member]) =>
      typeof name === 'string' ? plain(member) === name : name.test(plain(member)),
    );
    if (entry) return { path: prefix + entry[0], member: entry[1], siblings, prefix };
  }
  return undefined;
}

function isScalar({ type }: MemberFacts): boolean {
  return type === 'string' || type === 'integer' || type === 'number';
}

function limitsOf({ cursor, size }: Pair, isToken: boolean): object {
  return {
    ...(size?.member.maximum !== undefined && { sizeMax: size.member.maximum }),
    ...(size?.member.minimum !== undefined && { sizeMin: size.member.minimum }),
    ...(size?.member.type === 'string' && { sizeType: 'string' as const }),
    ...(!isToken && cursor.member.type === 'string' && { cursorType: 'string' as const }),
    ...(cursor.member.required === true && { required: true }),
  };
}

function findOutToken(output: ShapeFacts, inputPath: string): string | undefined {
  const names = [plain(inputPath), `next${plain(inputPath)}`, ...outTokenNames];
  return find(output, '', names)?.path;
}

function outOf(service: ServiceModel, output: ShapeFacts): Pick<PaginationFacts, 'out'> {
  const all = scopes(service, output);
  const first = (names: readonly (string | RegExp)[]): string | undefined => {
    for (const { siblings, prefix } of all) {
      const found = find(siblings, prefix, names);
      if (found && found.member.type !== 'list' && found.member.ref === undefined) return found.path;
    }
    return undefined;
  };
  const entries = Object.entries({
    total: first(totalNames),
    hasMore: first(hasMoreNames),
    page: first(pageNames),
    size: first(sizeNames),
  }).filter(([, path]) => path !== undefined);
  return entries.length === 0 ? {} : { out: Object.fromEntries(entries) };
}
