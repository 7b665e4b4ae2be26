import type { MemberFacts, ShapeFacts } from '../../catalog/types.js';
import type { Data } from './data.js';

/** Provides values for members without a known value. `path` is the path of the object that has the member. */
export interface Filler {
  text(name: string, member: MemberFacts, path: string): string;
  number(name: string, member: MemberFacts, path: string): number;
  flag(name: string, path: string): boolean;
  /** The number of items in a list without a known value. */
  readonly listLength: number;
  /** Whether to create objects without a known value; services omit objects that were never set. */
  readonly makesObjects: boolean;
}

/** Empty values of the right type, as services show members that were never set. */
export const emptyFiller: Filler = {
  text: (_name, { enum: values }) => String(unsetValue(values) ?? ''),
  number: (_name, { enum: values, minimum = 0 }) => Number(unsetValue(values) ?? Math.max(0, minimum)),
  flag: () => false,
  listLength: 0,
  makesObjects: false,
};

const offValue = /^(off|false|no|none|default|(in|un)active|(un|not_?)set|disabled?|closed?)$/i;

/** The allowed value that stands for a setting which nobody made: that which switches it off, where there is one. */
function unsetValue(values: readonly unknown[] | undefined): unknown {
  return values?.find((value) => offValue.test(String(value))) ?? values?.[0];
}

// Shapes refer to each other in circles, so deeper members are omitted.
const maxDepth = 5;

/** Renders results that match a service's shapes, however little of their content is known. */
export class Renderer {
  readonly #shapes: Readonly<Record<string, ShapeFacts>>;
  readonly #resourceShapes: ReadonlySet<string>;
  readonly #members = new Map<string, readonly (readonly [string, MemberFacts])[]>();

  /** @param resourceShapes - the shapes of whole resources in results */
  constructor(shapes: Readonly<Record<string, ShapeFacts>>, resourceShapes: Iterable<string> = []) {
    this.#shapes = shapes;
    this.#resourceShapes = new Set(resourceShapes);
  }

  /**
   * An object with every member of the shape: known values where there are any, else the filler's. Inside a resource,
   * an object has the members that were set: services omit the others there.
   */
  render(
    shape: string,
    known: Readonly<Data>,
    filler: Filler = emptyFiller,
    path = '',
    depth = 0,
    isInside = false,
  ): Data {
    const result: Data = {};
    const isAround = isInside || this.#resourceShapes.has(shape);
    for (const [name, member] of this.#membersOf(shape)) {
      const value = known[name];
      if (isInside && !filler.makesObjects && (value === undefined || value === null)) continue;
      const rendered = this.conform(value, member, name, filler, path, depth, isAround);
      if (rendered !== undefined) result[name] = rendered;
    }
    return result;
  }

  /** Converts a value to the member's type: text to a number, one value to a list of one, and so on at any depth. */
  conform(
    value: unknown,
    member: MemberFacts,
    name: string,
    filler: Filler,
    path = '',
    depth = 0,
    isInside = false,
  ): unknown {
    if (value === undefined || value === null) return this.#unknown(name, member, filler, path, depth);
    if (member.ref !== undefined) {
      if (typeof value !== 'object' || Array.isArray(value)) {
        return this.#unknown(name, member, filler, path, depth);
      }
      return this.render(member.ref, value as Data, filler, `${path}.${name}`, depth + 1, isInside);
    }
    switch (member.type) {
      case 'string':
        if (typeof value === 'string') return value;
        return typeof value === 'object' ? JSON.stringify(value) : String(value);
      case 'integer':
      case 'number':
        return numberOf(value, member) ?? emptyFiller.number(name, member, path);
      case 'boolean':
        return value === true || value === 'true' || value === 1;
      case 'list':
        return this.#list(value, member, name, filler, path, depth, isInside);
      case 'map':
        return this.#map(value, member, name, filler, path, depth, isInside);
      default:
        return value;
    }
  }

  #list(
    value: unknown,
    { items }: MemberFacts,
    name: string,
    filler: Filler,
    path: string,
    depth: number,
    isInside: boolean,
  ): unknown[] {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (items === undefined) return [...list];
    return list.map((item, i) =>
      this.conform(item, items, name, filler, `${path}.${name}.${i}`, depth, isInside),
    );
  }

  #map(
    value: unknown,
    { values }: MemberFacts,
    name: string,
    filler: Filler,
    path: string,
    depth: number,
    isInside: boolean,
  ): unknown {
    if (typeof value !== 'object' || Array.isArray(value)) return {};
    if (!values) return value;
    const members = Object.entries(value as Data);
    return Object.fromEntries(
      members.map(([key, one]) => [
        key,
        this.conform(one, values, key, filler, `${path}.${name}`, depth, isInside),
      ]),
    );
  }

  #unknown(name: string, member: MemberFacts, filler: Filler, path: string, depth: number): unknown {
    if (member.ref !== undefined) {
      return depth >= maxDepth || !filler.makesObjects
        ? undefined
        : this.render(member.ref, {}, filler, `${path}.${name}`, depth + 1);
    }
    switch (member.type) {
      case 'string':
        return filler.text(name, member, path);
      case 'integer':
      case 'number':
        return filler.number(name, member, path);
      case 'boolean':
        return filler.flag(name, path);
      case 'list':
        return this.#unknownList(name, member, filler, path, depth);
      case 'map':
        return {};
      default:
        return undefined;
    }
  }

  #unknownList(name: string, { items }: MemberFacts, filler: Filler, path: string, depth: number): unknown[] {
    if (items === undefined || depth >= maxDepth || filler.listLength === 0) return [];
    return Array.from({ length: filler.listLength }, (_, i) =>
      this.#unknown(name, items, filler, `${path}.${name}.${i}`, depth + 1),
    ).filter((item) => item !== undefined);
  }

  #membersOf(shape: string): readonly (readonly [string, MemberFacts])[] {
    let members = this.#members.get(shape);
    if (members === undefined) {
      members = Object.entries(this.#shapes[shape] ?? {});
      this.#members.set(shape, members);
    }
    return members;
  }
}

function numberOf(value: unknown, member: MemberFacts): number | bigint | undefined {
  if (typeof value === 'bigint') return value;
  const number = typeof value === 'number' ? value : Number.parseFloat(String(value));
  if (!Number.isFinite(number)) return undefined;
  return member.type === 'integer' ? Math.trunc(number) : number;
}
