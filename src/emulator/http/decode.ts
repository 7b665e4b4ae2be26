import type { ActionFacts, MemberFacts, ShapeFacts } from '../../catalog/types.js';
import { parseJson, parseNumber } from '../../util/json.js';
import { Refusal } from '../model/refusal.js';
import type { Data } from '../state/store.js';

type Shapes = Readonly<Record<string, ShapeFacts>>;

/** A list while its elements come in: by position, since they may come in any order and with gaps. */
type Elements = Map<number, unknown>;

/** What a call's input is read from. */
interface Wire {
  readonly method: string;
  /** Decoded. */
  readonly query: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** The input of a call as the facts' types have it, from what came over the wire. */
export function decodeInput(shapes: Shapes, action: ActionFacts, { method, query, body }: Wire): Data {
  const shape = shapes[action.input] ?? {};
  const input: Data = {};
  // These two say which call it is, whatever members the input has of those names.
  const members = query.filter(([name]) => name !== 'Action' && name !== 'Version');
  unflatten(shapes, shape, members, input);
  if (method === 'GET' || action.protocol === 'query') return input;
  const text = body.toString('utf8');
  // Gateways take members of a POST from the query too; the body wins.
  if (action.protocol === 'json') return { ...input, ...parseBody(text) };
  unflatten(shapes, shape, parsePairs(text), input);
  return input;
}

/** The pairs of a query or form, decoded; a later one of the same name wins where they are used. */
export function parsePairs(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (const part of text.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    pairs.push([decode(name), equals < 0 ? '' : decode(part.slice(equals + 1))]);
  }
  return pairs;
}

function decode(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Refusal('InvalidParameter', 'The query or form has a broken percent encoding.');
  }
}

function parseBody(body: string): Data {
  if (body.trim() === '') return {};
  let parsed: unknown;
  try {
    parsed = parseJson(body);
  } catch {
    throw new Refusal('InvalidParameter', 'The body is not valid JSON.');
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) {
    throw new Refusal('InvalidParameter', 'The body is not a JSON object.');
  }
  return parsed as Data;
}

function unflatten(
  shapes: Shapes,
  shape: ShapeFacts,
  pairs: readonly (readonly [string, string])[],
  into: Data,
): void {
  const lists: [holder: Data, name: string][] = [];
  for (const [name, value] of pairs) {
    const member = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (member && member.ref === undefined && member.type !== 'list') {
      into[name] = scalar(value, member);
    } else {
      put(shapes, shape, into, name, value, lists);
    }
  }
  for (const [holder, name] of lists.reverse()) {
    const elements = holder[name] as Elements;
    holder[name] = [...elements.keys()].sort((a, b) => a - b).map((at) => elements.get(at));
  }
}

/** Puts a value at a dotted name; names of members may hold dots themselves. */
function put(
  shapes: Shapes,
  shape: ShapeFacts,
  into: Data,
  name: string,
  value: string,
  lists: [Data, string][],
): void {
  for (let dot = name.length; dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
    const member = name.slice(0, dot);
    if (!Object.hasOwn(shape, member)) continue;
    const rest = dot === name.length ? '' : name.slice(dot + 1);
    if (putMember(shapes, shape[member] as MemberFacts, into, member, rest, value, lists)) return;
  }
}

function putMember(
  shapes: Shapes,
  member: MemberFacts,
  into: Data,
  key: string,
  rest: string,
  value: string,
  lists: [Data, string][],
): boolean {
  if (member.ref !== undefined) {
    if (rest === '') return false;
    const inner = (into[key] ??= {}) as Data;
    put(shapes, shapes[member.ref] ?? {}, inner, rest, value, lists);
    return true;
  }
  if (member.type === 'list')
    return putElement(shapes, member.items ?? { type: 'any' }, into, key, rest, value, lists);
  if (rest === '') into[key] = scalar(value, member);
  else if (member.type === 'map' || member.type === 'any') {
    const inner = (into[key] ??= {}) as Data;
    inner[rest] = member.values ? scalar(value, member.values) : value;
  } else return false;
  return true;
}

function putElement(
  shapes: Shapes,
  items: MemberFacts,
  into: Data,
  key: string,
  rest: string,
  value: string,
  lists: [Data, string][],
): boolean {
  // `A=x` for a list of one is how some clients write it.
  const [, digits, inner = ''] = rest === '' ? ['', '1'] : (/^(\d{1,9})(?:\.(.+))?$/.exec(rest) ?? []);
  if (digits === undefined) return false;
  if (!(into[key] instanceof Map)) {
    into[key] = new Map<number, unknown>();
    lists.push([into, key]);
  }
  const elements = into[key] as Elements;
  const at = Number(digits);
  const holder: Data = { element: elements.get(at) };
  if (holder['element'] === undefined) delete holder['element'];
  if (items.type === 'list') return false;
  if (!putMember(shapes, items, holder, 'element', inner, value, lists)) return false;
  elements.set(at, holder['element']);
  return true;
}

/** Text as the type wants it; what doesn't fit stays text, and is refused by the validation. */
function scalar(text: string, member: MemberFacts): unknown {
  switch (member.type) {
    case 'integer':
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? (text.includes('.') ? Number(text) : parseNumber(text)) : text;
    case 'boolean':
      if (/^true$/i.test(text)) return true;
      return /^false$/i.test(text) ? false : text;
    default:
      return text;
  }
}
