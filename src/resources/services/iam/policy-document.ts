import { ResourceError } from '../../../errors/resource.js';

/** A policy document: what is allowed and denied, or who may assume a role. Members are named as in the JSON of the console. */
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
  /** Who may assume the role, in a trust policy: `{ Service: ['ecs'] }`. */
  readonly Principal?: Readonly<Record<string, readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Returns the document in the form that the API takes; text is passed on unchanged. */
export function documentText(document: PolicyDocument | string): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}

/**
 * Parses a document that the API returned.
 *
 * @throws {@link ResourceError} when the text is not JSON
 */
export function parseDocument(text: unknown, where: string): PolicyDocument {
  try {
    return JSON.parse(String(text)) as PolicyDocument;
  } catch (cause) {
    throw new ResourceError(`The ${where} is no JSON text: read it from data`, { cause });
  }
}
