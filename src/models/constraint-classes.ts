import type * as ClassValidator from 'class-validator';
import { failuresOf, wordingOf, type BoundConstraint } from './constraints.js';
import type { ConstraintName } from './member-constraints.js';
import type { Rule } from './rules/rule.js';

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
      return wordingOf(property, constraints[0] as BoundConstraint);
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
