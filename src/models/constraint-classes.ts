import type * as ClassValidator from 'class-validator';
import { classValidator } from './class-validator.js';
import type { ConstraintName, MemberConstraint } from './member-constraints.js';
import { failingPaths } from './failing-paths.js';
import { isRecord, isSendable } from './plain-value.js';
import type { Rule } from './rules/rule.js';

/** A constraint, and the one property of its shape that it depends on. */
export interface BoundConstraint extends MemberConstraint {
  /** Whether the shape is sent flattened, in a query or form. */
  readonly flat: boolean;
}

export type ConstraintClass = new () => ClassValidator.ValidatorConstraintInterface;

/**
 * The constraint class for a name. All members of all models share it and pass what it needs as arguments. A class per
 * decorator, as class-validator makes them, would fill its container, which it searches on each validation.
 */
export function factConstraint(name: ConstraintName): ConstraintClass {
  return class FactConstraint implements ClassValidator.ValidatorConstraintInterface {
    validate(value: unknown, { constraints }: ClassValidator.ValidationArguments): boolean {
      if (name !== 'isDefined' && (value === undefined || value === null)) return true;
      return failuresOf(value, constraints[0] as BoundConstraint, '').length === 0;
    }
    defaultMessage({ property, constraints }: ClassValidator.ValidationArguments): string {
      const constraint = constraints[0] as BoundConstraint;
      const subject = constraint.at.length > 0 ? `each value in ${property}` : property;
      return `${subject} ${wordings[name](constraint)}`;
    }
  };
}

/** The constraint class of a hand-written rule. */
export function ruleConstraint(rule: Rule): ConstraintClass {
  return class RuleConstraint implements ClassValidator.ValidatorConstraintInterface {
    validate(_: unknown, { object }: ClassValidator.ValidationArguments): boolean {
      return rule.holds(object as Record<string, unknown>);
    }
    defaultMessage(): string {
      return rule.message;
    }
  };
}

/**
 * Returns the paths at which a value fails a constraint.
 *
 * @param path - the path of the value itself
 */
export function failuresOf(value: unknown, constraint: BoundConstraint, path: string): readonly string[] {
  const test = predicates[constraint.name];
  return failingPaths(value, constraint.at, (inner, inList) => test(inner, constraint, inList), path);
}

type Predicate = (value: unknown, constraint: BoundConstraint, inList: boolean) => boolean;

// class-validator's own predicates are used where they match what the wire demands. A value of another type is left to
// the type's constraint, so that one mistake gives one issue.
const predicates: Readonly<Record<ConstraintName, Predicate>> = {
  isDefined: (value) => classValidator().isDefined(value),
  isString: (value) => classValidator().isString(value),
  isInt: (value) => typeof value === 'bigint' || classValidator().isInt(value),
  isExact: (value) => !Number.isInteger(value) || Math.abs(value as number) <= Number.MAX_SAFE_INTEGER,
  isNumber: (value) => classValidator().isNumber(value),
  isBoolean: (value) => classValidator().isBoolean(value),
  isArray: (value) => classValidator().isArray(value),
  isObject: (value) => isRecord(value),
  isJson: (value, { flat }, inList) => isSendable(value, flat) && !(flat && inList && value === null),
  isIn: (value, { facts: { enum: allowed = [] } }) =>
    typeof value !== 'string' ||
    classValidator().isIn(value, allowed) ||
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
