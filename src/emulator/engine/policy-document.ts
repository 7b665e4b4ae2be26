import { isObject } from '../../util/json.js';
import { isKnownOperator } from './conditions.js';

/** One statement of a policy document. */
export interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  /** Whom a trust policy trusts, by kind: `{ IAM: ['trn:iam::2100000001:root'] }`. */
  readonly Principal?: Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A permission policy names resources, a trust policy principals. */
export type PolicyKind = 'permission' | 'trust';

const denyAll: Statement = {
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Principal: { IAM: '*', Federated: '*' },
};

/** The longest document that is evaluated, in characters; the service's own limit is 6,144. */
const maxLength = 10_000;

const elements: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'Condition',
]);

/** The statements of a policy document. One that is not valid denies everything, because nobody knows what it means. */
export function statementsOf(document: string, kind: PolicyKind = 'permission'): readonly Statement[] {
  if (documentProblem(document, kind) !== undefined) return [denyAll];
  const { Statement } = JSON.parse(document) as { Statement: Statement | Statement[] };
  return [Statement].flat();
}

/**
 * What is wrong with a policy document, as the end of a sentence; undefined when it is valid.
 */
export function documentProblem(document: string, kind: PolicyKind): string | undefined {
  if (document.length > maxLength) return `is longer than ${maxLength} characters`;
  let parsed: unknown;
  try {
    parsed = JSON.parse(document);
  } catch {
    return 'is not valid JSON';
  }
  if (!isObject(parsed) || parsed['Statement'] === undefined) return 'has no Statement';
  const statements: unknown[] = [parsed['Statement']].flat();
  if (statements.length === 0) return 'has no Statement';
  for (const [i, statement] of statements.entries()) {
    const problem = statementProblem(statement, kind);
    if (problem !== undefined) return `is not valid: Statement ${i + 1} ${problem}`;
  }
  return undefined;
}

function statementProblem(statement: unknown, kind: PolicyKind): string | undefined {
  if (!isObject(statement)) return 'is not an object';
  const { Effect, Action, NotAction, Resource, NotResource, Principal, Condition } = statement;
  if (Object.keys(statement).some((name) => !elements.has(name))) return 'has an unknown element';
  if (Effect !== 'Allow' && Effect !== 'Deny') return 'needs the Effect Allow or Deny';
  if (!isTextList(Action ?? NotAction)) return 'needs an Action or a NotAction';
  if (Action !== undefined && NotAction !== undefined) return 'has an Action and a NotAction';
  if (kind === 'permission') {
    if (Principal !== undefined) return 'has a Principal, which only trust policies have';
    if (!isTextList(Resource ?? NotResource)) return 'needs a Resource or a NotResource';
    if (Resource !== undefined && NotResource !== undefined) return 'has a Resource and a NotResource';
  } else if (!isObject(Principal) || !Object.values(Principal).every(isTextList)) return 'needs a Principal';
  return Condition === undefined ? undefined : conditionProblem(Condition);
}

function conditionProblem(condition: unknown): string | undefined {
  if (!isObject(condition)) return 'has a Condition that is not an object';
  for (const [operator, keys] of Object.entries(condition)) {
    if (!isKnownOperator(operator)) return 'has a Condition with an unknown operator';
    if (!isObject(keys) || !Object.values(keys).every(isValueList)) return 'has a Condition without values';
  }
  return undefined;
}

function isTextList(value: unknown): boolean {
  const texts: unknown[] = [value].flat();
  return texts.length > 0 && texts.every((text) => typeof text === 'string' && text !== '');
}

function isValueList(value: unknown): boolean {
  const values: unknown[] = [value].flat();
  return values.length > 0 && values.every((one) => ['string', 'number', 'boolean'].includes(typeof one));
}

/** The texts of an element that is one value or a list. */
export function textsOf(value: unknown): readonly string[] {
  return ([value].flat() as unknown[]).map(String);
}
