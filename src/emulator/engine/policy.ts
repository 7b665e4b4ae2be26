import { ApiError } from '../model/api-error.js';
import type { Data } from '../model/data.js';
import { valuesAt } from '../model/resource-type.js';
import type { ActionModel, ServiceModel } from '../model/service-model.js';
import type { Caller } from '../state/accounts.js';
import type { CloudState } from '../state/cloud-state.js';
import type { Entity } from '../state/entity.js';

/** One statement of a policy document. */
export interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The call that policies decide about. */
export interface AccessRequest {
  /** Signing name and action: `ecs:RunInstances`. */
  readonly action: string;
  /** The TRNs of the resources that the call affects. */
  readonly resources: readonly string[];
  /** The values of condition keys. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/**
 * Refuses a call that the caller's policies do not allow: it needs an Allow and no Deny.
 * The keys of the account itself may do anything.
 *
 * @throws `ApiError` with the code `AccessDenied`
 */
export function authorize(
  cloud: CloudState,
  service: ServiceModel,
  action: ActionModel,
  input: Readonly<Data>,
  caller: Caller,
  region: string,
): void {
  if (caller.principal.kind === 'root') return;
  const name = `${service.facts.service}:${action.name}`;
  const resources = resourcesOf(service, action, input, caller.account, region);
  const request = { action: name, resources, context: contextOf(input, region, cloud.clock.now()) };
  const policies = [policyDocuments(cloud, caller)];
  // A session policy does not add permissions: both must allow the call.
  if (caller.sessionPolicy !== undefined) policies.push([caller.sessionPolicy]);
  if (policies.every((documents) => isAllowed(documents.flatMap(statementsOf), request))) return;
  const trn = `trn:iam::${caller.account}:${caller.principal.kind}/${caller.principal.name}`;
  throw new ApiError('AccessDenied', `${trn} may not do ${name} on ${resources.join(', ')}.`);
}

/** Whether statements allow a call: one of them does, and none denies it. */
export function isAllowed(statements: readonly Statement[], request: AccessRequest): boolean {
  const matching = statements.filter((statement) => matches(statement, request));
  if (matching.some(({ Effect }) => Effect === 'Deny')) return false;
  return matching.some(({ Effect }) => Effect === 'Allow');
}

/** The statements of a policy document; none for a document that is not valid JSON. */
export function statementsOf(document: string): readonly Statement[] {
  try {
    const { Statement: statements } = JSON.parse(document) as { Statement?: Statement | Statement[] };
    return statements === undefined ? [] : [statements].flat();
  } catch {
    return [];
  }
}

function matches(statement: Statement, { action, resources, context }: AccessRequest): boolean {
  const { Action, NotAction, Resource = '*', Condition = {} } = statement;
  const matchesAction = (pattern: string): boolean => isLike(action, pattern, true);
  if (Action !== undefined && !listOf(Action).some(matchesAction)) return false;
  if (NotAction !== undefined && listOf(NotAction).some(matchesAction)) return false;
  const covers = (trn: string): boolean => listOf(Resource).some((pattern) => isLike(trn, pattern, false));
  // An Allow must cover all resources of the call; a Deny applies when it covers any of them.
  if (statement.Effect === 'Deny' ? !resources.some(covers) : !resources.every(covers)) return false;
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) =>
      holds(operator, context[key], listOf(expected).map(String)),
    ),
  );
}

function holds(
  operator: string,
  actual: readonly string[] | undefined,
  expected: readonly string[],
): boolean {
  const name = operator.replace(/IfExists$/, '');
  if (actual === undefined) return operator !== name || /Not/.test(name);
  const some = (test: (value: string, other: string) => boolean): boolean =>
    actual.some((value) => expected.some((other) => test(value, other)));
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
      // An unknown operator never holds: safer than a guess.
      return false;
  }
}

/** Whether a text matches a pattern with `*` and `?`. */
function isLike(text: string, pattern: string, ignoreCase: boolean): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, ignoreCase ? 'is' : 's').test(text);
}

/** The TRNs of the resources of a call; a call without ids affects all resources of its type. */
function resourcesOf(
  { facts }: ServiceModel,
  { resourceType, idMember }: ActionModel,
  input: Readonly<Data>,
  account: string,
  region: string,
): string[] {
  const { service, type } = resourceType?.facts.projectTrn ?? {
    service: facts.service,
    type: resourceType?.name.toLowerCase(),
  };
  const prefix = `trn:${service}:${region}:${account}:${type === undefined ? '' : `${type}/`}`;
  const members = [idMember, resourceType?.idMember, resourceType?.facts.id?.requestList];
  const ids = members.flatMap((member) => valuesAt(input, member)).filter((id) => typeof id !== 'object');
  return (ids.length > 0 ? ids : ['*']).map((id) => prefix + String(id));
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

/** The documents of the policies of a role, or of a user and the user's groups. */
function policyDocuments(cloud: CloudState, { account, principal }: Caller): string[] {
  const partition = cloud.partition(account, '', 'iam');
  const holders: (Entity | undefined)[] = [];
  if (principal.kind === 'role') holders.push(partition.collection('iam.Role').get(principal.name));
  else {
    const user = partition.collection('iam.User').get(principal.name);
    holders.push(user);
    for (const group of (user?.data['groups'] ?? []) as string[]) {
      holders.push(partition.collection('iam.Group').get(group));
    }
  }
  const attached = holders.flatMap((holder) => (holder?.data['policies'] ?? []) as { PolicyName: string }[]);
  return attached.flatMap(({ PolicyName }) => {
    const document = partition.collection('iam.Policy').get(PolicyName)?.data['PolicyDocument'];
    return typeof document === 'string' ? [document] : [];
  });
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as string[]) : [value as string];
}
