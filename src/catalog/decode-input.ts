import { isObject, parseJson, parseNumber } from '../util/json.js';
import type { ActionFacts, MemberFacts, ShapeFacts } from './types.js';

type Data = Record<string, unknown>;
type Shapes = Readonly<Record<string, ShapeFacts>>;
type Pair = readonly [name: string, value: string];

/** The parts of an HTTP request that carry the input of a call. */
export interface EncodedCall {
  readonly method: string;
  /** The content type of the body; by default what the protocol of the action sends. */
  readonly contentType?: string | undefined;
  /** Decoded. */
  readonly query: readonly Pair[];
  readonly body: Buffer;
}

/**
 * Decodes the input of a call, with the types of the facts. A value that does not fit its type stays text, and an empty
 * number or boolean of a query or form is absent. Members are found whatever the case of their letters.
 *
 * Actions are called with GET and POST, whichever method the facts list: clients differ.
 *
 * @param shapes - the shapes of the service
 * @throws SyntaxError for a body that is not a JSON object, or a form with a broken percent encoding
 */
export function decodeInput(shapes: Shapes, action: ActionFacts, call: EncodedCall): Data {
  const shape = shapes[action.input] ?? {};
  // These two name the call, even when the input has members of these names.
  const members = call.query.filter(([name]) => name !== 'Action' && name !== 'Version');
  const input: Data = {};
  new PairDecoder(shapes).decode(shape, members, input);
  if (call.method === 'GET' || call.body.length === 0) return input;
  const text = call.body.toString('utf8');
  // Gateways read members of a POST from the query too; the body takes precedence.
  if (isJson(action, call.contentType)) return { ...input, ...renameMembers(shapes, shape, parseBody(text)) };
  new PairDecoder(shapes).decode(shape, parsePairs(text), input);
  return input;
}

/** Whether a body is JSON: what its content type says decides, then what the action is usually sent with. */
function isJson({ protocol }: ActionFacts, contentType = ''): boolean {
  if (contentType.startsWith('application/json')) return true;
  return protocol === 'json' && !contentType.startsWith('application/x-www-form-urlencoded');
}

/** The most pairs of a query or form, the longest name, and the deepest nesting of JSON that are decoded. */
const maxPairs = 100_000;
const maxNameLength = 1024;
const maxDepth = 100;

/** The names of a shape's members by their lower-case form, and the length of the longest. */
interface MemberNames {
  readonly byLowerCase: ReadonlyMap<string, string>;
  readonly maxLength: number;
}

// Derived from the catalog alone, which never changes while a process runs.
const namesOfShapes = new WeakMap<ShapeFacts, MemberNames>();

function memberNames(shape: ShapeFacts): MemberNames {
  let names = namesOfShapes.get(shape);
  if (!names) {
    const all = Object.keys(shape);
    names = {
      byLowerCase: new Map(all.map((name) => [name.toLowerCase(), name])),
      maxLength: Math.max(0, ...all.map(({ length }) => length)),
    };
    namesOfShapes.set(shape, names);
  }
  return names;
}

/** The member of a shape with a name, else one whose name differs by the case of letters only. */
function memberNamed(shape: ShapeFacts, name: string): string | undefined {
  if (Object.hasOwn(shape, name)) return name;
  return memberNames(shape).byLowerCase.get(name.toLowerCase());
}

/** An object of a JSON body with the members' own names. A member that is there by its own name wins. */
function renameMembers(shapes: Shapes, shape: ShapeFacts, value: Data): Data {
  const renamed: Data = {};
  for (const [name, inner] of Object.entries(value)) {
    const own = memberNamed(shape, name) ?? name;
    if (own !== name && Object.hasOwn(value, own)) continue;
    const facts = Object.hasOwn(shape, own) ? shape[own] : undefined;
    // Defined, not assigned: a member may be called __proto__.
    Object.defineProperty(renamed, own, {
      value: renameWithin(shapes, facts, inner),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return renamed;
}

function renameWithin(shapes: Shapes, facts: MemberFacts | undefined, value: unknown): unknown {
  if (facts?.items && Array.isArray(value)) {
    return value.map((item) => renameWithin(shapes, facts.items, item));
  }
  if (facts?.ref === undefined || !isObject(value)) return value;
  return renameMembers(shapes, shapes[facts.ref] ?? {}, value);
}

/**
 * The decoded pairs of a query or form. A name may occur more than once.
 *
 * @throws SyntaxError for a broken percent encoding, a name of more than 1,024 characters, or more than 100,000 pairs
 */
export function parsePairs(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (const part of text.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    if (name.length > maxNameLength) throw new SyntaxError('A parameter has a name that is too long.');
    if (pairs.length === maxPairs) throw new SyntaxError('The query or form has too many parameters.');
    pairs.push([decodeText(name), equals < 0 ? '' : decodeText(part.slice(equals + 1))]);
  }
  return pairs;
}

function decodeText(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw new SyntaxError('The query or form has a broken percent encoding.', { cause });
  }
}

function parseBody(body: string): Data {
  if (body.trim() === '') return {};
  if (depthOf(body) > maxDepth)
    throw new SyntaxError(`The body is nested more than ${maxDepth} levels deep.`);
  let parsed: unknown;
  try {
    parsed = parseJson(body);
  } catch (cause) {
    throw new SyntaxError('The body is not valid JSON.', { cause });
  }
  if (!isObject(parsed)) throw new SyntaxError('The body is not a JSON object.');
  return parsed;
}

/** How deep the objects and lists of a JSON text are nested. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (isText) {
      if (char === '\\') i += 1;
      else if (char === '"') isText = false;
    } else if (char === '"') isText = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth);
    else if (char === '}' || char === ']') depth -= 1;
  }
  return deepest;
}

/** The elements of a list by position: a query may name them in any order and with gaps. */
type Elements = Map<number, unknown>;

/** Decodes dotted names such as `Volumes.1.Size` into objects and lists. */
class PairDecoder {
  readonly #shapes: Shapes;
  /** The members that hold {@link Elements} until all pairs are decoded. */
  readonly #lists: [holder: Data, member: string][] = [];

  constructor(shapes: Shapes) {
    this.#shapes = shapes;
  }

  decode(shape: ShapeFacts, pairs: readonly Pair[], target: Data): void {
    for (const [name, value] of pairs) {
      const own = memberNamed(shape, name);
      const member = own === undefined ? undefined : shape[own];
      if (own !== undefined && member && member.ref === undefined && member.type !== 'list') {
        setConverted(target, own, value, member);
      } else this.#put(shape, target, name, value);
    }
    // Inner lists come later, and must be complete before the lists that contain them.
    for (const [holder, member] of this.#lists.reverse()) {
      const elements = [...(holder[member] as Elements)].sort(([a], [b]) => a - b);
      holder[member] = elements.map(([, element]) => element);
    }
  }

  /** Sets the value of a dotted name. Names of members may contain dots, so the longest one is tried first. */
  #put(shape: ShapeFacts, target: Data, name: string, value: string): void {
    // A longer beginning than the longest member's name cannot be one: the cost stays linear in the name's length.
    const { maxLength } = memberNames(shape);
    const start = name.length <= maxLength ? name.length : name.lastIndexOf('.', maxLength);
    for (let dot = start; dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      const member = memberNamed(shape, name.slice(0, dot));
      if (member === undefined) continue;
      const rest = dot === name.length ? '' : name.slice(dot + 1);
      if (this.#putMember(shape[member] as MemberFacts, target, member, rest, value)) return;
    }
  }

  /** Sets the value at the rest of a name inside a member. Returns whether the member has such a place. */
  #putMember(member: MemberFacts, target: Data, key: string, rest: string, value: string): boolean {
    if (member.ref !== undefined) {
      if (rest === '') return false;
      this.#put(this.#shapes[member.ref] ?? {}, objectAt(target, key), rest, value);
      return true;
    }
    if (member.type === 'list') return this.#putElement(member.items, target, key, rest, value);
    if (rest === '') {
      setConverted(target, key, value, member);
      return true;
    }
    if (member.type !== 'map' && member.type !== 'any') return false;
    setConverted(objectAt(target, key), rest, value, member.values ?? { type: 'any' });
    return true;
  }

  #putElement(
    items: MemberFacts = { type: 'any' },
    target: Data,
    key: string,
    rest: string,
    value: string,
  ): boolean {
    // Some clients write `A=x` for a list of one.
    const [, digits, inner = ''] = rest === '' ? ['', '1'] : (/^(\d{1,9})(?:\.(.+))?$/.exec(rest) ?? []);
    if (digits === undefined) return false;
    const elements = this.#elementsAt(target, key);
    if (items.type === 'list') return false;
    const position = Number(digits);
    const holder: Data = elements.has(position) ? { element: elements.get(position) } : {};
    if (!this.#putMember(items, holder, 'element', inner, value)) return false;
    if (holder['element'] !== undefined) elements.set(position, holder['element']);
    return true;
  }

  #elementsAt(target: Data, key: string): Elements {
    const existing = target[key];
    if (existing instanceof Map) return existing as Elements;
    const elements: Elements = new Map();
    target[key] = elements;
    this.#lists.push([target, key]);
    return elements;
  }
}

function objectAt(target: Data, key: string): Data {
  target[key] ??= {};
  return target[key] as Data;
}

/** Sets a member to the value of a text; an empty number or boolean is absent. */
function setConverted(target: Data, name: string, text: string, facts: MemberFacts): void {
  if (text === '' && /^(integer|number|boolean)$/.test(facts.type ?? '')) return;
  // Defined, not assigned: a key of a map may be __proto__.
  const value = convert(text, facts);
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Converts text to the type of a member. Text that does not fit stays text; validation reports it. */
function convert(text: string, { type }: MemberFacts): unknown {
  switch (type) {
    case 'integer':
    case 'number':
      if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
      return text.includes('.') ? Number(text) : parseNumber(text);
    case 'boolean':
      if (/^true$/i.test(text)) return true;
      return /^false$/i.test(text) ? false : text;
    default:
      return text;
  }
}
