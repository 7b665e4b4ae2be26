import { BlockList, isIP } from 'node:net';
import { matchesPattern } from './match-pattern.js';

/** The values of condition keys; a key that the cloud knows and the call does not have is an empty list. */
export type ConditionContext = Readonly<Record<string, readonly string[]>>;

/** Whether a condition holds; `unknown` when its operator or key is not known, or its values cannot be read. */
export type Verdict = 'true' | 'false' | 'unknown';

/** Compares one value of the call with one of the policy; undefined when one of them is of another type. */
type Compare = (actual: string, expected: string) => boolean | undefined;

const like: Compare = (actual, expected) => matchesPattern(actual, expected);
const equal: Compare = (actual, expected) => actual === expected;
const equalIgnoringCase: Compare = (actual, expected) => actual.toLowerCase() === expected.toLowerCase();
const isBoolean = (text: string): boolean => /^(true|false)$/i.test(text);

const numberOf = (text: string): number => (/^[-+.\d]{1,40}$/.test(text) ? Number(text) : Number.NaN);
/** A date as in ISO 8601, or seconds since 1970. */
const dateOf = (text: string): number =>
  /^\d{1,12}$/.test(text) ? Number(text) * 1000 : /^\d{4}-\d\d/.test(text) ? Date.parse(text) : Number.NaN;

/** Comparisons of an order, by the ends of the operators' names. */
const orders: Readonly<Record<string, (difference: number) => boolean>> = {
  Equals: (difference) => difference === 0,
  LessThan: (difference) => difference < 0,
  LessThanEquals: (difference) => difference <= 0,
  GreaterThan: (difference) => difference > 0,
  GreaterThanEquals: (difference) => difference >= 0,
};

function ordered(prefix: string, read: (text: string) => number): [string, Compare][] {
  return Object.entries(orders).map(([name, holds]) => [
    prefix + name,
    (actual, expected) => {
      const difference = read(actual) - read(expected);
      return Number.isNaN(difference) ? undefined : holds(difference);
    },
  ]);
}

/** Whether an address is in a range such as `10.0.0.0/8`, or is the one address. */
const inRange: Compare = (actual, expected) => {
  const [address = '', prefix] = expected.split('/', 2);
  const family = isIP(address);
  if (family === 0 || isIP(actual) === 0) return undefined;
  const bits = prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix);
  if (!/^\d{1,3}$/.test(prefix ?? '0') || bits > (family === 4 ? 32 : 128)) return undefined;
  const range = new BlockList();
  range.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6');
  return range.check(actual, isIP(actual) === 4 ? 'ipv4' : 'ipv6');
};

const comparisons: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ['StringEquals', equal],
  ['StringEqualsIgnoreCase', equalIgnoringCase],
  ['StringLike', like],
  ['Bool', (actual, expected) => (isBoolean(expected) ? equalIgnoringCase(actual, expected) : undefined)],
  ['IpAddress', inRange],
  ...ordered('Numeric', numberOf),
  ...ordered('Date', dateOf),
]);

/** The operators that hold when another one does not. */
const opposites: ReadonlyMap<string, string> = new Map([
  ['StringNotEquals', 'StringEquals'],
  ['StringNotEqualsIgnoreCase', 'StringEqualsIgnoreCase'],
  ['StringNotLike', 'StringLike'],
  ['NotIpAddress', 'IpAddress'],
  ['NumericNotEquals', 'NumericEquals'],
  ['DateNotEquals', 'DateEquals'],
]);

interface Operator {
  readonly isNull: boolean;
  readonly compare: Compare;
  readonly isNegated: boolean;
  readonly ifExists: boolean;
  readonly quantifier: string | undefined;
}

function operatorOf(text: string): Operator | undefined {
  const [, quantifier, name = '', ifExists] =
    /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]{1,40}?)(IfExists)?$/.exec(text.slice(0, 100)) ?? [];
  if (name === 'Null' && quantifier === undefined && ifExists === undefined) {
    return { isNull: true, compare: equal, isNegated: false, ifExists: false, quantifier };
  }
  const opposite = opposites.get(name);
  const compare = comparisons.get(opposite ?? name);
  if (!compare) return undefined;
  return {
    isNull: false,
    compare,
    isNegated: opposite !== undefined,
    ifExists: ifExists !== undefined,
    quantifier,
  };
}

/** Whether the cloud can evaluate an operator. */
export function isKnownOperator(text: string): boolean {
  return operatorOf(text) !== undefined;
}

/**
 * Evaluates one line of a condition: an operator, a key, and the values of the policy.
 * An operator compares each value of the call with each of the policy and holds when one pair does; a negated one when
 * none does. Without a value of the call only a negated operator, `…IfExists` and `ForAllValues` hold.
 */
export function evaluateCondition(
  operatorName: string,
  key: string,
  expected: readonly string[],
  context: ConditionContext,
): Verdict {
  const operator = operatorOf(operatorName);
  const actual = Object.hasOwn(context, key) ? context[key] : undefined;
  if (!operator || actual === undefined || expected.length === 0) return 'unknown';
  if (operator.isNull) return evaluateNull(actual, expected);
  if (actual.length === 0) {
    const holds = operator.ifExists || operator.quantifier === 'ForAllValues';
    return holds || (operator.isNegated && operator.quantifier === undefined) ? 'true' : 'false';
  }
  const verdicts = actual.map((value) => compareWithAny(operator, value, expected));
  if (verdicts.includes(undefined)) return 'unknown';
  const isAny =
    operator.quantifier === 'ForAnyValue' || (operator.quantifier === undefined && !operator.isNegated);
  return String(isAny ? verdicts.includes(true) : !verdicts.includes(false)) as Verdict;
}

/** Whether one value of the call matches one of the policy, or none of them for a negated operator. */
function compareWithAny(
  { compare, isNegated }: Operator,
  actual: string,
  expected: readonly string[],
): boolean | undefined {
  const results = expected.map((value) => compare(actual, value));
  if (results.includes(undefined)) return undefined;
  return results.includes(true) !== isNegated;
}

function evaluateNull(actual: readonly string[], expected: readonly string[]): Verdict {
  if (!expected.every(isBoolean)) return 'unknown';
  const isAbsent = actual.length === 0;
  return String(expected.some((value) => (value.toLowerCase() === 'true') === isAbsent)) as Verdict;
}
