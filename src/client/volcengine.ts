import type { ServiceFacts } from '../catalog/types.js';
import type { CallOptions, CallTarget } from '../types/call.js';
import type { Clock } from '../types/clock.js';
import type { Credentials } from '../types/credentials.js';
import type { PresignOptions } from '../types/dispatcher.js';
import { ConfigError } from '../errors/config.js';
import { callSts } from '../transport/sts.js';
import { TransportContext } from '../transport/transport-context.js';
import { presignCall } from '../transport/presign.js';
import type { Result } from '../transport/call.js';
import { runCall } from '../transport/run-call.js';
import type { Hooks } from '../transport/instrumentation/hooks.js';
import { resolveConfig, type VolcengineConfig } from './config.js';
import { setProcessDefaults } from './defaults.js';
import { ServiceDispatcher } from './service-dispatcher.js';
import { findTarget, type ActionAddress } from './find-target.js';
import type { VolcengineOptions } from './options.js';

export type { VolcengineOptions } from './options.js';

type Request = Readonly<Record<string, unknown>>;

/**
 * One configuration, one connection pool: what clients of services share.
 *
 * @example
 * ```ts
 * import { Volcengine } from 'volcengine-fluent';
 * import { VpcClient } from 'volcengine-fluent/vpc';
 *
 * const volc = new Volcengine({ region: 'cn-shanghai' });
 * const vpc = new VpcClient(volc);
 * await volc.call({ service: 'ecs', version: '2020-04-01', action: 'DescribeZones' });
 * ```
 */
export class Volcengine {
  /** What the session goes by, frozen. */
  readonly config: VolcengineConfig;
  readonly #context: TransportContext;
  readonly #dispatchers = new Map<ServiceFacts, ServiceDispatcher>();
  #isClosed = false;

  /** @throws {@link ConfigError} for options that are none, or not usable */
  constructor(options: VolcengineOptions = {}) {
    this.config = resolveConfig(options);
    this.#context = new TransportContext(this.config, callSts);
    logConfiguration(this.config);
  }

  /**
   * Sets what sessions of this process start from; those that exist keep what they have.
   *
   * @throws {@link ConfigError} for options that are none, or not usable
   */
  static setDefaults(options: VolcengineOptions): void {
    resolveConfig(options, {});
    setProcessDefaults(options);
  }

  get clock(): Clock {
    return this.config.clock;
  }

  /**
   * Sends an action whose facts the caller has, without checking the request against them; gives its `Result`.
   *
   * @throws {@link ServiceError} when the service refuses
   * @throws {@link TransportError} when there is no usable answer
   * @throws {@link CredentialsError} when there are no credentials
   */
  send(target: CallTarget, request: Request, options?: CallOptions): Promise<Result> {
    if (this.#isClosed) return Promise.reject(closed(target.action));
    return runCall(this.#context, target, request, options);
  }

  /** A signed URL for a GET action, usable without keys until it expires. */
  presign(target: CallTarget, request: Request, options?: CallOptions & PresignOptions): Promise<string> {
    if (this.#isClosed) return Promise.reject(closed(target.action));
    return presignCall(this.#context, target, request, options);
  }

  /**
   * Calls any action, also one that no facts know. Those that the facts know are checked by them first.
   *
   * @throws {@link ConfigError} for an unknown service or action without a version, with the nearest names
   * @throws {@link RequestValidationError} for a request that the facts forbid
   */
  async call(address: ActionAddress, params: Request = {}, options?: CallOptions): Promise<Result> {
    const found = findTarget(address, params);
    if ('target' in found) return this.send(found.target, params, options);
    let dispatcher = this.#dispatchers.get(found.facts);
    if (dispatcher === undefined) {
      dispatcher = new ServiceDispatcher(this, found.facts);
      this.#dispatchers.set(found.facts, dispatcher);
    }
    return dispatcher.send(address.action, params, options);
  }

  /**
   * The keys that the session signs with now; for what is signed outside a call, such as the password of a database.
   *
   * @throws {@link CredentialsError} when there are none
   */
  credentials(options: { readonly signal?: AbortSignal | undefined } = {}): Promise<Credentials> {
    const { credentialContext } = this.#context;
    const { signal } = options;
    return this.config.provider.resolve(signal ? { ...credentialContext, signal } : credentialContext);
  }

  /**
   * Hangs hooks onto all calls of the session, its clients' included, inside those that are there already.
   * Gives the function that takes them away again.
   */
  use(hooks: Hooks): () => void {
    return this.#context.instrumentation.use(hooks);
  }

  /** Closes the session: idle connections at once, the others when their calls are done. Later calls are refused. */
  close(): void {
    this.#isClosed = true;
    if (this.config.ownsHttp) this.config.http.close();
    this.config.log.close();
  }
}

function logConfiguration({
  log,
  region,
  endpoint,
  scheme,
  retry,
  timeouts,
  ...others
}: VolcengineConfig): void {
  if (!log.shows('debug', 'configuration')) return;
  const { clientToken, maxResponseBytes, validate, unknownMembers } = others;
  const checks = { clientToken, maxResponseBytes, validate, unknownMembers };
  log.write('debug', 'A session is configured', {
    region,
    endpoint: endpoint?.origin,
    scheme,
    retry,
    timeouts,
    ...checks,
  });
}

function closed(action: string): ConfigError {
  return new ConfigError(`${action} was not sent: the session is closed`);
}
