import type { ItemErrorsFacts, MemberFacts, ServiceFacts, ShapeFacts } from '../src/catalog/types.js';

/** Actions that only read: what their lists say of errors is data, not the outcome of the call. */
const reading =
  /^(Describe|Get|List|Query|Search|Count|Check|Lookup|Read|Show|Plan|Preview|Validate|Verify|Export|desc)/i;
const failedList = /^(Fail|Unsuccessful|Errors?|Exception|check_fail)|Failed$|Failures$/i;
const idMember =
  /(^|[a-z_])(Id|ID|id|Identity|identity|Ids|IdList|Trn|Ip|IP|Phone|EventId)$|^(Id|ID|id|Ip|Name|[A-Z]\w*Name|Domain|Path|ErrorPhone|Index)$/;
const codeMember = /^(Error|Err)?_?Code$/i;
const messageMember = /^(Error|Err|Fail|Failed)?_?(Message|Msg|Reason|Desc)$|^(Err|Error|FailType)$/i;
const okMember = /^(Success|Ok|Passed|check_success)$/i;

/**
 * Where the answer of an action that changes several things tells the failures of single ones, by the names and shapes of
 * its members alone:
 *
 * - a list of items with an `Error` that has a code or a message;
 * - a list that is named after failure, of objects or of ids;
 * - a list of items with a code and a message beside an id, or with a member that says whether it went well.
 */
export function itemErrorsOf(facts: ServiceFacts, action: string): ItemErrorsFacts | undefined {
  if (reading.test(action)) return undefined;
  const output = facts.shapes[facts.actions[action]?.output ?? ''] ?? {};
  const found = listsOf(facts, output).flatMap(({ path, items }) => {
    const form = formOf(facts, path.split('.').at(-1) as string, items);
    return form ? [{ list: path, ...form }] : [];
  });
  // What tells most is taken: an error object, then a list of objects, then one of ids or texts.
  return (
    found.find(({ code }) => code?.includes('.')) ??
    found.find(({ scalar }) => scalar === undefined) ??
    found[0]
  );
}

interface ListMember {
  readonly path: string;
  readonly items: MemberFacts;
}

/** The lists of a result, and of the objects in it. */
function listsOf(facts: ServiceFacts, shape: ShapeFacts, prefix = ''): readonly ListMember[] {
  return Object.entries(shape).flatMap(([name, { items, ref }]) => {
    const path = `${prefix}${name}`;
    if (items) return [{ path, items }];
    if (ref === undefined || prefix !== '') return [];
    return listsOf(facts, facts.shapes[ref] ?? {}, `${path}.`);
  });
}

type Form = Omit<ItemErrorsFacts, 'list'>;

function formOf(facts: ServiceFacts, name: string, items: MemberFacts): Form | undefined {
  const isFailed = failedList.test(name);
  if (items.ref === undefined) {
    if (!isFailed || (items.type !== 'string' && items.type !== 'integer')) return undefined;
    return { failedOnly: true, scalar: /errors?$/i.test(name) ? 'message' : 'id' };
  }
  const item = facts.shapes[items.ref] ?? {};
  const failed = isFailed ? { failedOnly: true as const } : {};
  const error = Object.keys(facts.shapes[item['Error']?.ref ?? ''] ?? {});
  if (error.length > 0) {
    const of = (member: string) => (error.includes(member) ? `Error.${member}` : undefined);
    return clean({ ...failed, id: find(item, idMember), code: of('Code'), message: of('Message') });
  }
  const id = find(item, idMember);
  const code = find(item, codeMember);
  const message = find(item, messageMember, [id, code]);
  const ok = find(item, okMember);
  if (isFailed) return clean({ ...failed, id, code, message });
  const tells = ok === undefined ? code !== undefined && message !== undefined : item[ok]?.type === 'boolean';
  return tells && (id !== undefined || ok !== undefined) ? clean({ id, ok, code, message }) : undefined;
}

/** The first member whose name is of that kind and that holds a single value. */
function find(
  item: ShapeFacts,
  kind: RegExp,
  except: readonly (string | undefined)[] = [],
): string | undefined {
  return Object.keys(item).find(
    (name) => kind.test(name) && !except.includes(name) && item[name]?.ref === undefined,
  );
}

function clean(form: Readonly<Record<keyof Form, unknown>> | object): Form {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined)) as Form;
}
