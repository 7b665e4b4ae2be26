import type { Clock } from '../types/clock.js';
import type { Credentials } from '../types/credentials.js';
import type { RateLimit } from './http/rate-limit.js';
import type { ReferenceCheck } from './state/cloud-state.js';
import type { Seed } from './state/seeds.js';

/** The options of a local cloud. */
export interface EmulatorOptions {
  /** The port to listen on; 0 chooses a free one. @defaultValue 0 */
  readonly port?: number;
  /** The address to listen on. @defaultValue '127.0.0.1' */
  readonly host?: string;
  /**
   * Further host names by which the cloud is called, such as that of its container. Without them it refuses names other
   * than IP addresses, `localhost` and names that end with `.localhost`.
   */
  readonly allowedHosts?: readonly string[];
  /**
   * Ids and sample values are the same for the same seed and the same calls. Access keys are so only when a seed is set;
   * without one they are random.
   *
   * @defaultValue 1
   */
  readonly seed?: string | number;
  /** How long a resource stays in a transitional state such as CREATING, in milliseconds. @defaultValue 200 */
  readonly settleMs?: number;
  /** The region of `config()`. Calls to other regions work too; each region has its own resources. @defaultValue 'cn-beijing' */
  readonly region?: string;
  /** The id of the account of `config()`. @defaultValue '2100000001' */
  readonly account?: string;
  /** `virtual`: the time stands still until `advance` moves it. @defaultValue 'real' */
  readonly clock?: 'real' | 'virtual';
  /** Where a virtual clock starts. @defaultValue now */
  readonly startAt?: Date;
  /**
   * Which ids of other resources must exist: `none`; `service`, those of the same service that a behaviour checks;
   * or `all`, every reference that the facts list. @defaultValue 'service'
   */
  readonly references?: ReferenceCheck;
  /** Whether to evaluate the policies of users and roles. The account's own keys may do anything. @defaultValue false */
  readonly authorize?: boolean;
  /** How many calls each account may make. @defaultValue no limit */
  readonly rateLimit?: RateLimit;
  /**
   * A JSON file that keeps the state: read at the start if it exists, written at most five seconds after a change and at
   * the end. One cloud uses it at a time. It holds keys; only its owner may read it.
   */
  readonly state?: string;
  /**
   * Whether a response waits until `state` is on the disk: then not even a kill loses what a client was told.
   * Each such call takes as long as writing the whole state.
   *
   * @defaultValue false
   */
  readonly durable?: boolean;
  /** Calls to make at the start, or a JSON file that lists them. Not used when a state was read. */
  readonly seeds?: readonly Seed[] | string;
  /** The pause between two events that the models of Ark stream, in milliseconds. @defaultValue 0 */
  readonly arkPaceMs?: number;
  /** How many requests `requests` keeps. @defaultValue 1000 */
  readonly requestLogSize?: number;
  /** Longer bodies are refused. @defaultValue 8 MiB */
  readonly maxBodyBytes?: number;
  /** The time within which a whole request must arrive, in milliseconds. @defaultValue 30000 */
  readonly requestTimeoutMs?: number;
}

/** The options of a client of a local cloud. */
export interface EmulatorConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** Clients connect directly, even when the environment names a proxy. */
  readonly proxy: false;
  /** Set when the cloud's clock is virtual: a client's pause then advances the cloud's time and ends at once. */
  readonly clock?: Clock;
}
