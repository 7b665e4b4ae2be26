import type { MemberFacts, ServiceFacts, ShapeFacts } from '../catalog/types.js';
import type { ValidationIssue } from '../errors/validation.js';
import { nearestHint } from '../util/nearest.js';
import { failuresOf, wordingOf, type BoundConstraint } from './constraints.js';
import { joinPath } from './failing-paths.js';
import { isFlat } from './flat-shapes.js';
import { memberConstraints } from './member-constraints.js';
import { isRecord, isSendable } from './plain-value.js';
import { rulesOf } from './rules/index.js';
import { isSet } from './rules/rule.js';
import { unknownMember } from './unknown-member.js';

/**
 * What is wrong with a request by the facts and the hand-written rules, in a program that has no class-validator, such
 * as one that was bundled into one file: the issues are those that class-validator's verdict is made into.
 */
export function wordIssues(
  facts: ServiceFacts,
  shapeName: string,
  request: Record<string, unknown>,
  sendsUnknown: boolean,
): readonly ValidationIssue[] {
  const unsendable: ValidationIssue[] = [];
  const issues: ValidationIssue[] = [];
  const add = (list: ValidationIssue[], path: string, constraint: string, message: string): void => {
    list.push({ path, constraint, message });
  };
  const addUnsendable = (path: string, name: string): void =>
    add(unsendable, path, 'isJson', `${name} must be a value that JSON can hold, without cycles`);

  const checkShape = (
    name: string,
    value: Record<string, unknown>,
    path: string,
    ancestors: readonly object[],
  ): void => {
    const shape = Object.hasOwn(facts.shapes, name) ? facts.shapes[name]! : {};
    checkUnknown(name, shape, value, path);
    const inner = [...ancestors, value];
    for (const [member, memberFacts] of Object.entries(shape)) {
      const held = value[member] ?? undefined;
      const at = joinPath(path, member);
      checkMember(name, member, memberFacts, value, at);
      if (held !== undefined) checkNested(memberFacts, held, at, inner);
    }
  };

  const checkUnknown = (
    name: string,
    shape: ShapeFacts,
    value: Record<string, unknown>,
    path: string,
  ): void => {
    for (const [member, held] of Object.entries(value)) {
      if (held === undefined || Object.hasOwn(shape, member)) continue;
      const at = joinPath(path, member);
      if (!sendsUnknown) {
        const hint = member === 'constructor' ? '' : nearestHint(member, Object.keys(shape));
        add(issues, at, 'whitelistValidation', unknownMember(member, name) + hint);
      } else if (!isSendable(held, isFlat(facts, name))) addUnsendable(at, member);
    }
  };

  const checkMember = (
    name: string,
    member: string,
    memberFacts: MemberFacts,
    holder: Record<string, unknown>,
    at: string,
  ): void => {
    const held = holder[member] ?? undefined;
    const rules = rulesOf(facts, name).filter((rule) => rule.member === member);
    if (!isSet(held) && !memberFacts.required && rules.length === 0) return;
    const flat = isFlat(facts, name);
    const bound = memberConstraints(memberFacts, flat).map((each): BoundConstraint => ({ ...each, flat }));
    const failuresIn = (constraint: BoundConstraint): readonly string[] =>
      constraint.name !== 'isDefined' && !isSet(held) ? [] : failuresOf(held, constraint, at);
    const messages = new Map<string, string>();
    for (const constraint of bound) {
      if (failuresIn(constraint).length > 0) messages.set(constraint.name, wordingOf(member, constraint));
    }
    for (const rule of rules) {
      if (!rule.holds(holder)) messages.set(rule.constraint, rule.message);
    }
    for (const [constraint, message] of messages) {
      const places = bound.filter((each) => each.name === constraint).flatMap(failuresIn);
      for (const place of places.length > 0 ? places : [at]) add(issues, place, constraint, message);
    }
  };

  const checkNested = (
    { ref, items }: MemberFacts,
    value: unknown,
    path: string,
    ancestors: readonly object[],
  ): void => {
    if (Array.isArray(value) && items) {
      value.forEach((item, index) => checkNested(items, item, joinPath(path, index), ancestors));
    }
    if (ref === undefined || !isRecord(value)) return;
    if (ancestors.includes(value)) addUnsendable(path, 'a member');
    else checkShape(ref, value, path, ancestors);
  };

  checkShape(shapeName, request, '', []);
  return [...unsendable, ...issues];
}
