import { inputName } from '../catalog/shapes.js';
import type { CallOptions } from '../types/call.js';
import type { Dispatcher, PresignOptions } from '../types/dispatcher.js';
import { ConfigError } from '../errors/config.js';
import { ServiceError } from '../errors/service.js';
import type { ValidationIssue } from '../errors/validation.js';
import { findIssues } from '../models/validate.js';
import { Builder, settingsOf } from './builder.js';
import { builderClass } from './builder-class.js';

/** What an action's builder sends by, and what it makes of the response. */
export interface ActionContext {
  readonly dispatcher: Dispatcher;
  readonly action: string;
  /** Makes the outcome of `run()`; unset: the response itself. */
  readonly finish?: (
    response: Record<string, unknown>,
    request: Readonly<Record<string, unknown>>,
    options: CallOptions | undefined,
  ) => unknown;
}

/** What a dry run tells: the call would have succeeded. A dry run that finds a fault rejects with it. */
export interface DryRunResult {
  readonly wouldSucceed: true;
  readonly requestId: string | undefined;
}

/** The builder of one action's request. */
export class ActionBuilder<C extends ActionContext = ActionContext> extends Builder<C> {
  /** Validates, signs and sends the request. */
  async run(options?: CallOptions): Promise<unknown> {
    const { dispatcher, action, finish } = this.context;
    const request = this.collect();
    const response = await dispatcher.send(action, request, options);
    return finish ? finish(response, request, options) : response;
  }

  override validate(): readonly ValidationIssue[] {
    const { facts, unknownMembers } = this.context.dispatcher;
    return findIssues(facts, this.shape.name, this.collect(), { unknownMembers });
  }

  /** A signed URL for the request as it stands. Only GET actions have one. */
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
      // Some services response a dry run that found nothing wrong with an error of this code.
      if (error instanceof ServiceError && error.code.includes('DryRunOperation')) {
        return { wouldSucceed: true, requestId: error.requestId };
      }
      throw error;
    }
  }
}

/** An empty builder for an action, or one that holds `settings` already. */
export function actionBuilder(
  context: ActionContext,
  settings: Readonly<Record<string, unknown>> = {},
): ActionBuilder {
  const { facts } = context.dispatcher;
  const Class = builderClass<ActionContext>(ActionBuilder, facts, inputName(facts, context.action));
  return new Class(settingsOf(settings), context) as ActionBuilder;
}
