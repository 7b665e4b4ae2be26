import { ApiError } from '../model/api-error.js';
import type { Data } from '../model/data.js';
import { valuesAt } from '../model/resource-type.js';
import type { ActionModel, ServiceModel } from '../model/service-model.js';
import type { Caller } from '../state/accounts.js';
import type { CloudState } from '../state/cloud-state.js';
import type { Entity } from '../state/entity.js';
import { evaluateCondition, type ConditionContext, type Verdict } from './conditions.js';
import { matchesPattern } from './match-pattern.js';
import { statementsOf, textsOf, type Statement } from './policy-document.js';

/** The call that policies decide about. */
export interface AccessRequest {
  /** Signing name and action: `ecs:RunInstances`. */
  readonly action: string;
  /** The TRNs of the resources that the call affects. */
  readonly resources: readonly string[];
  readonly context: ConditionContext;
}

/** Where a call goes to, and where it comes from. */
export interface Origin {
  readonly region: string;
  /** The address of the client. */
  readonly sourceIp?: string | undefined;
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
  origin: Origin,
): void {
  if (caller.principal.kind === 'root') return;
  const name = `${service.facts.service}:${action.name}`;
  const resources = resourcesOf(service, action, input, caller.account, origin.region);
  const policies: (readonly Statement[])[] = [
    policyDocuments(cloud, caller).flatMap((document) => statementsOf(document)),
  ];
  // A session policy does not add permissions: both must allow the call.
  if (caller.sessionPolicy !== undefined) policies.push(statementsOf(caller.sessionPolicy));
  const context = contextOf(input, policies.flat(), caller, origin, cloud.clock.now());
  if (policies.every((statements) => isAllowed(statements, { action: name, resources, context }))) return;
  const trn = `trn:iam::${caller.account}:${caller.principal.kind}/${caller.principal.name}`;
  throw new ApiError('AccessDenied', `${trn} may not do ${name} on ${resources.join(', ')}.`);
}

/**
 * Whether statements allow a call: one of them does, and none denies it. What cannot be evaluated never allows: an Allow
 * with an unknown operator or key does not apply, a Deny with one does.
 */
export function isAllowed(statements: readonly Statement[], request: AccessRequest): boolean {
  const isDenied = statements.some(
    (statement) => statement.Effect === 'Deny' && matches(statement, request) !== 'false',
  );
  if (isDenied) return false;
  return statements.some(
    (statement) => statement.Effect === 'Allow' && matches(statement, request) === 'true',
  );
}

function matches(statement: Statement, request: AccessRequest): Verdict {
  const isDeny = statement.Effect === 'Deny';
  if (!coversAction(statement, request.action)) return 'false';
  const covers = (trn: string): boolean => coversResource(statement, trn);
  // An Allow must cover all resources of the call; a Deny applies when it covers any of them.
  if (isDeny ? !request.resources.some(covers) : !request.resources.every(covers)) return 'false';
  const verdicts = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, expected]) =>
      evaluateCondition(operator, key, textsOf(expected), request.context),
    ),
  );
  if (verdicts.includes('false')) return 'false';
  return verdicts.includes('unknown') ? 'unknown' : 'true';
}

/** Whether a statement is about an action; one that names none is about none. */
function coversAction({ Action, NotAction }: Statement, action: string): boolean {
  const name = action.toLowerCase();
  const isLike = (pattern: string): boolean => matchesPattern(name, pattern.toLowerCase());
  if (Action !== undefined) return textsOf(Action).some(isLike);
  return NotAction !== undefined && !textsOf(NotAction).some(isLike);
}

/** Whether a statement is about a resource; one that names none is about none. */
function coversResource({ Resource, NotResource }: Statement, trn: string): boolean {
  const isLike = (pattern: string): boolean => matchesPattern(trn, pattern);
  if (Resource !== undefined) return textsOf(Resource).some(isLike);
  return NotResource !== undefined && !textsOf(NotResource).some(isLike);
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
  const members = new Set([idMember, resourceType?.idMember, resourceType?.facts.id?.requestList]);
  const ids = [...members]
    .flatMap((member) => valuesAt(input, member))
    .filter((id) => typeof id !== 'object');
  return (ids.length > 0 ? ids : ['*']).map((id) => prefix + String(id));
}

/** The condition keys that the cloud knows, with their values. */
function contextOf(
  input: Readonly<Data>,
  statements: readonly Statement[],
  { account, principal }: Caller,
  { region, sourceIp }: Origin,
  nowMs: number,
): ConditionContext {
  const project = input['ProjectName'];
  const context: Record<string, readonly string[]> = {
    'volc:RequestedRegion': [region],
    'volc:CurrentTime': [new Date(nowMs).toISOString()],
    'volc:ProjectName': typeof project === 'string' ? [project] : [],
    'volc:PrincipalTrn': [`trn:iam::${account}:${principal.kind}/${principal.name}`],
    'volc:UserName': principal.kind === 'user' ? [principal.name] : [],
    'volc:SourceIp': sourceIp === undefined ? [] : [sourceIp],
  };
  // A tag that a policy asks for and the call does not have is known to be absent.
  for (const key of statements.flatMap(({ Condition = {} }) =>
    Object.values(Condition).flatMap(Object.keys),
  )) {
    if (key.startsWith('volc:RequestTag/')) context[key] = [];
  }
  const tagKeys: string[] = [];
  for (const tag of valuesAt(input, 'Tags')) {
    const { Key, Value } = tag as Data;
    if (Key === undefined) continue;
    tagKeys.push(String(Key));
    context[`volc:RequestTag/${String(Key)}`] = [String(Value)];
  }
  return { ...context, 'volc:TagKeys': tagKeys };
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
