import type { MetadataStorage, ValidationArguments } from 'class-validator';
import { ConfigError } from '../../errors/index.js';
import type { JsonSchema } from './strict-schema.js';

/** A class whose members are decorated with class-validator. */
export type AnswerClass<T extends object = object> = new () => T;

interface Rule {
  readonly propertyName: string;
  /** `isString`, `arrayMinSize` …; of rules about other rules, their kind. */
  readonly name?: string | undefined;
  readonly type: string;
  readonly constraints?: ValidationArguments['constraints'];
  readonly each?: boolean | undefined;
}

type Schema = Record<string, unknown>;

/**
 * The JSON schema of a class with decorators of class-validator, and of the classes of its nested members, which
 * class-transformer's `@Type` names.
 *
 * @throws {@link ConfigError} for a class without rules, and for a nested member without a type
 */
export async function schemaOfClass(Class: AnswerClass): Promise<JsonSchema> {
  const [{ getMetadataStorage }, transformer] = await Promise.all([
    import('class-validator'),
    import('class-transformer'),
  ]);
  return new ClassSchemas(getMetadataStorage(), transformer as unknown as Transformer).of(Class);
}

/** The part of class-transformer that tells of what a class a member is: it makes an object and looks at it. */
interface Transformer {
  plainToInstance(Class: AnswerClass, plain: object): object;
}

class ClassSchemas {
  readonly #storage: MetadataStorage;
  readonly #transformer: Transformer;
  readonly #open = new Set<AnswerClass>();

  constructor(storage: MetadataStorage, transformer: Transformer) {
    this.#storage = storage;
    this.#transformer = transformer;
  }

  of(Class: AnswerClass): JsonSchema {
    const rules = this.#storage.getTargetValidationMetadatas(Class, '', true, false) as unknown as Rule[];
    if (rules.length === 0)
      throw new ConfigError(`${Class.name} has no member with a decorator of class-validator`);
    if (this.#open.has(Class))
      throw new ConfigError(`${Class.name} holds itself, which no schema without references can say`);
    this.#open.add(Class);
    const properties: Schema = {};
    const required: string[] = [];
    for (const name of new Set(rules.map(({ propertyName }) => propertyName))) {
      const own = rules.filter(({ propertyName }) => propertyName === name);
      const schema = this.#member(Class, name, own);
      const isOptional = own.some(
        ({ type, name: kind }) => type === 'conditionalValidation' || kind === 'isOptional',
      );
      properties[name] = isOptional ? { anyOf: [schema, { type: 'null' }] } : schema;
      required.push(name);
    }
    this.#open.delete(Class);
    return { type: 'object', title: Class.name, properties, required, additionalProperties: false };
  }

  #member(Class: AnswerClass, name: string, rules: readonly Rule[]): Schema {
    const isList = rules.some(({ name: kind = '', each }) => each === true || /^(isArray|array)/.test(kind));
    const about = rules.filter(({ name: kind = '' }) => !/^(isArray|array)/.test(kind));
    const isNested = rules.some(({ type }) => type === 'nestedValidation');
    const item: Schema = isNested
      ? { ...this.of(this.#nestedClass(Class, name, isList)) }
      : valueSchema(about);
    if (!isList) return item;
    const list: Schema = { type: 'array', items: item };
    for (const { name: kind, constraints = [] } of rules) {
      if (kind === 'arrayMinSize') list['minItems'] = constraints[0];
      if (kind === 'arrayMaxSize') list['maxItems'] = constraints[0];
      if (kind === 'arrayNotEmpty') list['minItems'] = 1;
    }
    return list;
  }

  #nestedClass(Class: AnswerClass, name: string, isList: boolean): AnswerClass {
    const made = this.#transformer.plainToInstance(Class, { [name]: isList ? [{}] : {} }) as Schema;
    const value = isList ? (made[name] as unknown[])[0] : made[name];
    const Nested = (value as object).constructor as AnswerClass;
    if (Nested === Object)
      throw new ConfigError(
        `${Class.name}.${name} is nested: name its class with @Type of class-transformer`,
      );
    return Nested;
  }
}

/** What single rules say of a value, as members of a schema. */
const keywords: Readonly<Record<string, (constraints: readonly unknown[]) => Schema>> = {
  isString: () => ({ type: 'string' }),
  isNumber: () => ({ type: 'number' }),
  isInt: () => ({ type: 'integer' }),
  isBoolean: () => ({ type: 'boolean' }),
  isObject: () => ({ type: 'object' }),
  isDateString: () => ({ type: 'string', format: 'date-time' }),
  isIso8601: () => ({ type: 'string', format: 'date-time' }),
  isEmail: () => ({ type: 'string', format: 'email' }),
  isUrl: () => ({ type: 'string', format: 'uri' }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isNotEmpty: () => ({}),
  isPositive: () => ({ exclusiveMinimum: 0 }),
  isNegative: () => ({ exclusiveMaximum: 0 }),
  isIn: ([values]) => ({ enum: values }),
  isEnum: ([entity]) => ({ enum: Object.values(entity as object) }),
  equals: ([value]) => ({ const: value }),
  min: ([value]) => ({ minimum: value }),
  max: ([value]) => ({ maximum: value }),
  minLength: ([value]) => ({ minLength: value }),
  maxLength: ([value]) => ({ maxLength: value }),
  isLength: ([least, most]) => ({ minLength: least, ...(most !== undefined && { maxLength: most }) }),
  matches: ([pattern]) => ({ pattern: pattern instanceof RegExp ? pattern.source : pattern }),
};

function valueSchema(rules: readonly Rule[]): Schema {
  const schema: Schema = {};
  for (const { name = '', constraints = [] } of rules) {
    if (Object.hasOwn(keywords, name))
      Object.assign(schema, keywords[name]?.(constraints as readonly unknown[]));
  }
  if (schema['type'] === undefined && Array.isArray(schema['enum'])) {
    const [first] = schema['enum'] as unknown[];
    if (typeof first === 'string' || typeof first === 'number') schema['type'] = typeof first;
  }
  return schema;
}
