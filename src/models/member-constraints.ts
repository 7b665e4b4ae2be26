import type { MemberFacts } from '../catalog/types.js';

/** The constraints that facts can demand, with class-validator's names where it has the same constraint. */
export type ConstraintName =
  | 'isDefined'
  | 'isString'
  | 'isInt'
  | 'isExact'
  | 'isNumber'
  | 'isBoolean'
  | 'isArray'
  | 'arrayNotEmpty'
  | 'isObject'
  | 'isJson'
  | 'isIn'
  | 'min'
  | 'max'
  | 'minLength'
  | 'maxLength';

/** One constraint on a member: on its value, or on each value inside it. */
export interface MemberConstraint {
  readonly name: ConstraintName;
  /** The steps from the member's value to the constrained values; empty for the value itself. */
  readonly at: readonly ('items' | 'values')[];
  /** The facts of those values. */
  readonly facts: MemberFacts;
}

/**
 * Returns all constraints that a member's facts demand.
 *
 * @param flat - whether its shape is flattened into a query or form
 */
export function memberConstraints(member: MemberFacts, flat: boolean): readonly MemberConstraint[] {
  const inner = valueConstraints(member, []);
  if (!member.required) return inner;
  const one = (name: ConstraintName): MemberConstraint => ({ name, at: [], facts: member });
  return [one('isDefined'), ...inner, ...(mustHoldItems(member, flat) ? [one('arrayNotEmpty')] : [])];
}

/** Whether a list may not be empty: a query or form sends nothing for it, so a required one would be missing. */
export function mustHoldItems(member: MemberFacts, flat: boolean): boolean {
  return flat && member.required === true && member.type === 'list';
}

/** The facts of a list's items. Allowed values stated on the list apply to its items. */
export function itemFacts(list: MemberFacts): MemberFacts {
  const items = list.items ?? {};
  return list.enum ? { ...items, enum: list.enum } : items;
}

/** Whether a member holds another shape, or a list of shapes. */
export function holdsShape(member: MemberFacts): boolean {
  return member.ref !== undefined || (member.items !== undefined && holdsShape(member.items));
}

function valueConstraints(facts: MemberFacts, at: MemberConstraint['at']): MemberConstraint[] {
  const one = (name: ConstraintName): MemberConstraint => ({ name, at, facts });
  if (facts.ref !== undefined) return [one('isObject')];
  switch (facts.type) {
    case 'list':
      return [one('isArray'), ...valueConstraints(itemFacts(facts), [...at, 'items'])];
    case 'map':
      return [one('isObject'), ...valueConstraints(facts.values ?? {}, [...at, 'values'])];
    case 'string':
      return [one('isString'), ...limits(facts, ['enum', 'minLength', 'maxLength']).map(one)];
    case 'integer':
      return [one('isInt'), one('isExact'), ...limits(facts, ['minimum', 'maximum']).map(one)];
    case 'number':
      return [one('isNumber'), ...limits(facts, ['minimum', 'maximum']).map(one)];
    case 'boolean':
      return [one('isBoolean')];
    default:
      return [one('isJson')];
  }
}

const limitNames = {
  enum: 'isIn',
  minLength: 'minLength',
  maxLength: 'maxLength',
  minimum: 'min',
  maximum: 'max',
} as const;

function limits(facts: MemberFacts, of: readonly (keyof typeof limitNames)[]): ConstraintName[] {
  return of.filter((limit) => facts[limit] !== undefined).map((limit) => limitNames[limit]);
}
