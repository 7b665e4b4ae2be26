import { readPath } from './paths.js';
import type { ItemErrorsFacts, ServiceFacts } from './types.js';

/** One item that failed, as a response with HTTP 200 reports it. */
export interface ItemFailure {
  /** The item, as the response names it; undefined where it does not. */
  readonly id: string | undefined;
  readonly code: string;
  readonly message: string;
}

/** The outcome of single items in a response with HTTP 200: which failed, and which it confirms. */
export interface ItemOutcomes {
  readonly failures: readonly ItemFailure[];
  /** The ids of items that the response lists without a failure. */
  readonly confirmed: readonly string[];
}

const none: ItemOutcomes = { failures: [], confirmed: [] };
const successWords = /^(0|200|ok|success|succeeded|successful|true|none|null)$/i;

/** The result members that say whether the whole call succeeded, where nothing else does. */
const outcomeMembers = ['Success', 'success', 'IsSuccess'] as const;
const codeMembers = ['ErrorCode', 'Code'] as const;
const messageMembers = ['ErrorMessage', 'Message', 'ErrMsg', 'Reason', 'reason'] as const;

/** Reads the outcome of each item from the response of an action; empty if the facts know no place for it. */
export function itemOutcomes(
  facts: ServiceFacts,
  action: string,
  response: Readonly<Record<string, unknown>>,
): ItemOutcomes {
  const { itemErrors } = facts.actions[action] ?? {};
  const found = itemErrors && readPath(response, itemErrors.list);
  const outcomes = itemErrors && Array.isArray(found) ? readItems(itemErrors, found) : none;
  if (outcomes.failures.length > 0) return outcomes;
  const whole = wholeFailure(facts, action, response);
  return whole ? { failures: [whole], confirmed: [] } : outcomes;
}

function readItems(itemErrors: ItemErrorsFacts, items: readonly unknown[]): ItemOutcomes {
  const failures: ItemFailure[] = [];
  const confirmed: string[] = [];
  for (const item of items) {
    const failure = failureOf(itemErrors, item);
    if (failure) failures.push(failure);
    else {
      const id = idOf(itemErrors, item);
      if (id !== undefined) confirmed.push(id);
    }
  }
  return { failures, confirmed };
}

function failureOf(facts: ItemErrorsFacts, item: unknown): ItemFailure | undefined {
  const { failedOnly, scalar, ok } = facts;
  const code = scalar ? undefined : textAt(item, facts.code);
  const message = scalar === 'message' ? asText(item) : textAt(item, facts.message);
  const isOk = ok === undefined ? undefined : readPath(item, ok);
  const failed =
    failedOnly ?? (ok === undefined ? tellsFailure(code) || tellsFailure(message) : isOk === false);
  if (failed !== true) return undefined;
  return {
    id: idOf(facts, item),
    code: tellsFailure(code) ? code : 'OperationFailed',
    message: tellsFailure(message) ? message : 'the response lists the item as failed',
  };
}

function idOf({ scalar, id }: ItemErrorsFacts, item: unknown): string | undefined {
  if (scalar !== undefined) return scalar === 'id' ? asText(item) : undefined;
  return textAt(item, id);
}

function textAt(item: unknown, path: string | undefined): string | undefined {
  return path === undefined ? undefined : asText(readPath(item, path));
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

function tellsFailure(text: string | undefined): text is string {
  return text !== undefined && text !== '' && !successWords.test(text);
}

/** The member of an action's result that says whether the whole call succeeded; undefined when it has none. */
export function outcomeMember(facts: ServiceFacts, action: string): string | undefined {
  const output = facts.shapes[facts.actions[action]?.output ?? ''] ?? {};
  return outcomeMembers.find((name) => output[name]?.type === 'boolean');
}

/** A result whose own `Success` is false: the facts have the member as a boolean of the action's result. */
function wholeFailure(
  facts: ServiceFacts,
  action: string,
  response: Readonly<Record<string, unknown>>,
): ItemFailure | undefined {
  const member = outcomeMember(facts, action);
  if (member === undefined || response[member] !== false) return undefined;
  const first = (names: readonly string[]) =>
    names.map((name) => asText(response[name])).find((text) => tellsFailure(text));
  return {
    id: undefined,
    code: first(codeMembers) ?? 'OperationFailed',
    message: first(messageMembers) ?? `the response says ${member}: false`,
  };
}
