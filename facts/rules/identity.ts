import type { MemberFacts, ResourceFacts, ShapeFacts } from '../../src/catalog/types.js';
import { plurals, singular, wordsOf } from './action-words.js';
import type { TypeActions } from './roles.js';
import { inputOf, membersOf, outputOf, plain, type ServiceModel } from './service-model.js';

/** The names of a type from the most exact to the loosest: the whole noun, then its last words, then its first ones. */
export function namesOf(noun: string): {
  readonly last: readonly string[];
  readonly first: readonly string[];
} {
  const words = wordsOf(noun);
  const last = words.map((_, at) => words.slice(at).join(''));
  const first = words.slice(1).map((_, at) => words.slice(0, words.length - 1 - at).join(''));
  return { last, first };
}

const idEndings = ['id', 'uid', 'uuid', 'identity'];

/** Plain names of the member that may be a type's id, the likeliest first. */
export function idNames(noun: string): string[] {
  const { last } = namesOf(noun);
  const withId = (names: readonly string[]): string[] =>
    names.flatMap((name) => idEndings.map((ending) => plain(name) + ending));
  return [
    ...withId(last),
    ...idEndings,
    plain(`${noun}Trn`),
    'trn',
    ...last.map((name) => plain(`${name}Name`)),
    'name',
    plain(noun),
    ...last.map((name) => plain(`${name}Code`)),
    ...last.map((name) => plain(`${name}Key`)),
  ];
}

/** Names of what a type is a part or a view of: `CouponUsageRecord` may be known by its `CouponId`. */
function looseNames(noun: string): string[] {
  const { first } = namesOf(noun);
  const names = first.flatMap((name) => [plain(name), plain(singular(name))]);
  return [
    ...names.flatMap((name) => idEndings.map((ending) => name + ending)),
    ...names.map((name) => `${name}name`),
  ];
}

export interface FoundMember {
  readonly path: string;
  readonly member: MemberFacts;
}

/** The first of the names that a shape has as a scalar member. */
export function findScalar(shape: ShapeFacts, names: readonly string[]): FoundMember | undefined {
  const byName = new Map(
    Object.entries(shape)
      .filter(([, { type }]) => type === 'string' || type === 'integer' || type === 'number')
      .map(([name, member]): [string, FoundMember] => [plain(name), { path: name, member }]),
  );
  for (const name of names) {
    const found = byName.get(name);
    if (found) return found;
  }
  return undefined;
}

/** The first list of ids among the members, then among those of an object such as `Filter`. */
function findIdList(service: ServiceModel, shape: ShapeFacts, noun: string): string | undefined {
  const { last } = namesOf(noun);
  const bases = [...last.flatMap((name) => [`${name}Id`, `${name}Name`, name]), 'Id', 'Name', `${noun}Trn`];
  const names = [
    ...last.flatMap((name) => plurals(`${name}Id`)),
    ...plurals('Id'),
    ...bases.flatMap(plurals),
  ].map(plain);
  const isList = ({ items }: MemberFacts): boolean => items?.type !== undefined;
  const find = (members: ShapeFacts): string | undefined => {
    const byName = new Map(
      Object.entries(members)
        .filter(([, member]) => isList(member))
        .map(([name]): [string, string] => [plain(name), name]),
    );
    return names.map((name) => byName.get(name)).find((name) => name !== undefined);
  };
  const own = find(shape);
  if (own !== undefined) return own;
  for (const [outer, member] of Object.entries(shape)) {
    const inner = member.ref === undefined ? undefined : find(membersOf(service, member));
    if (inner !== undefined) return `${outer}.${inner}`;
  }
  return undefined;
}

/** The members of the request that address a resource, and the member of what is read back that holds its id. */
export function deriveId(
  service: ServiceModel,
  type: TypeActions,
  item: ShapeFacts | undefined,
  foreign: ReadonlySet<string>,
): NonNullable<ResourceFacts['id']> {
  const [get, list, update, remove] = [type.get, type.list, type.update, type.delete].map((actions) =>
    actions[0] === undefined ? undefined : inputOf(service, actions[0]),
  );
  const isOwn = (member: string): boolean => !foreign.has(plain(member));
  const exact = idNames(type.name);
  const loose = looseNames(type.name).filter((name) => !foreign.has(name));
  const only = onlyRequired(remove ?? get);
  const addressed =
    requiredId(exact, [remove, get, update]) ??
    requestId(exact, [remove, get, update]) ??
    (only !== undefined && isOwn(only) ? only : undefined);
  const names = [...exact, ...(addressed === undefined ? [] : [plain(addressed)]), ...loose];
  const found = item && findScalar(item, names)?.path;
  const request = addressed ?? listedId(list, exact, found);
  const inputs = [remove, get, update, list];
  const own =
    request ??
    (found !== undefined && isOwn(found) && inputs.some((input) => isScalar(input?.[found]))
      ? found
      : undefined);
  const requestList = [list, remove, get]
    .map((input) => input && findIdList(service, input, type.name))
    .find((path) => path !== undefined);
  const identity = identityOf([remove, get], own);
  return {
    ...(own !== undefined && { request: own }),
    ...(requestList !== undefined && { requestList }),
    ...(found !== undefined && { item: found }),
    ...(identity.length > 0 && { identity }),
  };
}

function isScalar(member: MemberFacts | undefined): boolean {
  return member?.type === 'string' || member?.type === 'integer';
}

/** A list's request shows an id when it is none of the names that every list filters by, or the item's own. */
function listedId(
  list: ShapeFacts | undefined,
  exact: readonly string[],
  item: string | undefined,
): string | undefined {
  const found = list && findScalar(list, exact)?.path;
  const isId = found !== undefined && idEndings.some((ending) => plain(found).endsWith(ending));
  return isId || found === item ? found : undefined;
}

/** What a remover or getter requires, whatever its name, when it is one member, or one beside ids of parents. */
function onlyRequired(input: ShapeFacts | undefined): string | undefined {
  const required = Object.entries(input ?? {}).filter(([, member]) => member.required === true);
  const own = required.length === 1 ? required : required.filter(([name]) => !/(?:Id|ID)$/.test(name));
  return own.length === 1 && isScalar(own[0]?.[1]) ? own[0]?.[0] : undefined;
}

/** The likeliest name among what the remover requires, else the getter, else the updater. */
function requiredId(
  names: readonly string[],
  inputs: readonly (ShapeFacts | undefined)[],
): string | undefined {
  for (const input of inputs) {
    const required = Object.entries(input ?? {}).filter(([, member]) => member.required === true);
    const found = findScalar(Object.fromEntries(required), names);
    if (found) return found.path;
  }
  return undefined;
}

/** The likeliest name that an input has. */
function requestId(
  names: readonly string[],
  inputs: readonly (ShapeFacts | undefined)[],
): string | undefined {
  for (const name of names) {
    for (const input of inputs) {
      const found = input && findScalar(input, [name]);
      if (found) return found.path;
    }
  }
  return undefined;
}

/** What the remover requires, else the getter: the parents' ids, then the own one. */
function identityOf(inputs: readonly (ShapeFacts | undefined)[], request: string | undefined): string[] {
  const input = inputs.find((members) => members !== undefined);
  if (!input) return [];
  const required = Object.keys(input).filter((name) => input[name]?.required === true);
  if (request !== undefined && required.includes(request))
    return [...required.filter((name) => name !== request), request];
  return required;
}

/** Where the answer of a creating action has the id: `VpcId`, `InstanceIds[0]`, `Data.Id`, or its only value. */
export function findIdPath(
  service: ServiceModel,
  action: string,
  noun: string,
  request: string | undefined,
): string | undefined {
  const output = outputOf(service, action);
  const known = request === undefined ? [] : [plain(request)];
  const names = [...known, ...idNames(noun)];
  const idLike = [...known, ...names.slice(0, names.indexOf('trn') + 1)];
  const own = findScalar(output, idLike)?.path;
  if (own !== undefined) return own;
  const list = findIdList(service, output, noun);
  if (list !== undefined) return `${list}[0]`;
  for (const [outer, member] of Object.entries(output)) {
    const inner = findScalar(membersOf(service, member), names)?.path;
    if (inner !== undefined) return member.items ? `${outer}[0].${inner}` : `${outer}.${inner}`;
  }
  return findScalar(output, names)?.path ?? onlyValue(output);
}

/** The path of the only value of a result that holds nothing else. */
function onlyValue(output: ShapeFacts): string | undefined {
  const members = Object.entries(output).filter(([name]) => name !== 'RequestId');
  const [name, member] = members[0] ?? [];
  if (members.length !== 1 || name === undefined) return undefined;
  if (/(?:Result|Success|Status|Message|Code)$/.test(name)) return undefined;
  if (member?.items?.type === 'string') return `${name}[0]`;
  return member?.type === 'string' ? name : undefined;
}
