import { inputName } from '../catalog/shapes.js';
import type { CallOptions } from '../types/call.js';
import type { Dispatcher, PresignOptions } from '../types/dispatcher.js';
import { ConfigError } from '../errors/config.js';
import { ServiceError } from '../errors/service.js';
import type { ValidationIssue } from '../errors/validation.js';
import { findIssues } from '../models/validate.js';
import { Builder, settingsOf } from './builder.js';
import { builderClass } from './builder-class.js';

/** How a builder sends its action, and how it turns the response into an outcome. */
export interface ActionContext {
  readonly dispatcher: Dispatcher;
  readonly action: string;
  /** Adds to the request what a setter may have replaced. */
  readonly complete?: (request: Record<string, unknown>) => Record<string, unknown>;
  /** Turns the response into the outcome of `run()`. When omitted, `run()` resolves to the response. */
  readonly finish?: (
    response: Record<string, unknown>,
    request: Readonly<Record<string, unknown>>,
    options: CallOptions | undefined,
  ) => unknown;
}

/** The result of a dry run: the call would have succeeded. A dry run that finds a problem rejects with it. */
export interface DryRunResult {
  readonly wouldSucceed: true;
  readonly requestId: string | undefined;
}

/**
 * The builder of one action's request.
 *
 * @example
 * ```ts
 * const { Zones } = await ecs.action('DescribeZones').run({ timeoutMs: 5_000 });
 * ```
 */
export class ActionBuilder<C extends ActionContext = ActionContext> extends Builder<C> {
  /** Validates, signs and sends the request. */
  async run(options?: CallOptions): Promise<unknown> {
    const { dispatcher, action, finish } = this.context;
    const request = this.collect();
    const response = await dispatcher.send(action, request, options);
    return finish ? finish(response, request, options) : response;
  }

  /** @internal */
  override collect(): Record<string, unknown> {
    const request = super.collect();
    // A value of a request may be made with a builder of its own, which has no call to make.
    return (this.context as C | undefined)?.complete?.(request) ?? request;
  }

  override validate(): readonly ValidationIssue[] {
    const { facts, unknownMembers } = this.context.dispatcher;
    return findIssues(facts, this.shape.name, this.collect(), { unknownMembers });
  }

  /** Resolves to a signed URL for the current request. Only GET actions have one. */
  async presign(options?: CallOptions & PresignOptions): Promise<string> {
    return this.context.dispatcher.presign(this.context.action, this.collect(), options);
  }

  /** Sends the request with `DryRun`: the service checks it and does nothing. */
  async dryRun(options?: CallOptions): Promise<DryRunResult> {
    const { dispatcher, action } = this.context;
    const member = dispatcher.facts.shapes[this.shape.name]?.['DryRun'];
    if (!member) throw new ConfigError(`${action} has no dry run: its request has no member DryRun`);
    const request = this.extend('DryRun', 'set', member.type === 'string' ? 'true' : true).collect();
    try {
      const response = await dispatcher.send(action, request, options);
      return { wouldSucceed: true, requestId: response.$metadata.requestId };
    } catch (error) {
      // Some services report a passing dry run as an error with this code.
      if (error instanceof ServiceError && error.code.includes('DryRunOperation')) {
        return { wouldSucceed: true, requestId: error.requestId };
      }
      throw error;
    }
  }
}

/** Returns a builder for an action, with `settings` as its first members. */
export function actionBuilder(
  context: ActionContext,
  settings: Readonly<Record<string, unknown>> = {},
): ActionBuilder {
  const { facts } = context.dispatcher;
  const Class = builderClass<ActionContext>(ActionBuilder, facts, inputName(facts, context.action));
  return new Class(settingsOf(settings), context) as ActionBuilder;
}
