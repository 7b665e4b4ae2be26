import { isObject, parseJson } from '../../util/json.js';
import { ConfigError } from '../../errors/index.js';
import { AnswerFormatError, type AnswerIssue } from '../errors.js';
import type { ResponseFormatJSONSchema } from '../shapes.js';
import { checkSchema } from './check-schema.js';
import { schemaOfClass, type AnswerClass } from './class-schema.js';
import { strictSchema, type JsonSchema } from './strict-schema.js';

/** What an answer is to follow: a class with decorators of class-validator, or a JSON schema with a name. */
export type AnswerSchema<T = unknown> =
  | (T extends object ? AnswerClass<T> : never)
  | { readonly name: string; readonly schema: JsonSchema; readonly description?: string | undefined };

/** The format that a request asks for, and how an answer in it is parsed and validated. */
export interface AnswerFormat<T> {
  readonly format: ResponseFormatJSONSchema;
  /** @throws {@link AnswerFormatError} for a text that does not follow the schema */
  parse(text: string, about: { readonly requestId?: string | undefined }): Promise<T>;
}

/**
 * Makes the format of a class or a schema.
 *
 * @throws {@link ConfigError} for a class that no schema can be made of
 */
export async function answerFormat<T>(wanted: AnswerSchema<T>): Promise<AnswerFormat<T>> {
  const Class = typeof wanted === 'function' ? (wanted as AnswerClass<T & object>) : undefined;
  const named = Class === undefined ? (wanted as Exclude<AnswerSchema<T>, AnswerClass>) : undefined;
  const name = named?.name ?? Class?.name ?? '';
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name))
    throw new ConfigError('The name of a schema must be 1 to 64 letters, digits, "_" and "-"');
  const schema = strictSchema(Class === undefined ? (named?.schema ?? {}) : await schemaOfClass(Class));
  const description = named?.description;
  return {
    format: {
      type: 'json_schema',
      json_schema: { schema, name, strict: true, ...(description !== undefined && { description }) },
    } as ResponseFormatJSONSchema,
    async parse(text, about) {
      let value: unknown;
      try {
        value = parseJson(text);
      } catch {
        throw new AnswerFormatError([{ path: '', message: 'is not JSON' }], about);
      }
      const issues = checkSchema(value, schema);
      if (issues.length > 0) throw new AnswerFormatError(issues, about);
      return Class === undefined ? (value as T) : instanceOf(Class, value, about);
    },
  };
}

async function instanceOf<T extends object>(
  Class: AnswerClass<T>,
  value: unknown,
  about: { readonly requestId?: string | undefined },
): Promise<T> {
  const [{ validate }, { plainToInstance }] = await Promise.all([
    import('class-validator'),
    import('class-transformer'),
  ]);
  const instance = plainToInstance(Class, withoutNulls(value));
  const issues = (await validate(instance, { validationError: { target: false, value: false } })).flatMap(
    (error) => issuesOf(error, ''),
  );
  if (issues.length > 0) throw new AnswerFormatError(issues, about);
  return instance;
}

interface Failure {
  readonly property: string;
  readonly constraints?: Readonly<Record<string, string>>;
  readonly children?: readonly Failure[];
}

/** Names of the rules only: their messages may hold values. */
function issuesOf({ property, constraints = {}, children = [] }: Failure, path: string): AnswerIssue[] {
  const at = /^\d+$/.test(property) ? `${path}[${property}]` : path === '' ? property : `${path}.${property}`;
  const own = Object.keys(constraints).map((rule) => ({ path: at, message: `breaks the rule ${rule}` }));
  return [...own, ...children.flatMap((child) => issuesOf(child, at))];
}

/** Strict schemas have no optional members: one that is left out is null. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
}
