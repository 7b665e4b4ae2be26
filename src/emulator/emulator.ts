import { ServiceError } from '../errors/service.js';
import type { Credentials } from '../types/credentials.js';
import { behaviours } from './behaviours/index.js';
import { Behaviours } from './engine/behaviour.js';
import { Engine } from './engine/engine.js';
import { ArkRuntime } from './ark/ark-runtime.js';
import { Admin } from './http/admin.js';
import { AllowedHosts } from './http/allowed-hosts.js';
import { ArkPipeline } from './http/ark-pipeline.js';
import { Faults, type Fault, type FaultRule } from './http/faults.js';
import { Gateway } from './http/gateway.js';
import { RateLimiter } from './http/rate-limit.js';
import { RequestLog, type RequestRecord } from './http/request-log.js';
import { RequestPipeline } from './http/request-pipeline.js';
import { HttpServer } from './http/server.js';
import { ApiError } from './model/api-error.js';
import type { Data } from './model/data.js';
import type { EmulatorConfig, EmulatorOptions } from './options.js';
import { issueApiKey } from './state/api-keys.js';
import { Accounts, credentialsOf, type AccessKey } from './state/accounts.js';
import { clientClock, durationMs, EmulatorClock } from './state/clock.js';
import { Ids } from './state/ids.js';
import { applySeeds, readSeeds, type Seed } from './state/seeds.js';
import type { Snapshot } from './state/snapshot-format.js';
import { restoreSnapshot, takeSnapshot } from './state/snapshot.js';
import { StateFile } from './state/state-file.js';

/** How many ids the key of the account takes. */
const rootKeyIds = 2;

/**
 * A local cloud: an HTTP server that checks signatures, executes every action of the catalog from the facts, and keeps
 * the resources in memory.
 *
 * @example
 * ```ts
 * import { EcsClient } from 'volcengine-fluent/ecs';
 * import { Emulator } from 'volcengine-fluent/emulator';
 *
 * await using cloud = await new Emulator().start();
 * const ecs = new EcsClient(cloud.config());
 * ```
 */
export class Emulator {
  /** The region of {@link config}. */
  readonly region: string;
  /** The id of the account of {@link config}. */
  readonly account: string;
  readonly #options: EmulatorOptions;
  readonly #clock: EmulatorClock;
  readonly #ids: Ids;
  readonly #accounts = new Accounts();
  readonly #engine: Engine;
  readonly #ark: ArkRuntime;
  readonly #faults: Faults;
  readonly #log: RequestLog;
  readonly #pipeline: RequestPipeline;
  readonly #stateFile: StateFile | undefined;
  #rootKey: AccessKey;
  #seeds: readonly Seed[] = [];
  #server: HttpServer | undefined;

  constructor(options: EmulatorOptions = {}) {
    const { seed = 1, settleMs = 200, references = 'service', clock = 'real', startAt } = options;
    this.#options = options;
    this.region = options.region ?? 'cn-beijing';
    this.account = options.account ?? '2100000001';
    this.#clock = new EmulatorClock(clock, startAt?.getTime());
    // Whoever reaches the port must not know the keys already; a chosen seed makes them repeat.
    this.#ids = new Ids(seed, { hasRandomKeys: options.seed === undefined });
    this.#faults = new Faults(seed);
    this.#log = new RequestLog(options.requestLogSize ?? 1000);
    this.#engine = new Engine({
      seed,
      settleMs,
      references,
      clock: this.#clock,
      ids: this.#ids,
      accounts: this.#accounts,
      behaviours: new Behaviours(behaviours),
      hiddenAfterCreateMs: () => this.#pipeline.hiddenMs,
    });
    this.#ark = new ArkRuntime(this.#engine.cloud, settleMs);
    this.#pipeline = this.#createPipeline();
    this.#stateFile =
      options.state === undefined ? undefined : new StateFile(options.state, this.#engine.cloud);
    this.#rootKey = this.#addRootKey(this.account);
  }

  /**
   * Restores the state or applies the seeds, starts the server, and resolves to the emulator itself.
   *
   * @throws `ConfigError` when the address is in use, or the state or the seeds are not valid
   */
  async start(): Promise<this> {
    const { seeds = [], host = '127.0.0.1', port = 0 } = this.#options;
    const { maxBodyBytes = 8 * 1024 * 1024, requestTimeoutMs = 30_000 } = this.#options;
    this.#seeds = typeof seeds === 'string' ? await readSeeds(seeds) : seeds;
    const restored = await this.#stateFile?.load();
    try {
      if (restored) this.#adoptRootKey();
      else this.#applySeeds();
      const save = this.#options.durable ? () => this.save() : undefined;
      const server = new HttpServer({ host, port, maxBodyBytes, requestTimeoutMs, save }, this.#pipeline);
      await server.listen();
      if (save) await save();
      this.#server = server;
    } catch (error) {
      await this.#stateFile?.unlock();
      throw error;
    }
    return this;
  }

  /** Stops the server and closes all connections. The resources stay readable. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await server?.close();
    if (server) await this.#stateFile?.close();
  }

  /**
   * Writes the state to its file, and resolves when it survives a crash. Does nothing without the option `state`.
   *
   * @throws `ConfigError` when the file cannot be written
   */
  async save(): Promise<void> {
    await this.#stateFile?.save();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** The URL of the server: `http://127.0.0.1:18080`. Throws unless it is started. */
  get url(): string {
    const url = this.#server?.url;
    if (url === undefined) throw new Error('The local cloud is not started: call start() first');
    return url;
  }

  /** The credentials of the account itself, which may do anything. */
  get credentials(): Credentials {
    return credentialsOf(this.#rootKey);
  }

  /** The options of a client of this cloud: `new EcsClient(cloud.config())`. */
  config(): EmulatorConfig {
    const { url: endpoint, region, credentials } = this;
    const clock = clientClock(
      () => this.now,
      (ms) => this.advance(ms),
    );
    return { endpoint, region, credentials, proxy: false, ...(this.#clock.isVirtual && { clock }) };
  }

  /** A key of Ark's runtime that opens every model; keys of single models come from the action `GetApiKey`. */
  get arkApiKey(): string {
    return issueApiKey(this.#engine.cloud, {});
  }

  /** Creates credentials of an account, which has its own resources. */
  addAccount(account: string): Credentials {
    this.#stateFile?.scheduleWrite();
    return credentialsOf(this.#addRootKey(account));
  }

  /** The cloud's time, in milliseconds since 1970. */
  get now(): number {
    return this.#clock.now();
  }

  /**
   * Moves the cloud's time forward, and runs everything that happens in between in order.
   *
   * @param by - milliseconds, or text such as `90s`, `10m`, `1h30m`
   * @throws `ConfigError` for text that is not a duration
   */
  advance(by: number | string): void {
    this.#engine.cloud.advance(durationMs(by));
    this.#stateFile?.scheduleWrite();
  }

  /**
   * Calls an action as the account itself, without HTTP and signature; to set up a test.
   *
   * @param service - the name of the catalog module: `vpc`
   * @throws `ServiceError` when the service refuses the call
   * @throws `ConfigError` for an unknown service or action
   */
  call(
    service: string,
    action: string,
    input: Readonly<Record<string, unknown>> = {},
    region: string = this.region,
  ): Data {
    const { account, principal, accessKeyId } = this.#rootKey;
    this.#engine.cloud.settle();
    this.#stateFile?.scheduleWrite();
    try {
      return this.#engine.invoke(service, action, { ...input }, { account, principal, accessKeyId }, region);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code, codeN, message, status } = error;
      const details = { code, codeN, serviceMessage: message, status, service, action, region };
      throw new ServiceError({ ...details, attempts: 1, retryable: false }, { cause: error });
    }
  }

  /** The whole state as plain data. It contains secret access keys. */
  snapshot(): Snapshot {
    return takeSnapshot(this.#engine.cloud);
  }

  /**
   * Replaces the state with that of a snapshot. A corrupt snapshot changes nothing.
   *
   * @throws `ConfigError` that names the corrupt place
   */
  restore(snapshot: Snapshot): void {
    restoreSnapshot(this.#engine.cloud, snapshot);
    this.#adoptRootKey();
    this.#stateFile?.scheduleWrite();
  }

  /** Removes all resources, requests and faults, and starts again with the same credentials and seeds. */
  reset(): void {
    this.#engine.cloud.reset();
    this.#accounts.clear();
    this.#faults.clear();
    this.#log.clear();
    this.#ark.clear();
    // The ids of new resources repeat too: the key's own are counted as if it were new.
    this.#ids.count = rootKeyIds;
    this.#accounts.add(this.#rootKey);
    this.#applySeeds();
    this.#stateFile?.scheduleWrite();
  }

  /**
   * Makes calls fail until the fault is removed, or has changed as many calls as its `count`.
   *
   * @throws `ConfigError` for a rule that is not valid
   */
  inject(rule: FaultRule): Fault {
    return this.#faults.add(rule);
  }

  /** The injected faults. */
  get faults(): readonly Fault[] {
    return this.#faults.all();
  }

  /** Removes all faults. */
  clearFaults(): void {
    this.#faults.clear();
  }

  /** The most recent requests, oldest first. */
  get requests(): readonly RequestRecord[] {
    return this.#log.all();
  }

  /**
   * The known members of all resources of one type in the account: `cloud.resources('ecs.Instance')`.
   *
   * @param resourceType - module and type name
   */
  resources(resourceType: string, region: string = this.region): readonly Readonly<Data>[] {
    this.#engine.cloud.settle();
    return this.#engine
      .collectionOf(resourceType, this.account, region)
      .all()
      .map(({ data }) => data);
  }

  #createPipeline(): RequestPipeline {
    const { authorize = false, rateLimit, allowedHosts } = this.#options;
    const hosts = new AllowedHosts(allowedHosts);
    const cloud = this.#engine.cloud;
    const faults = this.#faults;
    const log = this.#log;
    return new RequestPipeline({
      engine: this.#engine,
      gateway: new Gateway(this.#engine, {
        authorizes: authorize,
        rateLimiter: rateLimit && new RateLimiter(rateLimit),
        onWrite: () => this.#stateFile?.scheduleWrite(),
      }),
      faults: this.#faults,
      log: this.#log,
      admin: new Admin({
        cloud: this.#engine.cloud,
        faults: this.#faults,
        log: this.#log,
        allowedHosts: hosts,
        account: this.account,
        region: this.region,
        advance: (ms) => this.advance(ms),
        reset: () => this.reset(),
      }),
      ark: new ArkPipeline({
        ark: this.#ark,
        cloud,
        faults,
        log,
        allowedHosts: hosts,
        paceMs: this.#options.arkPaceMs ?? 0,
      }),
      allowedHosts: hosts,
      wallClock: Date.now,
    });
  }

  #applySeeds(): void {
    applySeeds(this.#seeds, ({ service, action, region }, input) =>
      this.call(service, action, input, region),
    );
  }

  /** Uses the account's key of a restored state, if the state has one. */
  #adoptRootKey(): void {
    for (const key of this.#accounts.all()) {
      if (key.account === this.account && key.principal.kind === 'root') {
        this.#rootKey = key;
        return;
      }
    }
    this.#accounts.add(this.#rootKey);
  }

  #addRootKey(account: string): AccessKey {
    const key: AccessKey = {
      account,
      principal: { kind: 'root', name: 'root' },
      accessKeyId: this.#ids.accessKeyId('AKLT'),
      secretAccessKey: this.#ids.secretAccessKey(),
    };
    this.#accounts.add(key);
    return key;
  }
}
