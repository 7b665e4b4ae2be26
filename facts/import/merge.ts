import { integerVotes, type NumberVotes } from './number-kind.js';
import type { Sdk, SdkAction, SdkMember, SdkService, SdkShape } from './sdk.js';

/** A place where the two SDKs disagree, and the rule that settled it. */
export interface Disagreement {
  readonly service: string;
  /** `ActionName`, or `ShapeName.Member`. */
  readonly at: string;
  readonly kind:
    'method' | 'type' | 'required' | 'enum' | 'onlyInNode' | 'onlyInPython' | 'integer' | 'leftOut';
  readonly python?: unknown;
  readonly node?: unknown;
  readonly taken: unknown;
}

/** What an SDK has but the facts leave out: `service.Action` or `service.Shape.Member`, with the reason. */
export type LeftOut = Readonly<Record<string, string>>;

export interface Merged {
  readonly services: Record<string, SdkService>;
  readonly disagreements: readonly Disagreement[];
}

/** Merges what the two official SDKs say; `docs/facts.md` states the rule of each kind of disagreement. */
export function mergeSdks(python: Sdk, node: Sdk, leftOut: LeftOut): Merged {
  const merge = new Merge(leftOut, integerVotes(python));
  const names = [...new Set([...Object.keys(python.services), ...Object.keys(node.services)])].sort();
  const services: Record<string, SdkService> = {};
  for (const name of names) services[name] = merge.service(name, python.services[name], node.services[name]);
  return { services, disagreements: merge.disagreements };
}

class Merge {
  readonly disagreements: Disagreement[] = [];
  private current = '';

  constructor(
    private readonly leftOut: LeftOut,
    private readonly votes: NumberVotes,
  ) {}

  service(name: string, python: SdkService | undefined, node: SdkService | undefined): SdkService {
    this.current = name;
    const base = python ?? node;
    if (!base) throw new Error(`No SDK has ${name}`);
    const actions = this.actions(python?.actions ?? {}, node?.actions ?? {});
    const shapes = this.shapes(python?.shapes ?? {}, node?.shapes ?? {}, actions, python?.actions ?? {});
    const { service, version } = base;
    if (service === undefined || version === undefined) return { name, actions, shapes };
    return { name, service, version, actions: sorted(actions), shapes: sorted(shapes) };
  }

  private note(
    kind: Disagreement['kind'],
    at: string,
    taken: unknown,
    python?: unknown,
    node?: unknown,
  ): void {
    this.disagreements.push({
      service: this.current,
      at,
      kind,
      ...(python !== undefined && { python }),
      ...(node !== undefined && { node }),
      taken,
    });
  }

  private isLeftOut(at: string): boolean {
    if (this.leftOut[`${this.current}.${at}`] === undefined) return false;
    this.note('leftOut', at, null);
    return true;
  }

  /** The union; Python's method and protocol win, since its requests are the reference for the wire. */
  private actions(
    python: Record<string, SdkAction>,
    node: Record<string, SdkAction>,
  ): Record<string, SdkAction> {
    const merged = { ...python };
    for (const [name, action] of Object.entries(node)) {
      const known = python[name];
      if (!known) {
        if (!this.isLeftOut(name)) merged[name] = action;
      } else if (known.method !== action.method || known.protocol !== action.protocol) {
        const form = ({ method, protocol }: SdkAction): string => `${method} ${protocol}`;
        this.note('method', name, form(known), form(known), form(action));
      }
    }
    return merged;
  }

  /** The union; shapes that only Node has count when an action or a member that was taken over reaches them. */
  private shapes(
    python: Record<string, SdkShape>,
    node: Record<string, SdkShape>,
    actions: Record<string, SdkAction>,
    pythonActions: Record<string, SdkAction>,
  ): Record<string, SdkShape> {
    const merged: Record<string, SdkShape> = {};
    const wanted = new Set<string>();
    for (const [name, shape] of Object.entries(python)) {
      merged[name] = this.members(name, shape, sameObject(name, shape, node[name]), wanted);
    }
    const nodeActions = Object.entries(actions).filter(([name]) => !pythonActions[name]);
    for (const [, { input, output }] of nodeActions) wanted.add(input).add(output);
    for (const name of wanted) {
      const shape = node[name];
      if (merged[name] || !shape) continue;
      merged[name] = this.nodeShape(name, shape, wanted);
    }
    return merged;
  }

  private members(name: string, python: SdkShape, node: SdkShape | undefined, wanted: Set<string>): SdkShape {
    const shape: SdkShape = {};
    for (const [member, facts] of Object.entries(python)) {
      if (!this.isLeftOut(`${name}.${member}`)) shape[member] = trimmed(facts);
    }
    const bySpelling = new Map(Object.keys(python).map((member) => [nodeSpelling(member), member]));
    for (const [written, facts] of Object.entries(node ?? {})) {
      const member = bySpelling.get(written) ?? wireName(written);
      const at = `${name}.${member}`;
      const known = shape[member];
      if (known) shape[member] = this.agreed(at, known, facts);
      else if (!python[member] && !this.isLeftOut(at)) {
        const added = this.nodeMember(at, member, facts, wanted);
        // Node marks more members than the services ask for; on an action that Python knows they would break callers.
        delete added.required;
        shape[member] = added;
        this.note('onlyInNode', at, 'node');
      }
    }
    return sortedShape(shape);
  }

  /** Python's `required` and allowed values win, and its type unless Node has a list of it: Node's values hold misspelt ones. */
  private agreed(at: string, python: SdkMember, node: SdkMember): SdkMember {
    const taken = widerType(python, node);
    if (kindOf(python) !== kindOf(node)) this.note('type', at, kindOf(taken), kindOf(python), kindOf(node));
    if ((python.required ?? false) !== (node.required ?? false))
      this.note('required', at, python.required ?? false, python.required ?? false, node.required ?? false);
    const added = trimValues(node.enum ?? []).filter((value) => !python.enum?.includes(value));
    if (python.enum && added.length > 0) this.note('enum', at, python.enum, python.enum, node.enum);
    return taken;
  }

  private nodeShape(name: string, node: SdkShape, wanted: Set<string>): SdkShape {
    const shape: SdkShape = {};
    for (const [written, facts] of Object.entries(node)) {
      const member = wireName(written);
      if (this.isLeftOut(`${name}.${member}`)) continue;
      const added = this.nodeMember(`${name}.${member}`, member, facts, wanted);
      // A service answers with newer values than Node lists.
      if (/(?:Output|Response)$/.test(name)) delete added.enum;
      shape[member] = added;
    }
    return sortedShape(shape);
  }

  private nodeMember(at: string, name: string, facts: SdkMember, wanted: Set<string>): SdkMember {
    const member = trimmed(facts);
    for (let part: SdkMember | undefined = member; part; part = part.items ?? part.values) {
      if (part.ref !== undefined) wanted.add(part.ref);
      if (part.type === 'number' && this.votes.isInteger(name)) {
        part.type = 'integer';
        this.note('integer', at, 'integer');
      }
    }
    return member;
  }
}

/** Two inner shapes of one name that share no member are different objects, whose names the generators made short. */
function sameObject(name: string, python: SdkShape, node: SdkShape | undefined): SdkShape | undefined {
  if (/(?:Request|Response)$/.test(name)) return node;
  const members = Object.keys(python).map(nodeSpelling);
  const written = Object.keys(node ?? {});
  if (members.length === 0 || written.length === 0) return node;
  return written.some((name) => members.includes(name) || members.includes(wireName(name)))
    ? node
    : undefined;
}

/** Node writes `ko_KR` for `ko-KR`. */
function nodeSpelling(name: string): string {
  return name.replace(/\W/g, '_');
}

/** Node writes `_Switch` and `_query` for members whose names are reserved. */
function wireName(name: string): string {
  return /^_[A-Za-z]/.test(name) ? name.slice(1) : name;
}

function trimValues(values: readonly (string | number)[]): (string | number)[] {
  return [...new Set(values.map((value) => (typeof value === 'string' ? value.trim() : value)))];
}

function trimmed(facts: SdkMember): SdkMember {
  const copy = structuredClone(facts);
  if (copy.enum) copy.enum = trimValues(copy.enum);
  return copy;
}

/** A list of what the other SDK has one of is wider; every other difference of types is settled by Python. */
function widerType(python: SdkMember, node: SdkMember): SdkMember {
  if (node.type !== 'list' || kindOf(node.items ?? {}) !== kindOf(python)) return python;
  const { required, ...items } = python;
  return { type: 'list', items, ...(required !== undefined && { required }) };
}

/** The type without names of shapes and without the difference of integers and fractions. */
function kindOf({ type, items, values }: SdkMember): string {
  if (type === undefined) return 'ref';
  if (type === 'list') return `list of ${kindOf(items ?? {})}`;
  if (type === 'map') return `map of ${kindOf(values ?? {})}`;
  return type === 'integer' ? 'number' : type;
}

/** Entries in the order of their names, as the catalog keeps them. */
export function sorted<T>(entries: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sortedMember(member: SdkMember): SdkMember {
  const copy: Record<string, unknown> = sorted({ ...member });
  for (const part of ['items', 'values'] as const) {
    const inner = member[part];
    if (inner) copy[part] = sortedMember(inner);
  }
  return copy;
}

/** A shape with its members, and the facts of each, in the order of their names. */
export function sortedShape(shape: SdkShape): SdkShape {
  const members = Object.entries(shape).map(([name, member]): [string, SdkMember] => [
    name,
    sortedMember(member),
  ]);
  return sorted(Object.fromEntries(members));
}
