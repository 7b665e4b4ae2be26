import { ResourceError } from '../../../errors/resource.js';

/** What a policy allows and forbids, or who may take on a role; member names as in the JSON of the console. */
export interface PolicyDocument {
  readonly Statement: readonly PolicyStatement[];
}

/** One statement of a policy document. */
export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  /** Who, in the document of a role: `{ Service: ['ecs'] }`. */
  readonly Principal?: Readonly<Record<string, readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A document as the API takes it; a text goes as it is. */
export function documentText(document: PolicyDocument | string): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}

/**
 * A document as the API gives it, made an object.
 *
 * @throws {@link ResourceError} when the text is no JSON
 */
export function parseDocument(text: unknown, where: string): PolicyDocument {
  try {
    return JSON.parse(String(text)) as PolicyDocument;
  } catch (cause) {
    throw new ResourceError(`The ${where} is no JSON text: read it from data`, { cause });
  }
}
