import { defineHidden } from '../util/define-method.js';
import { keepName, VolcengineError } from './volcengine-error.js';

/** A resource object was used in a way it does not allow: read before it was loaded, addressed by an empty id, used after it was deleted. */
export class ResourceError extends VolcengineError {
  static {
    keepName(this, 'ResourceError');
  }

  constructor(message: string, options?: ErrorOptions, code = 'ERR_RESOURCE') {
    super(message, code, options);
  }
}

/** A resource that a failed call had created; `instanceof` its class gives its full type. */
export interface CreatedResource {
  readonly $resource: string;
  readonly id: unknown;
  readonly identity: Readonly<Record<string, unknown>>;
  readonly region: string;
}

/**
 * The creation succeeded, and what came after it failed: the wait until the resource is ready (`cause` says why), or
 * finding out its id. Creating again would make a second one.
 *
 * @example
 * ```ts
 * import { AfterCreationError } from 'volcengine-fluent';
 * import { Vpc, VpcClient } from 'volcengine-fluent/vpc';
 *
 * const vpcs = new VpcClient({ region: 'cn-beijing' }).vpcs();
 * try {
 *   await vpcs.create().cidrBlock('10.0.0.0/16').run({ wait: { maxWaitMs: 60_000 } });
 * } catch (error) {
 *   if (!(error instanceof AfterCreationError)) throw error;
 *   for (const vpc of error.created) if (vpc instanceof Vpc) await vpc.delete();
 * }
 * ```
 */
export class AfterCreationError extends ResourceError {
  static {
    keepName(this, 'AfterCreationError');
  }

  /** All resources that the call created; empty when the response has no complete identity. */
  declare readonly created: readonly CreatedResource[];
  /** The response of the creation; hidden from logs, since it may hold a secret. */
  declare readonly response: Readonly<Record<string, unknown>>;

  constructor(
    message: string,
    created: readonly CreatedResource[],
    response: Readonly<Record<string, unknown>>,
    options?: ErrorOptions,
  ) {
    super(message, options, 'ERR_AFTER_CREATION');
    defineHidden(this, 'created', created);
    defineHidden(this, 'response', response);
  }

  override toJSON(): Record<string, unknown> {
    const created = this.created.map(({ $resource, id, region }) => ({ $resource, id, region }));
    return { ...super.toJSON(), created };
  }
}
