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
import { Download } from '../transport/streams/download.js';
import { asServerEvent, EventStream, type DecodeEvent } from '../transport/streams/event-stream.js';
import type { ServerEvent } from '../transport/streams/event-parser.js';
import { openedStream, type OpenedStream } from '../transport/streams/opened-stream.js';
import type { Hooks } from '../transport/instrumentation/hooks.js';
import { resolveConfig, type VolcengineConfig } from './config.js';
import { ServiceDispatcher } from './service-dispatcher.js';
import { findTarget, importNamed, type ActionAddress } from './find-target.js';
import { setProcessDefaults, type VolcengineOptions } from './options.js';

export type { VolcengineOptions } from './options.js';

type Request = Readonly<Record<string, unknown>>;

/**
 * A session: one configuration and one connection pool, which the clients of services share.
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
  /** The settings of the session, frozen. */
  readonly config: VolcengineConfig;
  readonly #context: TransportContext;
  readonly #dispatchers = new Map<ServiceFacts, ServiceDispatcher>();
  #isClosed = false;

  /** @throws {@link ConfigError} for unknown or invalid options */
  constructor(options: VolcengineOptions = {}) {
    this.config = resolveConfig(options);
    this.#context = new TransportContext(this.config, callSts);
    logConfiguration(this.config);
  }

  /**
   * Sets the options that new sessions of this process start from; existing sessions keep theirs.
   *
   * @throws {@link ConfigError} for unknown or invalid options
   *
   * @example
   * ```ts
   * import { Volcengine } from 'volcengine-fluent';
   *
   * Volcengine.setDefaults({ region: 'cn-guangzhou', logger: console });
   * ```
   */
  static setDefaults(options: VolcengineOptions): void {
    resolveConfig(options, {});
    setProcessDefaults(options);
  }

  get clock(): Clock {
    return this.config.clock;
  }

  /**
   * Sends an action whose target the caller knows, without checking the request; returns its `Result`.
   *
   * @throws {@link ServiceError} when the service refuses
   * @throws {@link TransportError} when there is no usable response
   * @throws {@link CredentialsError} when there are no credentials
   */
  send(target: CallTarget, request: Request, options?: CallOptions): Promise<Result> {
    if (this.#isClosed) return Promise.reject(closed(target.action));
    return runCall(this.#context, target, request, options);
  }

  /**
   * Sends a call whose response is a stream of server-sent events; resolves when the stream begins. Attempts are retried
   * until then, and not afterwards. `decode` makes values of the events; without it they come as they are.
   *
   * @throws what {@link Volcengine.send} throws
   */
  stream(target: CallTarget, request: Request, options?: CallOptions): Promise<EventStream<ServerEvent>>;
  stream<T>(
    target: CallTarget,
    request: Request,
    options: CallOptions | undefined,
    decode: DecodeEvent<T>,
  ): Promise<EventStream<T>>;
  async stream(
    target: CallTarget,
    request: Request,
    options?: CallOptions,
    decode: DecodeEvent<unknown> = asServerEvent,
  ): Promise<EventStream<unknown>> {
    return new EventStream(await this.#open(target, request, options), decode);
  }

  /**
   * Sends a call whose response is read as it comes, to a file or in parts, and is never whole in memory.
   *
   * @throws what {@link Volcengine.send} throws
   */
  async download(target: CallTarget, request: Request, options?: CallOptions): Promise<Download> {
    return new Download(await this.#open(target, request, options));
  }

  async #open(target: CallTarget, request: Request, options?: CallOptions): Promise<OpenedStream> {
    if (this.#isClosed) throw closed(target.action);
    const result = await runCall(this.#context, target, request, options, true);
    const { [openedStream]: opened } = result as { readonly [openedStream]?: OpenedStream };
    if (opened === undefined)
      throw new ConfigError(`A hook replaced the result of ${target.action}, which is a stream: pass it on`);
    return opened;
  }

  /** A signed URL for a GET action, usable without keys until it expires. */
  presign(target: CallTarget, request: Request, options?: CallOptions & PresignOptions): Promise<string> {
    if (this.#isClosed) return Promise.reject(closed(target.action));
    return presignCall(this.#context, target, request, options);
  }

  /**
   * Calls any action, even one unknown to the facts. A request of a known action is checked first: one of a service whose
   * module the program imports, or of any service once it imports `volcengine-fluent/catalog`.
   *
   * @throws {@link ConfigError} for an unknown service or action without a version, with the nearest names, and for a
   * service that is not imported, unless version and method are given
   * @throws {@link RequestValidationError} for a request that the facts forbid
   *
   * @example
   * ```ts
   * import { Volcengine } from 'volcengine-fluent';
   * import 'volcengine-fluent/vpc';
   *
   * const session = new Volcengine();
   * const { Vpcs } = await session.call({ service: 'vpc', action: 'DescribeVpcs' }, { PageSize: 10 });
   * ```
   */
  async call(address: ActionAddress, params: Request = {}, options?: CallOptions): Promise<Result> {
    await importNamed(address);
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
   * Returns the keys that the session signs with now, to sign something outside a call, such as a database password.
   *
   * @throws {@link CredentialsError} when there are none
   */
  credentials(options: { readonly signal?: AbortSignal | undefined } = {}): Promise<Credentials> {
    const { credentialContext } = this.#context;
    const { signal } = options;
    return this.config.provider.resolve(signal ? { ...credentialContext, signal } : credentialContext);
  }

  /**
   * Adds hooks to all calls of the session and its clients, inside the hooks that were added before.
   * Returns the function that removes them.
   */
  use(hooks: Hooks): () => void {
    return this.#context.instrumentation.use(hooks);
  }

  /** Closes the session: idle connections at once, the others when their calls are done. Later calls fail. */
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
