import { isObject } from '../../util/json.js';

/** A JSON schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;
type Schema = Record<string, unknown>;

/**
 * A schema as the service takes it in strict mode: no object has further members, all members are required, a default of
 * null is left out, and a reference with members beside it is replaced by what it refers to.
 */
export function strictSchema(schema: JsonSchema): JsonSchema {
  const root = structuredClone(schema) as Schema;
  return strict(root, root);
}

function strict(schema: Schema, root: Schema): Schema {
  for (const name of ['$defs', 'definitions']) each(schema[name], root);
  if (schema['type'] === 'object' && !('additionalProperties' in schema))
    schema['additionalProperties'] = false;
  const { properties, items, anyOf, allOf } = schema;
  if (isObject(properties)) {
    schema['required'] = Object.keys(properties);
    each(properties, root);
  }
  if (isObject(items)) schema['items'] = strict(items, root);
  if (Array.isArray(anyOf)) schema['anyOf'] = anyOf.map((one) => strict(one as Schema, root));
  if (Array.isArray(allOf)) {
    if (allOf.length === 1) {
      delete schema['allOf'];
      Object.assign(schema, strict(allOf[0] as Schema, root));
    } else schema['allOf'] = allOf.map((one) => strict(one as Schema, root));
  }
  if (schema['default'] === null) delete schema['default'];
  const { $ref: ref } = schema;
  if (typeof ref === 'string' && Object.keys(schema).length > 1) {
    const siblings = Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$ref'));
    // Before anything is taken away: the schema may be the root.
    const target = structuredClone(targetOf(ref, root));
    for (const name of Object.keys(schema)) delete schema[name];
    Object.assign(schema, target, siblings);
    return strict(schema, root);
  }
  return schema;
}

function each(schemas: unknown, root: Schema): void {
  if (!isObject(schemas)) return;
  for (const [name, one] of Object.entries(schemas)) if (isObject(one)) schemas[name] = strict(one, root);
}

/** @throws TypeError for a reference that leads nowhere, or out of the schema */
export function targetOf(ref: string, root: JsonSchema): Schema {
  let at: unknown = root;
  if (!ref.startsWith('#/'))
    throw new TypeError(`A schema can refer only to itself, by "#/…"; it has "${ref}"`);
  for (const step of ref.slice(2).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }
  if (!isObject(at)) throw new TypeError(`The schema refers to "${ref}", which it does not have`);
  return at;
}
