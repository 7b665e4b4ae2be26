import { isObject, parseJson, parseNumber } from '../util/json.js';
import type { ActionFacts, MemberFacts, ShapeFacts } from './types.js';

type Data = Record<string, unknown>;
type Shapes = Readonly<Record<string, ShapeFacts>>;
type Pair = readonly [name: string, value: string];

/** The parts of an HTTP request that carry the input of a call. */
export interface EncodedCall {
  readonly method: string;
  /** Decoded. */
  readonly query: readonly Pair[];
  readonly body: Buffer;
}

/**
 * Decodes the input of a call, with the types of the facts. A value that does not fit its type stays text.
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
  if (call.method === 'GET' || action.protocol === 'query') return input;
  const text = call.body.toString('utf8');
  // Gateways read members of a POST from the query too; the body takes precedence.
  if (action.protocol === 'json') return { ...input, ...parseBody(text) };
  new PairDecoder(shapes).decode(shape, parsePairs(text), input);
  return input;
}

/**
 * The decoded pairs of a query or form. A name may occur more than once.
 *
 * @throws SyntaxError for a broken percent encoding
 */
export function parsePairs(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (const part of text.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
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
  let parsed: unknown;
  try {
    parsed = parseJson(body);
  } catch (cause) {
    throw new SyntaxError('The body is not valid JSON.', { cause });
  }
  if (!isObject(parsed)) throw new SyntaxError('The body is not a JSON object.');
  return parsed;
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
      const member = Object.hasOwn(shape, name) ? shape[name] : undefined;
      if (member && member.ref === undefined && member.type !== 'list') {
        target[name] = convert(value, member);
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
    for (let dot = name.length; dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      const member = name.slice(0, dot);
      if (!Object.hasOwn(shape, member)) continue;
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
      target[key] = convert(value, member);
      return true;
    }
    if (member.type !== 'map' && member.type !== 'any') return false;
    objectAt(target, key)[rest] = member.values ? convert(value, member.values) : value;
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
    elements.set(position, holder['element']);
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
