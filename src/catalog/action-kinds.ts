import type { ServiceFacts } from './types.js';

const readingVerbs =
  /^(?:DM|MS)?(Describe|Desc|List|Get|Query|Search|Check|Count|Head|Detail|Batch(?:Get|Query|Describe|List)|MGet|Show|Preview|Simulate|Validate|Verify|Stat|Inquire|Inquiry|Statistic)(?=[A-Z0-9]|$)(?!(?:And|Or)[A-Z])/;

/**
 * Whether an action changes nothing, by what the facts know of it (it pages) and else by its verb.
 * The HTTP method says nothing here: `RunInstances` is a GET.
 */
export function isReadAction(facts: ServiceFacts, action: string): boolean {
  return isReadingName(action) || facts.actions[action]?.pagination !== undefined;
}

/** Whether an action changes nothing, by its verb alone: all there is to go by where no facts know it. */
export function isReadingName(action: string): boolean {
  return readingVerbs.test(action.charAt(0).toUpperCase() + action.slice(1));
}

/** The idempotency member of an action's input, where it has one: it is called `ClientToken` in all of them. */
export function clientTokenMember(facts: ServiceFacts, action: string): string | undefined {
  const input = facts.actions[action]?.input;
  return input !== undefined && facts.shapes[input]?.['ClientToken'] ? 'ClientToken' : undefined;
}
