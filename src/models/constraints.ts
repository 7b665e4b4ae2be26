import { failingPaths } from './failing-paths.js';
import type { ConstraintName, MemberConstraint } from './member-constraints.js';
import { isRecord, isSendable } from './plain-value.js';
import { isSet } from './rules/rule.js';

/** A constraint with the one thing of its shape that it depends on. */
export interface BoundConstraint extends MemberConstraint {
  /** Whether the shape is flattened into a query or form. */
  readonly flat: boolean;
}

/** What is said of a member that fails a constraint. */
export function wordingOf(property: string, constraint: BoundConstraint): string {
  const subject = constraint.at.length > 0 ? `each value in ${property}` : property;
  return `${subject} ${wordings[constraint.name](constraint)}`;
}

/**
 * Where a value fails a constraint; empty: nowhere.
 *
 * @param path - where the value itself is
 */
export function failuresOf(value: unknown, constraint: BoundConstraint, path: string): readonly string[] {
  const test = predicates[constraint.name];
  return failingPaths(value, constraint.at, (inner, inList) => test(inner, constraint, inList), path);
}

type Predicate = (value: unknown, constraint: BoundConstraint, inList: boolean) => boolean;

// As class-validator's own predicates, which are not in every program; a value of another type is the business of the
// type's constraint, so that one mistake gives one issue.
const predicates: Readonly<Record<ConstraintName, Predicate>> = {
  isDefined: (value) => isSet(value),
  isString: (value) => typeof value === 'string' || value instanceof String,
  isInt: (value) => typeof value === 'bigint' || Number.isInteger(value),
  isExact: (value) => !Number.isInteger(value) || Math.abs(value as number) <= Number.MAX_SAFE_INTEGER,
  isNumber: (value) => Number.isFinite(value),
  isBoolean: (value) => typeof value === 'boolean' || value instanceof Boolean,
  isArray: (value) => Array.isArray(value),
  arrayNotEmpty: (value) => !Array.isArray(value) || value.length > 0,
  isObject: (value) => isRecord(value),
  isJson: (value, { flat }, inList) => isSendable(value, flat) && !(flat && inList && value === null),
  isIn: (value, { facts: { enum: allowed = [] } }) =>
    typeof value !== 'string' ||
    allowed.includes(value) ||
    !allowed.some((one) => String(one).toLowerCase() === value.trim().toLowerCase()),
  min: (value, { facts: { minimum = -Infinity } }) => !isNumeric(value) || value >= minimum,
  max: (value, { facts: { maximum = Infinity } }) => !isNumeric(value) || value <= maximum,
  // class-validator's own lengths leave out variation selectors, which services count.
  minLength: (value, { facts: { minLength = 0 } }) =>
    typeof value !== 'string' || Array.from(value).length >= minLength,
  maxLength: (value, { facts: { maxLength = Infinity } }) =>
    typeof value !== 'string' || Array.from(value).length <= maxLength,
};

const wordings: Readonly<Record<ConstraintName, (constraint: BoundConstraint) => string>> = {
  isDefined: () => 'is required',
  isString: () => 'must be a string',
  isInt: () => 'must be an integer',
  isExact: () => 'must be a bigint beyond 2^53, where a number has lost its last digits',
  isNumber: () => 'must be a finite number',
  isBoolean: () => 'must be true or false',
  isArray: () => 'must be a list',
  arrayNotEmpty: () => 'must have at least one item',
  isObject: () => 'must be an object',
  isJson: () => 'must be a value that JSON can hold, without cycles',
  isIn: ({ facts }) => `must be spelt as one of ${facts.enum?.join(', ')}`,
  min: ({ facts }) => `must be at least ${facts.minimum}`,
  max: ({ facts }) => `must be at most ${facts.maximum}`,
  minLength: ({ facts }) => `must have at least ${facts.minLength} characters`,
  maxLength: ({ facts }) => `must have at most ${facts.maxLength} characters`,
};

function isNumeric(value: unknown): value is number | bigint {
  return Number.isFinite(value) || typeof value === 'bigint';
}
