import type { MemberFacts, ShapeFacts } from '../../catalog/types.js';
import { invalidParameter, missingParameter } from '../model/api-error.js';
import type { Data } from '../model/data.js';

type Shapes = Readonly<Record<string, ShapeFacts>>;

/**
 * Refuses an input with a missing required member, or with a member of the wrong type, range or length.
 * It ignores unknown members and does not check enums: services accept more values than the facts list.
 *
 * @throws `ApiError` that names the member
 */
export function validateInput(shapes: Shapes, shapeName: string, input: Readonly<Data>): void {
  checkShape(shapes, shapeName, input, '');
}

function checkShape(shapes: Shapes, shapeName: string, value: Readonly<Data>, prefix: string): void {
  for (const [name, member] of Object.entries(shapes[shapeName] ?? {})) {
    const memberValue = value[name];
    if (memberValue !== undefined && memberValue !== null) {
      checkMember(shapes, member, memberValue, prefix + name);
    } else if (member.required) throw missingParameter(prefix + name);
  }
}

function checkMember(shapes: Shapes, member: MemberFacts, value: unknown, path: string): void {
  if (member.ref !== undefined) {
    if (typeof value !== 'object' || Array.isArray(value)) throw invalidParameter(path, 'is not an object');
    checkShape(shapes, member.ref, value as Data, `${path}.`);
    return;
  }
  switch (member.type) {
    case 'string':
      if (typeof value !== 'string') throw invalidParameter(path, 'is not a string');
      checkLength(member, value.length, path);
      return;
    case 'integer':
      if (typeof value !== 'bigint' && !Number.isInteger(value))
        throw invalidParameter(path, 'is not an integer');
      checkRange(member, value as number | bigint, path);
      return;
    case 'number':
      if (typeof value !== 'number' && typeof value !== 'bigint')
        throw invalidParameter(path, 'is not a number');
      checkRange(member, value, path);
      return;
    case 'boolean':
      if (typeof value !== 'boolean') throw invalidParameter(path, 'is not a boolean');
      return;
    case 'list':
      checkList(shapes, member, value, path);
      return;
    case 'map':
      checkMap(shapes, member, value, path);
      return;
    case 'any':
    case undefined:
  }
}

function checkList(shapes: Shapes, member: MemberFacts, value: unknown, path: string): void {
  if (!Array.isArray(value)) throw invalidParameter(path, 'is not a list');
  checkLength(member, value.length, path);
  const { items } = member;
  if (!items) return;
  value.forEach((item: unknown, i) => {
    if (item === null || item === undefined) throw invalidParameter(`${path}.${i + 1}`, 'is null');
    checkMember(shapes, items, item, `${path}.${i + 1}`);
  });
}

function checkMap(shapes: Shapes, member: MemberFacts, value: unknown, path: string): void {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw invalidParameter(path, 'is not a map');
  const { values } = member;
  if (!values) return;
  for (const [key, entry] of Object.entries(value)) checkMember(shapes, values, entry, `${path}.${key}`);
}

function checkRange({ minimum, maximum }: MemberFacts, value: number | bigint, path: string): void {
  if (minimum !== undefined && value < minimum) throw invalidParameter(path, `is less than ${minimum}`);
  if (maximum !== undefined && value > maximum) throw invalidParameter(path, `is more than ${maximum}`);
}

function checkLength({ minLength, maxLength }: MemberFacts, length: number, path: string): void {
  if (minLength !== undefined && length < minLength) {
    throw invalidParameter(path, `is shorter than ${minLength}`);
  }
  if (maxLength !== undefined && length > maxLength) {
    throw invalidParameter(path, `is longer than ${maxLength}`);
  }
}
