import { defineHidden } from '../util/define-method.js';
import { keepName, VolcengineError } from './volcengine-error.js';

/** One thing wrong with a request; never holds the value. */
export interface ValidationIssue {
  /** Where, in wire names: `NetworkInterfaces[0].SubnetId`. */
  readonly path: string;
  /** The rule that was broken, by class-validator's name: `isDefined`, `isInt`, `max`, `whitelistValidation`. */
  readonly constraint: string;
  readonly message: string;
}

/**
 * A request that was not sent, since the facts or a rule forbid it. `issues` lists everything that is wrong.
 *
 * @example
 * ```ts
 * import { RequestValidationError } from 'volcengine-fluent';
 * import { EcsClient } from 'volcengine-fluent/ecs';
 *
 * const ecs = new EcsClient({ region: 'cn-beijing' });
 * try {
 *   await ecs.runInstances(JSON.parse('{"Count": 2}'));
 * } catch (error) {
 *   if (!(error instanceof RequestValidationError)) throw error;
 *   for (const { path, message } of error.issues) console.error(`${path}: ${message}`);
 * }
 * ```
 */
export class RequestValidationError extends VolcengineError {
  static {
    keepName(this, 'RequestValidationError');
  }

  readonly action: string;
  readonly issues: readonly ValidationIssue[];
  /** class-validator's own errors, without targets and values; empty when the check needed none, and in a bundle without it. */
  declare readonly errors: readonly object[];

  constructor(action: string, issues: readonly ValidationIssue[], errors: readonly object[] = []) {
    const lines = issues.map((issue) => `\n  ${issue.path || '(request)'}: ${issue.message}`);
    super(`${action} was not sent: its request is not valid${lines.join('')}`, 'ERR_REQUEST_VALIDATION');
    this.action = action;
    this.issues = issues;
    defineHidden(this, 'errors', errors);
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), action: this.action, issues: this.issues };
  }
}
