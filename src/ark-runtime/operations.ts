import type { HttpMethod } from '../types/http.js';
import { arkFactsText } from './built-in.js';

/** An operation of the API. */
export interface Operation {
  readonly method: HttpMethod;
  /** Below the base URL, with `{task_id}` where an id stands. */
  readonly path: string;
  readonly body: 'json' | 'json-empty' | 'multipart' | 'query';
  /** Whether cloud keys can be traded for a key of its model. */
  readonly takesToken: boolean;
}

const facts = JSON.parse(arkFactsText) as {
  readonly baseUrl: string;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly members: Readonly<Record<string, readonly string[]>>;
};

/** Where the API is unless an option says otherwise. */
export const defaultBaseUrl = facts.baseUrl;

/** The operation of a name such as `chat.completions.create`. */
export function operationOf(name: string): Operation {
  const operation = facts.operations[name];
  if (operation === undefined) throw new TypeError(`There is no operation ${name}`);
  return operation;
}

/** The members of a request that has a builder. */
export function membersOf(request: string): readonly string[] {
  return facts.members[request] ?? [];
}
