import type { Caller } from '../state/accounts.js';
import { valuesAt } from '../model/resource-type.js';
import type { ActionPlan, ServicePlan } from '../model/service-model.js';
import { Refusal } from '../model/refusal.js';
import type { Data, Entity } from '../state/store.js';
import type { World } from '../state/cloud-state.js';

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What a policy is asked about. */
interface Question {
  readonly action: string;
  readonly resources: readonly string[];
  /** The values of condition keys. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/**
 * Refuses what the caller's policies don't allow: a Deny anywhere wins, without an Allow nothing goes.
 * The account's own keys may do anything.
 */
export function authorize(
  world: World,
  service: ServicePlan,
  action: ActionPlan,
  input: Readonly<Data>,
  caller: Caller,
  region: string,
): void {
  if (caller.principal.kind === 'root') return;
  const name = `${service.facts.service}:${action.name}`;
  const resources = resourcesOf(service, action, input, caller.account, region);
  const context = contextOf(input, region, world.clock.now());
  const question = { action: name, resources, context };
  const policies = [documentsOf(world, caller)];
  // A session policy doesn't add rights: both have to allow.
  if (caller.sessionPolicy !== undefined) policies.push([caller.sessionPolicy]);
  if (policies.every((documents) => decide(documents.flatMap(statementsOf), question))) return;
  const { kind, name: who } = caller.principal;
  const trn = `trn:iam::${caller.account}:${kind}/${who}`;
  throw new Refusal('AccessDenied', `${trn} may not do ${name} on ${resources.join(', ')}.`);
}

/** Whether these statements allow it. */
function decide(statements: readonly Statement[], question: Question): boolean {
  const matching = statements.filter((statement) => matches(statement, question));
  if (matching.some(({ Effect }) => Effect === 'Deny')) return false;
  return matching.some(({ Effect }) => Effect === 'Allow');
}

/** The statements of a policy document; one that can't be read has none. */
function statementsOf(document: string): readonly Statement[] {
  try {
    const { Statement: statements } = JSON.parse(document) as { Statement?: Statement | Statement[] };
    return statements === undefined ? [] : [statements].flat();
  } catch {
    return [];
  }
}

function matches(statement: Statement, { action, resources, context }: Question): boolean {
  const { Action, NotAction, Resource = '*', Condition = {} } = statement;
  if (Action !== undefined && !list(Action).some((pattern) => isLike(action, pattern, true))) return false;
  if (NotAction !== undefined && list(NotAction).some((pattern) => isLike(action, pattern, true)))
    return false;
  const isFor = (trn: string): boolean => list(Resource).some((pattern) => isLike(trn, pattern, false));
  // To be allowed, all that the call touches has to be; to be denied, any of it is enough.
  if (statement.Effect === 'Deny' ? !resources.some(isFor) : !resources.every(isFor)) return false;
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, context[key], list(wanted).map(String))),
  );
}

function holds(operator: string, given: readonly string[] | undefined, wanted: readonly string[]): boolean {
  const name = operator.replace(/IfExists$/, '');
  if (given === undefined) return operator !== name || /Not/.test(name);
  const some = (test: (value: string, other: string) => boolean): boolean =>
    given.some((value) => wanted.some((other) => test(value, other)));
  switch (name) {
    case 'StringEquals':
    case 'Bool':
    case 'NumericEquals':
      return some((value, other) => value === other);
    case 'StringNotEquals':
      return !some((value, other) => value === other);
    case 'StringEqualsIgnoreCase':
      return some((value, other) => value.toLowerCase() === other.toLowerCase());
    case 'StringLike':
      return some((value, other) => isLike(value, other, false));
    case 'StringNotLike':
      return !some((value, other) => isLike(value, other, false));
    case 'DateLessThan':
      return some((value, other) => Date.parse(value) < Date.parse(other));
    case 'DateGreaterThan':
      return some((value, other) => Date.parse(value) > Date.parse(other));
    default:
      // What isn't understood is not fulfilled: safer than guessing.
      return false;
  }
}

function isLike(text: string, pattern: string, ignoresCase: boolean): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, ignoresCase ? 'is' : 's').test(text);
}

/** The TRNs of what a call is about; without ids, of all of its kind. */
function resourcesOf(
  { facts }: ServicePlan,
  { noun, idMember }: ActionPlan,
  input: Readonly<Data>,
  account: string,
  region: string,
): string[] {
  const { service, type } = noun?.facts.projectTrn ?? {
    service: facts.service,
    type: noun?.name.toLowerCase(),
  };
  const kind = type === undefined ? '' : `${type}/`;
  const members = [idMember, noun?.idMember, noun?.facts.id?.requestList];
  const ids = members.flatMap((member) => valuesAt(input, member)).filter((id) => typeof id !== 'object');
  return (ids.length > 0 ? ids : ['*']).map(
    (id) => `trn:${service}:${region}:${account}:${kind}${String(id)}`,
  );
}

function contextOf(input: Readonly<Data>, region: string, nowMs: number): Record<string, readonly string[]> {
  const context: Record<string, readonly string[]> = {
    'volc:RequestedRegion': [region],
    'volc:CurrentTime': [new Date(nowMs).toISOString()],
  };
  const project = input['ProjectName'];
  if (typeof project === 'string') context['volc:ProjectName'] = [project];
  for (const tag of valuesAt(input, 'Tags')) {
    const { Key, Value } = tag as Data;
    if (Key !== undefined) context[`volc:RequestTag/${String(Key)}`] = [String(Value)];
  }
  return context;
}

/** The documents of the policies of a user, of the groups that he is in, or of a role. */
function documentsOf(world: World, { account, principal }: Caller): string[] {
  const space = world.space(account, '', 'iam');
  const holders: (Entity | undefined)[] = [];
  if (principal.kind === 'role') holders.push(space.collection('iam.Role').get(principal.name));
  else {
    const user = space.collection('iam.User').get(principal.name);
    holders.push(user);
    for (const group of (user?.data['groups'] ?? []) as string[]) {
      holders.push(space.collection('iam.Group').get(group));
    }
  }
  const names = holders.flatMap((holder) => (holder?.data['policies'] ?? []) as { PolicyName: string }[]);
  return names.flatMap(({ PolicyName }) => {
    const document = space.collection('iam.Policy').get(PolicyName)?.data['PolicyDocument'];
    return typeof document === 'string' ? [document] : [];
  });
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as string[]) : [value as string];
}
