import type { ServiceFacts } from './types.js';

const readingVerbs =
  /^(?:DM|MS)?(Describe|Desc|List|Get|Query|Search|Check|Count|Head|Detail|Batch(?:Get|Query|Describe|List)|MGet|Show|Preview|Simulate|Validate|Verify|Stat|Inquire|Inquiry|Statistic)(?=[A-Z0-9]|$)(?!(?:And|Or)[A-Z])/;

/**
 * Whether an action changes nothing, by what the facts know of it (it pages) and else by its verb.
 * The HTTP method says nothing here: `RunInstances` is a GET.
 */
export function isReadAction(facts: ServiceFacts, action: string): boolean {
  const name = action.charAt(0).toUpperCase() + action.slice(1);
  return readingVerbs.test(name) || facts.actions[action]?.pagination !== undefined;
}

/** The idempotency member of an action's input, where it has one: it is called `ClientToken` in all of them. */
export function clientTokenMember(facts: ServiceFacts, action: string): string | undefined {
  const input = facts.actions[action]?.input;
  return input !== undefined && facts.shapes[input]?.['ClientToken'] ? 'ClientToken' : undefined;
}
