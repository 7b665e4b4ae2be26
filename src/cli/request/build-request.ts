import type { MemberFacts, ServiceFacts } from '../../catalog/types.js';
import type { Arguments, TypedMember } from '../parse-arguments.js';
import { UsageError } from '../usage-error.js';
import { findMember, noSuchMember } from './members.js';
import { jsonValue, scalarValue, textOfValue } from './values.js';

type Json = Record<string, unknown>;
/** Names of members, and places in lists, counted from 0. */
type Path = readonly (string | number)[];

/** Which request is built, and how errors call it. */
export interface RequestTarget {
  readonly facts: ServiceFacts;
  /** The shape of the request. */
  readonly shape: string;
  /** The action or resource, for errors. */
  readonly where: string;
  /** The command's options, for the nearest name of a wrong one. */
  readonly optionNames: readonly string[];
}

/**
 * The request that a command line says: the JSON of `--request`, and over it each member that was typed, of the type
 * that the facts give it.
 *
 * @throws {@link UsageError} for a member that there isn't and a value that isn't of its type
 */
export async function buildRequest(args: Arguments, target: RequestTarget): Promise<Json> {
  const request = await wholeRequest(args);
  const seen = new Set<string>();
  for (const typed of args.members) {
    const flag = `--${typed.name}`;
    const { path, member } = resolvePath(typed.name, target);
    const { value, isItem } = await typedValue(typed, member, target.facts, flag);
    const key = path.join('.');
    if (seen.has(key) && !isItem) throw new UsageError(`${flag} was given twice`);
    // What is typed replaces a list of --request; a second item joins the first.
    if (isItem && !seen.has(key)) put(request, path, [value], flag);
    else if (isItem) (readAt(request, path) as unknown[]).push(value);
    else put(request, path, value, flag);
    seen.add(key);
  }
  return request;
}

/** The JSON object of `--request`; empty without it. */
async function wholeRequest(args: Arguments): Promise<Json> {
  const typed = args.get('request');
  if (typed === undefined) return {};
  const value = jsonValue(await textOfValue(typed, '--request'), '--request');
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new UsageError('--request takes a JSON object: {"Member": "value"}');
  return { ...(value as Json) };
}

/** The request of an action that no facts know: values are text, or JSON where they begin like it. */
export async function buildUnknownRequest(args: Arguments): Promise<Json> {
  const request = await wholeRequest(args);
  for (const { name, value } of args.members) {
    const flag = `--${name}`;
    if (value === undefined) throw new UsageError(`${flag} needs a value`);
    const text = await textOfValue(value, flag);
    const path = name.split('.').map((step) => (/^[1-9]\d*$/.test(step) ? Number(step) - 1 : step));
    put(request, path, /^\s*[[{]/.test(text) ? jsonValue(text, flag) : text, flag);
  }
  return request;
}

/** What a typed member holds; `isItem`: one item of the list that the member is. */
async function typedValue(
  { value }: TypedMember,
  member: MemberFacts,
  facts: ServiceFacts,
  flag: string,
): Promise<{ readonly value: unknown; readonly isItem: boolean }> {
  if (value === undefined && member.type !== 'boolean') throw new UsageError(`${flag} needs a value`);
  const text = value === undefined ? 'true' : await textOfValue(value, flag);
  if (isScalar(member)) return { value: scalarValue(text, member, flag), isItem: false };
  const items = member.type === 'list' ? (member.items ?? { type: 'string' }) : undefined;
  if (/^\s*[[{]/.test(text)) {
    const json = jsonValue(text, flag);
    return { value: json, isItem: items !== undefined && !Array.isArray(json) };
  }
  // `--InstanceIds i-1 --InstanceIds i-2`
  if (items !== undefined && isScalar(items)) return { value: scalarValue(text, items, flag), isItem: true };
  const inner = `${items === undefined ? '' : '1.'}${firstMember(facts, items ?? member)}`;
  throw new UsageError(`${flag} takes JSON, or a member of it: ${flag}.${inner} value`);
}

function isScalar({ ref, type }: MemberFacts): boolean {
  return ref === undefined && type !== 'list' && type !== 'map';
}

/** The member that a dotted name leads to, and its path in wire names. */
function resolvePath(
  name: string,
  { facts, shape, where, optionNames }: RequestTarget,
): { readonly path: Path; readonly member: MemberFacts } {
  const path: (string | number)[] = [];
  let member: MemberFacts = { ref: shape };
  for (const step of name.split('.')) {
    if (member.type === 'list') {
      if (!/^[1-9]\d{0,3}$/.test(step))
        throw new UsageError(
          `--${name}: a list stands before ${JSON.stringify(step)}; its items are counted from 1`,
        );
      path.push(Number(step) - 1);
      member = member.items ?? { type: 'string' };
    } else if (member.type === 'map') {
      path.push(step);
      member = member.values ?? { type: 'string' };
    } else if (member.type === 'any') path.push(step);
    else {
      const found = member.ref === undefined ? undefined : findMember(facts, member.ref, step);
      if (found === undefined) {
        const isTop = path.length === 0;
        const prefix = isTop
          ? where
          : `${where} ${path.map((each) => (typeof each === 'number' ? each + 1 : each)).join('.')}`;
        throw noSuchMember(facts, member.ref ?? '', step, prefix, isTop ? optionNames : []);
      }
      path.push(found.wire);
      member = found.facts;
    }
  }
  return { path, member };
}

function put(request: Json, path: Path, value: unknown, flag: string): void {
  let at: unknown = request;
  for (const [index, step] of path.entries()) {
    if (at === null || typeof at !== 'object' || Array.isArray(at) !== (typeof step === 'number'))
      throw new UsageError(`${flag} does not fit what is given already`);
    if (step === '__proto__') throw new UsageError(`${flag} is no member`);
    if (typeof step === 'number' && step > (at as unknown[]).length)
      throw new UsageError(`${flag}: the items before it are missing`);
    const holder = at as Record<string | number, unknown>;
    if (index === path.length - 1) holder[step] = value;
    else at = holder[step] ??= typeof path[index + 1] === 'number' ? [] : {};
  }
}

function readAt(request: Json, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], request);
}

function firstMember(facts: ServiceFacts, { ref, type }: MemberFacts): string {
  if (type === 'map') return 'key';
  return Object.keys(facts.shapes[ref ?? ''] ?? {})[0] ?? 'Member';
}
