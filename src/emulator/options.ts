import type { Clock } from '../types/clock.js';
import type { Credentials } from '../types/credentials.js';
import type { RateLimit } from './http/rate-limit.js';
import type { Seed } from './state/seeds.js';
import type { ReferenceCheck } from './state/cloud-state.js';

/** How a local cloud is set up. */
export interface EmulatorOptions {
  /** 0 takes a free one. @defaultValue 0 */
  readonly port?: number;
  /** @defaultValue '127.0.0.1' */
  readonly host?: string;
  /** Ids and answers are the same for the same seed and calls. @defaultValue 1 */
  readonly seed?: string | number;
  /** In milliseconds: how long a resource stays in a passing state such as CREATING. @defaultValue 200 */
  readonly settleMs?: number;
  /** Of `config()`; calls of other regions are answered too, each with its own resources. @defaultValue 'cn-beijing' */
  readonly region?: string;
  /** The id of the account whose keys `config()` gives. @defaultValue '2100000001' */
  readonly account?: string;
  /** `virtual`: the time stands still until `advance` moves it. @defaultValue 'real' */
  readonly clock?: 'real' | 'virtual';
  /** Where a virtual clock starts. @defaultValue now */
  readonly startAt?: Date;
  /**
   * Which ids of other resources have to exist: `none`; those of the same service where a behaviour looks at them
   * (`service`); or all that the facts know to be references (`all`). @defaultValue 'service'
   */
  readonly references?: ReferenceCheck;
  /** Whether the policies of users and roles are evaluated; the account's own keys may do anything. @defaultValue false */
  readonly authorize?: boolean;
  /** How many calls each account may make. @defaultValue no limit */
  readonly rateLimit?: RateLimit;
  /** A JSON file: read at the start where it exists, written soon after changes and when the cloud stops. */
  readonly state?: string;
  /** Calls that are made at the start, or a JSON file with them; not when a state was read. */
  readonly seeds?: readonly Seed[] | string;
  /** How many requests `requests` keeps. @defaultValue 1000 */
  readonly requestLogSize?: number;
  /** Longer bodies are refused. @defaultValue 8 MiB */
  readonly maxBodyBytes?: number;
  /** In milliseconds: a request that hasn't come in whole by then is refused. @defaultValue 30000 */
  readonly requestTimeoutMs?: number;
}

/** What a client needs to talk to a local cloud. */
export interface EmulatorConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** This machine is reached without a proxy, whatever the environment names. */
  readonly proxy: false;
  /** Of a cloud whose clock is virtual: its time, which passes when a client waits by it. */
  readonly clock?: Clock;
}
