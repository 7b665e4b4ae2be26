import type { Credentials } from '../types/credentials.js';
import { ServiceError } from '../errors/service.js';
import { Accounts, credentialsOf, type AccessKey, type Principal } from './state/accounts.js';
import { Admin } from './http/admin.js';
import { clientClock, durationMs, EmulatorClock } from './state/clock.js';
import { Engine } from './engine/engine.js';
import { Exchange } from './http/request-pipeline.js';
import { Faults, type Fault, type FaultRule } from './http/faults.js';
import { Gateway } from './http/gateway.js';
import { Ids } from './state/ids.js';
import { RequestLog, type RequestRecord } from './http/request-log.js';
import type { EmulatorConfig, EmulatorOptions } from './options.js';
import { RateLimiter } from './http/rate-limit.js';
import { Refusal } from './model/refusal.js';
import { plant, readSeeds, type Seed } from './state/seeds.js';
import { HttpServer } from './http/server.js';
import { restoreSnapshot, takeSnapshot, type Snapshot } from './state/snapshot.js';
import { StateFile } from './state/state-file.js';
import type { Data } from './state/store.js';

/**
 * A Volcengine on this machine: listens on 127.0.0.1, checks signatures with code of its own,
 * answers every action from the facts and keeps what was created in memory.
 */
export class Emulator {
  readonly region: string;
  readonly account: string;
  readonly #options: EmulatorOptions;
  readonly #clock: EmulatorClock;
  readonly #ids: Ids;
  readonly #accounts = new Accounts();
  readonly #engine: Engine;
  readonly #faults: Faults;
  readonly #log: RequestLog;
  readonly #exchange: Exchange;
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
    this.#ids = new Ids(seed);
    this.#faults = new Faults(seed);
    this.#log = new RequestLog(options.requestLogSize ?? 1000);
    this.#engine = new Engine({
      seed,
      settleMs,
      references,
      clock: this.#clock,
      ids: this.#ids,
      accounts: this.#accounts,
      hiddenAfterCreateMs: () => this.#exchange.hiddenMs,
    });
    this.#exchange = new Exchange({
      engine: this.#engine,
      gateway: new Gateway(this.#engine, {
        authorizes: options.authorize ?? false,
        rateLimiter: options.rateLimit && new RateLimiter(options.rateLimit),
        onWrite: () => this.#stateFile?.changed(),
      }),
      faults: this.#faults,
      log: this.#log,
      admin: new Admin({
        world: this.#engine.world,
        faults: this.#faults,
        log: this.#log,
        account: this.account,
        region: this.region,
        reset: () => this.reset(),
      }),
      wallClock: Date.now,
    });
    this.#stateFile =
      options.state === undefined ? undefined : new StateFile(options.state, this.#engine.world);
    this.#rootKey = this.#newKey(this.account, { kind: 'root', name: 'root' });
  }

  /** Starts to listen, and gives itself. */
  async start(): Promise<this> {
    const { seeds = [] } = this.#options;
    this.#seeds = typeof seeds === 'string' ? await readSeeds(seeds) : seeds;
    if (await this.#stateFile?.load()) this.#findRootKey();
    else this.#plant();
    const {
      host = '127.0.0.1',
      port = 0,
      maxBodyBytes = 8 * 1024 * 1024,
      requestTimeoutMs = 30_000,
    } = this.#options;
    const server = new HttpServer(
      { host, port, mostBodyBytes: maxBodyBytes, requestTimeoutMs },
      this.#exchange,
    );
    await server.listen();
    this.#server = server;
    return this;
  }

  /** Stops listening and closes every connection. What it kept stays readable. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await server?.close();
    if (server) await this.#stateFile?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** Where it listens: `http://127.0.0.1:18080`. */
  get url(): string {
    const url = this.#server?.url;
    if (url === undefined) throw new Error('The local cloud does not listen: call start() first');
    return url;
  }

  /** The keys of the account itself. */
  get credentials(): Credentials {
    return credentialsOf(this.#rootKey);
  }

  /** What a client needs to talk to it: `new EcsClient(cloud.config())`. */
  config(): EmulatorConfig {
    const { url: endpoint, region, credentials } = this;
    const clock = clientClock(
      () => this.now,
      (ms) => this.advance(ms),
    );
    return { endpoint, region, credentials, proxy: false, ...(this.#clock.isVirtual && { clock }) };
  }

  /** New keys of an account's own: of this one, or of another, which has resources of its own. */
  addAccount(account: string): Credentials {
    return credentialsOf(this.#newKey(account, { kind: 'root', name: 'root' }));
  }

  /** The time by its own clock, in milliseconds since 1970. */
  get now(): number {
    return this.#clock.now();
  }

  /**
   * Moves the time forward, letting everything on the way happen in its order.
   *
   * @param by - milliseconds, or text such as `90s`, `10m`, `1h30m`
   */
  advance(by: number | string): void {
    this.#engine.world.advance(durationMs(by));
  }

  /**
   * Makes a call as the account itself, without HTTP and signature: for setting a scene.
   *
   * @param service - the module's name: `vpc`
   * @throws `ServiceError` for what the cloud refuses
   */
  call(
    service: string,
    action: string,
    input: Readonly<Record<string, unknown>> = {},
    region: string = this.region,
  ): Data {
    const { account, principal, accessKeyId } = this.#rootKey;
    this.#engine.world.settle();
    try {
      return this.#engine.invoke(service, action, { ...input }, { account, principal, accessKeyId }, region);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, codeN, message, status } = error;
      const facts = { code, codeN, serviceMessage: message, status, service, action, region };
      throw new ServiceError({ ...facts, attempts: 1, retryable: false }, { cause: error });
    }
  }

  /** Everything that it keeps, as plain data; it holds the keys that sign. */
  snapshot(): Snapshot {
    return takeSnapshot(this.#engine.world);
  }

  /**
   * Goes to the state of a snapshot.
   *
   * @throws `ConfigError` with the place where it isn't sound; then nothing has changed
   */
  restore(snapshot: Snapshot): void {
    restoreSnapshot(this.#engine.world, snapshot);
    this.#findRootKey();
  }

  /** Forgets every resource, request and fault, and begins as it did: with the same keys and seeds. */
  reset(): void {
    this.#engine.world.reset();
    this.#accounts.clear();
    this.#faults.clear();
    this.#log.clear();
    this.#ids.count = 0;
    this.#rootKey = this.#newKey(this.account, { kind: 'root', name: 'root' });
    this.#plant();
    this.#stateFile?.changed();
  }

  /** Lets calls go wrong, until the fault is removed or has struck as often as it says. */
  inject(rule: FaultRule): Fault {
    return this.#faults.add(rule);
  }

  /** The faults that are in force. */
  get faults(): readonly Fault[] {
    return this.#faults.all();
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  /** The last requests, oldest first. */
  get requests(): readonly RequestRecord[] {
    return this.#log.all();
  }

  /** What there is of one noun in this account and region, as far as it is known: `cloud.resources('ecs.Instance')`. */
  resources(noun: string, region: string = this.region): readonly Readonly<Data>[] {
    this.#engine.world.settle();
    return this.#engine
      .collectionOf(noun, this.account, region)
      .all()
      .map(({ data }) => data);
  }

  #plant(): void {
    plant(this.#seeds, ({ service, action, region }, input) => this.call(service, action, input, region));
  }

  /** After another state came in, the account's own keys are those of that state. */
  #findRootKey(): void {
    for (const key of this.#accounts.all()) {
      if (key.account === this.account && key.principal.kind === 'root') {
        this.#rootKey = key;
        return;
      }
    }
    this.#accounts.add(this.#rootKey);
  }

  #newKey(account: string, principal: Principal): AccessKey {
    const key = {
      account,
      principal,
      accessKeyId: this.#ids.accessKeyId('AKLT'),
      secretAccessKey: this.#ids.secretAccessKey(),
    };
    this.#accounts.add(key);
    return key;
  }
}
