import type { MemberFacts, ResourceFacts, ServiceFacts, ShapeFacts } from '../../src/catalog/types.js';
import { breaks } from './breaking.js';

export type ChangeKind =
  | 'service'
  | 'action'
  | 'protocol'
  | 'member'
  | 'type'
  | 'required'
  | 'values'
  | 'range'
  | 'pagination'
  | 'resource'
  | 'resourcePart';

/** One difference between two catalogs. */
export interface Change {
  readonly service: string;
  readonly kind: ChangeKind;
  readonly how: 'added' | 'removed' | 'changed' | 'renamed';
  /** `RunInstances`, `RunInstances.request.Volumes[].Size`, or `Instance.delete.action`. */
  readonly at: string;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly breaking: boolean;
}

type Found = Omit<Change, 'service' | 'breaking'>;
export type Services = ReadonlyMap<string, ServiceFacts>;

/** Every difference of two catalogs, by service, sorted by place. */
export function compareCatalogs(before: Services, after: Services): Change[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((service) => {
    const [a, b] = [before.get(service), after.get(service)];
    const found: Found[] =
      a && b
        ? compareServices(a, b)
        : [{ kind: 'service', how: a ? 'removed' : 'added', at: service, ...countsOf(a, b) }];
    return found.map((change): Change => ({ service, ...change, breaking: breaks(change) }));
  });
}

function countsOf(
  before: ServiceFacts | undefined,
  after: ServiceFacts | undefined,
): { from?: unknown; to?: unknown } {
  const count = (facts: ServiceFacts): string =>
    `${Object.keys(facts.actions).length} actions, ${Object.keys(facts.resources).length} resource types`;
  return { ...(before && { from: count(before) }), ...(after && { to: count(after) }) };
}

function compareServices(before: ServiceFacts, after: ServiceFacts): Found[] {
  const found: Found[] = [];
  eachKey(before.actions, after.actions, (action, a, b) => {
    if (!a || !b) {
      found.push({ kind: 'action', how: a ? 'removed' : 'added', at: action });
      return;
    }
    const [from, to] = [`${a.method} ${a.protocol}`, `${b.method} ${b.protocol}`];
    if (from !== to) found.push({ kind: 'protocol', how: 'changed', at: action, from, to });
    const walk = (part: 'request' | 'response', old: string, next: string): void =>
      compareShapes(before, after, `${action}.${part}`, old, next, found, new Set());
    walk('request', a.input, b.input);
    walk('response', a.output, b.output);
    const change = changeOf('pagination', action, a.pagination, b.pagination);
    if (change) found.push(change);
  });
  return [...found, ...compareResources(before.resources, after.resources)].sort((a, b) =>
    a.at === b.at ? 0 : a.at < b.at ? -1 : 1,
  );
}

function compareShapes(
  before: ServiceFacts,
  after: ServiceFacts,
  path: string,
  oldName: string,
  newName: string,
  found: Found[],
  seen: Set<string>,
): void {
  const key = `${oldName} ${newName}`;
  if (seen.has(key)) return;
  seen.add(key);
  const shape = (facts: ServiceFacts, name: string): ShapeFacts => facts.shapes[name] ?? {};
  eachKey(shape(before, oldName), shape(after, newName), (name, a, b) => {
    const at = `${path}.${name}`;
    if (!a || !b) {
      const to = b?.required === true ? 'required' : undefined;
      found.push({ kind: 'member', how: a ? 'removed' : 'added', at, ...(to !== undefined && { to }) });
      return;
    }
    compareMembers(at, a, b, found);
    const [old, next] = [innerShape(a), innerShape(b)];
    if (old && next) compareShapes(before, after, `${at}${old.suffix}`, old.name, next.name, found, seen);
  });
}

function compareMembers(at: string, a: MemberFacts, b: MemberFacts, found: Found[]): void {
  const push = (kind: ChangeKind, from: unknown, to: unknown): void => {
    const change = changeOf(kind, at, from, to);
    if (change) found.push(change);
  };
  push('type', typeText(a), typeText(b));
  push('required', a.required, b.required);
  push('values', a.enum, b.enum);
  const range = ({ minimum, maximum, minLength, maxLength }: MemberFacts): object =>
    JSON.parse(JSON.stringify({ minimum, maximum, minLength, maxLength })) as object;
  const [from, to] = [range(a), range(b)];
  const bounds = (value: object): object | undefined => (Object.keys(value).length > 0 ? value : undefined);
  push('range', bounds(from), bounds(to));
}

/** A member's type in words; names of shapes do not count, since their members are compared themselves. */
function typeText({ type, ref, items, values }: MemberFacts): string {
  if (ref !== undefined) return 'object';
  if (type === 'list') return `list of ${typeText(items ?? {})}`;
  if (type === 'map') return `map of ${typeText(values ?? {})}`;
  return type ?? 'any';
}

function innerShape(member: MemberFacts): { name: string; suffix: string } | undefined {
  if (member.ref !== undefined) return { name: member.ref, suffix: '' };
  const inner = member.items ?? member.values;
  const found = inner && innerShape(inner);
  return found && { name: found.name, suffix: `${member.items ? '[]' : '{}'}${found.suffix}` };
}

function compareResources(
  before: Readonly<Record<string, ResourceFacts>>,
  after: Readonly<Record<string, ResourceFacts>>,
): Found[] {
  const found: Found[] = [];
  const renamed = renames(before, after);
  eachKey(before, after, (name, a, b) => {
    if (a && !b) {
      const to = renamed.get(name);
      found.push(
        to === undefined
          ? { kind: 'resource', how: 'removed', at: name }
          : { kind: 'resource', how: 'renamed', at: name, from: name, to },
      );
    } else if (!a && b && ![...renamed.values()].includes(name)) {
      found.push({ kind: 'resource', how: 'added', at: name });
    } else if (a && b) {
      eachKey(partsOf(a), partsOf(b), (part, from, to) => {
        const change = changeOf('resourcePart', `${name}.${part}`, from, to);
        if (change) found.push(change);
      });
    }
  });
  return found;
}

/** A type that is gone while another came that is created or listed by the same action bears a new name. */
function renames(
  before: Readonly<Record<string, ResourceFacts>>,
  after: Readonly<Record<string, ResourceFacts>>,
): Map<string, string> {
  const key = ({ create, list }: ResourceFacts): string | undefined => create?.action ?? list?.action;
  const added = Object.entries(after).filter(([name]) => !before[name]);
  const pairs = Object.entries(before).flatMap(([name, facts]): [string, string][] => {
    const action = after[name] ? undefined : key(facts);
    const next = action === undefined ? undefined : added.find(([, each]) => key(each) === action);
    return next ? [[name, next[0]]] : [];
  });
  return new Map(pairs);
}

const divided = new Set(['id', 'create', 'get', 'list', 'delete', 'status', 'tags']);

function partsOf(facts: ResourceFacts): Record<string, unknown> {
  const parts = Object.entries(facts).flatMap(([key, value]): [string, unknown][] =>
    divided.has(key)
      ? Object.entries(value as object).map(([inner, part]): [string, unknown] => [`${key}.${inner}`, part])
      : [[key, value]],
  );
  return Object.fromEntries(parts);
}

function changeOf(kind: ChangeKind, at: string, from: unknown, to: unknown): Found | undefined {
  if (JSON.stringify(from) === JSON.stringify(to)) return undefined;
  const how = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
  return { kind, how, at, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function eachKey<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  visit: (key: string, before: T | undefined, after: T | undefined) => void,
): void {
  for (const key of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) visit(key, a[key], b[key]);
}
