import { isObject } from '../../util/json.js';
import type { AnswerIssue } from '../errors.js';
import { targetOf, type JsonSchema } from './strict-schema.js';

/** Where a value does not follow a schema: the part of JSON Schema that models are asked for. No message has a value. */
export function checkSchema(value: unknown, schema: JsonSchema, root = schema, path = ''): AnswerIssue[] {
  const issue = (message: string): AnswerIssue[] => [{ path, message }];
  const { $ref: ref, type, enum: allowed, const: only, anyOf, oneOf, allOf } = schema;
  if (typeof ref === 'string') return checkSchema(value, targetOf(ref, root), root, path);
  if ('const' in schema && !isEqual(value, only)) return issue('is not the one value that is allowed');
  if (Array.isArray(allowed) && !allowed.some((one) => isEqual(value, one)))
    return issue('is none of the values that are allowed');
  const choices = anyOf ?? oneOf;
  if (
    Array.isArray(choices) &&
    !choices.some((one: JsonSchema) => checkSchema(value, one, root, path).length === 0)
  )
    return issue('follows none of the schemas that are allowed');
  const found = Array.isArray(allOf)
    ? allOf.flatMap((one: JsonSchema) => checkSchema(value, one, root, path))
    : [];
  const types = Array.isArray(type) ? (type as string[]) : typeof type === 'string' ? [type] : [];
  if (types.length > 0 && !types.some((one) => hasType(value, one)))
    return [...found, ...issue(`is not of the type ${types.join(' or ')}`)];
  if (typeof value === 'string') found.push(...checkText(value, schema, issue));
  if (typeof value === 'number') found.push(...checkNumber(value, schema, issue));
  if (Array.isArray(value)) found.push(...checkList(value, schema, root, path, issue));
  if (isObject(value)) found.push(...checkObject(value, schema, root, path));
  return found;
}

type Issue = (message: string) => AnswerIssue[];

function checkText(
  value: string,
  { minLength, maxLength, pattern }: JsonSchema,
  issue: Issue,
): AnswerIssue[] {
  if (typeof minLength === 'number' && value.length < minLength) return issue(`is shorter than ${minLength}`);
  if (typeof maxLength === 'number' && value.length > maxLength) return issue(`is longer than ${maxLength}`);
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value))
    return issue('does not match its pattern');
  return [];
}

function checkNumber(value: number, schema: JsonSchema, issue: Issue): AnswerIssue[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  if (typeof minimum === 'number' && value < minimum) return issue(`is less than ${minimum}`);
  if (typeof maximum === 'number' && value > maximum) return issue(`is more than ${maximum}`);
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum)
    return issue(`is not above ${exclusiveMinimum}`);
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum)
    return issue(`is not below ${exclusiveMaximum}`);
  return [];
}

function checkList(
  value: readonly unknown[],
  schema: JsonSchema,
  root: JsonSchema,
  path: string,
  issue: Issue,
): AnswerIssue[] {
  const { items, minItems, maxItems } = schema;
  if (typeof minItems === 'number' && value.length < minItems)
    return issue(`has fewer than ${minItems} items`);
  if (typeof maxItems === 'number' && value.length > maxItems)
    return issue(`has more than ${maxItems} items`);
  return isObject(items) ? value.flatMap((item, at) => checkSchema(item, items, root, `${path}[${at}]`)) : [];
}

function checkObject(
  value: Readonly<Record<string, unknown>>,
  { properties, required, additionalProperties }: JsonSchema,
  root: JsonSchema,
  path: string,
): AnswerIssue[] {
  const known = isObject(properties) ? properties : {};
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const missing = (Array.isArray(required) ? (required as string[]) : [])
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => ({ path: at(name), message: 'is missing' }));
  const inner = Object.entries(value).flatMap(([name, member]) => {
    const schema = Object.hasOwn(known, name) ? known[name] : undefined;
    if (isObject(schema)) return checkSchema(member, schema, root, at(name));
    if (isObject(additionalProperties)) return checkSchema(member, additionalProperties, root, at(name));
    return additionalProperties === false
      ? [{ path, message: 'has a member that the schema does not have' }]
      : [];
  });
  return [...missing, ...inner];
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return typeof value === 'bigint' || Number.isInteger(value);
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint';
    default:
      return typeof value === type;
  }
}

function isEqual(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
