import type { MemberFacts, ServiceFacts } from '../catalog/types.js';
import { memoizeByName } from '../util/memo.js';
import { isFlat } from './flat-shapes.js';
import { itemFacts, mustHoldItems } from './member-constraints.js';
import { isRecord, isSendable, mostDepth } from './plain-value.js';
import { rulesOf } from './rules/index.js';

/** The input of one run of a check, and what the run found out. */
export interface CheckRun {
  readonly sendsUnknown: boolean;
  /** Set when the request holds an instance of a class, which may have rules that no check knows. */
  sawInstance: boolean;
  depth: number;
}

/** Returns whether a value is valid by the facts and the hand-written rules. */
export type Check = (value: unknown, run: CheckRun) => boolean;

interface MemberCheck {
  readonly required: boolean;
  readonly holds: Check;
}

/**
 * The check of a shape, made on first use. It is made of closures, not of source text, so it also runs where code must
 * not be made from strings.
 */
export const checkOf: (facts: ServiceFacts, shapeName: string) => Check = memoizeByName(shapeCheck);

function shapeCheck(facts: ServiceFacts, shapeName: string): Check {
  const members = new Map<string, MemberCheck>();
  let required = 0;
  for (const [name, member] of Object.entries(facts.shapes[shapeName] ?? {})) {
    members.set(name, {
      required: member.required === true,
      holds: valueCheck(facts, shapeName, member, false),
    });
    if (member.required) required++;
  }
  const rules = rulesOf(facts, shapeName);

  return (value, run) => {
    if (typeof value !== 'object' || value === null) return false;
    const proto: unknown = Object.getPrototypeOf(value);
    if (proto !== Object.prototype && proto !== null) {
      if (!isRecord(value)) return false;
      run.sawInstance = true;
    }
    // A cycle, most likely, which class-validator reports.
    if (++run.depth > mostDepth) return false;
    const request = value as Record<string, unknown>;
    let missing = required;
    for (const name of Object.keys(request)) {
      const held = request[name];
      if (held === undefined) continue;
      const member = members.get(name);
      if (member === undefined) {
        if (run.sendsUnknown && isSendable(held, isFlat(facts, shapeName))) continue;
        return false;
      }
      if (held === null) continue;
      if (!member.holds(held, run)) return false;
      if (member.required) missing--;
    }
    run.depth--;
    if (missing > 0) return false;
    for (const rule of rules) if (!rule.holds(request)) return false;
    return true;
  };
}

function valueCheck(facts: ServiceFacts, shapeName: string, member: MemberFacts, inList: boolean): Check {
  if (member.ref !== undefined) {
    const inner = member.ref;
    let check: Check | undefined;
    return (value, run) => (check ??= checkOf(facts, inner))(value, run);
  }
  switch (member.type) {
    case 'list':
      return listCheck(
        valueCheck(facts, shapeName, itemFacts(member), true),
        mustHoldItems(member, isFlat(facts, shapeName)) ? 1 : 0,
      );
    case 'map':
      return mapCheck(valueCheck(facts, shapeName, member.values ?? {}, false));
    case 'string':
      return stringCheck(member);
    case 'integer':
      return rangeCheck(member, (value) => Number.isSafeInteger(value) || typeof value === 'bigint');
    case 'number':
      return rangeCheck(member, (value) => Number.isFinite(value));
    case 'boolean':
      return (value) => typeof value === 'boolean';
    default: {
      const flat = isFlat(facts, shapeName);
      return (value) => isSendable(value, flat) && !(value === null && flat && inList);
    }
  }
}

function listCheck(item: Check, least: number): Check {
  return (value, run) => {
    if (!Array.isArray(value) || value.length < least) return false;
    for (let i = 0; i < value.length; i++) if (!item(value[i], run)) return false;
    return true;
  };
}

function mapCheck(held: Check): Check {
  return (value, run) =>
    isRecord(value) && Object.values(value).every((one) => one === undefined || held(one, run));
}

function rangeCheck({ minimum = -Infinity, maximum = Infinity }: MemberFacts, isOfType: Check): Check {
  if (minimum === -Infinity && maximum === Infinity) return isOfType;
  return (value, run) =>
    isOfType(value, run) && (value as number | bigint) >= minimum && (value as number | bigint) <= maximum;
}

function stringCheck({ minLength = 0, maxLength = Infinity, enum: allowed }: MemberFacts): Check {
  const isSlip = allowed && slipCheck(allowed);
  if (!isSlip && minLength === 0 && maxLength === Infinity) return (value) => typeof value === 'string';
  return (value) => {
    if (typeof value !== 'string' || isSlip?.(value)) return false;
    // A character takes one or two code units, so counting is needed only between the two bounds.
    if (value.length <= maxLength && value.length >= minLength * 2) return true;
    const length = value.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, '_').length;
    return length >= minLength && length <= maxLength;
  };
}

/** Whether a value differs from an allowed one only in case or outer spaces: a slip, while other values may be newer. */
function slipCheck(allowed: readonly (string | number)[]): (value: string) => boolean {
  const exact = new Set(allowed);
  const folded = new Set(allowed.map((one) => String(one).toLowerCase()));
  return (value) => !exact.has(value) && folded.has(value.trim().toLowerCase());
}
