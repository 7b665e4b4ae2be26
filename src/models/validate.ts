import { inputName } from '../catalog/shapes.js';
import type { ServiceFacts } from '../catalog/types.js';
import { RequestValidationError, type ValidationIssue } from '../errors/validation.js';
import { checkOf, type CheckRun } from './compiled-check.js';
import { factIssues, type Findings } from './fact-issues.js';
import { ownIssues } from './own-rules.js';

export interface ValidationOptions {
  /** `send` accepts members that the facts don't know. @defaultValue `'refuse'` */
  readonly unknownMembers?: 'refuse' | 'send' | undefined;
}

const nothing: Findings = { issues: [], errors: [] };

/**
 * Returns everything that is wrong with a request or a part of one, by the facts, the hand-written rules and the rules of
 * the user's own model classes; an empty list when it is valid.
 *
 * The compiled check alone accepts a valid request. class-validator is loaded to word the problems of an invalid one, and
 * for instances of classes.
 */
export function findIssues(
  facts: ServiceFacts,
  shapeName: string,
  request: unknown,
  options?: ValidationOptions,
): readonly ValidationIssue[] {
  return inspect(facts, shapeName, request, options).issues;
}

/**
 * Checks the request of an action.
 *
 * @throws {@link RequestValidationError} with everything that is wrong with it
 */
export function assertValid(
  facts: ServiceFacts,
  action: string,
  request: unknown,
  options?: ValidationOptions,
): void {
  const { issues, errors } = inspect(facts, inputName(facts, action), request, options);
  if (issues.length > 0) throw new RequestValidationError(action, issues, errors);
}

function inspect(
  facts: ServiceFacts,
  shapeName: string,
  request: unknown,
  options: ValidationOptions | undefined,
): Findings {
  const sendsUnknown = options?.unknownMembers === 'send';
  const run: CheckRun = { sendsUnknown, sawInstance: false, depth: 0 };
  const isGood = checkOf(facts, shapeName)(request, run);
  if (isGood && !run.sawInstance) return nothing;

  const byFacts = isGood ? nothing : factIssues(facts, shapeName, request, sendsUnknown);
  const byOwn = ownIssues(request);
  return {
    issues: withoutRepeats([...byFacts.issues, ...byOwn.issues]),
    errors: [...byFacts.errors, ...byOwn.errors],
  };
}

/** Removes duplicates: a subclass of a model repeats all that the facts say. */
function withoutRepeats(issues: readonly ValidationIssue[]): readonly ValidationIssue[] {
  const known = new Map(issues.map((issue) => [JSON.stringify(issue), issue]));
  return [...known.values()];
}
