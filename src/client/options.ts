import { ConfigError } from '../errors/config.js';
import { nearestHint } from '../util/nearest.js';
import type { RetryOptions } from '../types/call.js';
import type { TimeoutOptions } from '../types/timeouts.js';
import type { Clock } from '../types/clock.js';
import type { CredentialSource } from '../types/credentials.js';
import type { HttpHandler } from '../types/http.js';
import type { TlsOptions } from '../transport/http/connections.js';
import type { FetchFunction } from '../transport/http/fetch-handler.js';
import type { LogLevel, LogPart, LogTarget } from '../transport/log/logger.js';
import type { RateOptions } from '../transport/rate-limit/rate-limiter.js';
import type { CustomEndpoint } from '../transport/resolve-endpoint.js';

/**
 * The options of a {@link Volcengine} session; all are optional.
 *
 * @example
 * ```ts
 * import { Volcengine, type VolcengineOptions } from 'volcengine-fluent';
 *
 * const options: VolcengineOptions = {
 *   region: 'cn-shanghai',
 *   timeouts: { connectMs: 2_000, responseMs: 10_000 },
 *   retry: { maxAttempts: 6 },
 *   logger: console,
 *   logLevel: 'info',
 * };
 * const session = new Volcengine(options);
 * ```
 */
export interface VolcengineOptions {
  /** @defaultValue `VOLCENGINE_REGION`, else `cn-beijing` */
  readonly region?: string | undefined;
  /** Keys, a provider or a function. @defaultValue the default chain */
  readonly credentials?: CredentialSource | undefined;

  /** For every service: `https://host[:port]`, `http://…` or a bare host. @defaultValue `VOLCENGINE_ENDPOINT`, else by service and region */
  readonly endpoint?: string | undefined;
  /** Another name of `endpoint`, as in the Python SDK; `endpoint` wins. */
  readonly host?: string | undefined;
  /** The scheme of endpoints without one. @defaultValue `https` */
  readonly scheme?: 'http' | 'https' | undefined;
  /** `standard`: a host of its own for every service, everywhere. @defaultValue `default` */
  readonly endpointProvider?: 'default' | 'standard' | undefined;
  /** Uses hosts that are reachable over IPv6 too. @defaultValue whether `VOLC_ENABLE_DUALSTACK` is `true` */
  readonly dualStack?: boolean | undefined;
  /** Further regions whose services have hosts of their own, besides the file that `VOLC_BOOTSTRAP_REGION_LIST_CONF` names. */
  readonly bootstrapRegions?: readonly string[] | undefined;
  /** Hosts of single services, by their signing name. */
  readonly customEndpoints?: Readonly<Record<string, CustomEndpoint>> | undefined;

  /** `false`: one attempt. */
  readonly retry?: RetryOptions | false | undefined;
  /** @defaultValue 10 s to connect, 60 s for a response, no limit in total */
  readonly timeouts?: TimeoutOptions | undefined;
  /** In milliseconds, for each whole call: short for `timeouts.totalMs`. */
  readonly timeoutMs?: number | undefined;
  /** Sent with every call, besides the call's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** `false` makes no idempotency tokens. @defaultValue true */
  readonly clientToken?: boolean | undefined;
  /** A longer response is an error. @defaultValue 268,435,456 */
  readonly maxResponseBytes?: number | undefined;

  /** `false` sends requests unchecked. @defaultValue true */
  readonly validate?: boolean | undefined;
  /** `send`: members unknown to the facts are sent instead of refused. @defaultValue `refuse` */
  readonly unknownMembers?: 'refuse' | 'send' | undefined;

  /**
   * The HTTP client: node-fetch, `node:http` itself, any `fetch`, or your own handler. Bun has no node-fetch of its own:
   * there, `node:http` takes its place.
   * @defaultValue `node-fetch`
   */
  readonly http?: 'node-fetch' | 'node:http' | { readonly fetch: FetchFunction } | HttpHandler | undefined;
  /** The most connections per host; further calls wait. @defaultValue 64 */
  readonly maxSockets?: number | undefined;
  /** In milliseconds: how long an idle connection is kept, but always a second less than the server announces; 0 keeps none. @defaultValue 10,000 */
  readonly keepAliveMs?: number | undefined;
  /** `http://user:password@host:port`; `false`: none. @defaultValue by `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` of the process */
  readonly proxy?: string | false | undefined;
  readonly tls?: TlsOptions | undefined;

  /** The rate limit of attempts. @defaultValue no limit */
  readonly rate?: RateOptions | undefined;
  /** `console`, a pino logger, anything like them, or a file; no line shows a secret. */
  readonly logger?: LogTarget | undefined;
  /** @defaultValue `warn`, if there is a logger */
  readonly logLevel?: LogLevel | undefined;
  /** The parts that the log shows. @defaultValue all */
  readonly logParts?: readonly LogPart[] | undefined;

  /** @defaultValue the machine's */
  readonly clock?: Clock | undefined;
  /** Read instead of `process.env`, except for proxies. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

const names: Record<keyof VolcengineOptions, true> = {
  region: true,
  credentials: true,
  endpoint: true,
  host: true,
  scheme: true,
  endpointProvider: true,
  dualStack: true,
  bootstrapRegions: true,
  customEndpoints: true,
  retry: true,
  timeouts: true,
  timeoutMs: true,
  headers: true,
  clientToken: true,
  maxResponseBytes: true,
  validate: true,
  unknownMembers: true,
  http: true,
  maxSockets: true,
  keepAliveMs: true,
  proxy: true,
  tls: true,
  rate: true,
  logger: true,
  logLevel: true,
  logParts: true,
  clock: true,
  env: true,
};

/** @throws {@link ConfigError} for an unknown option, with the nearest names */
export function checkOptions(options: VolcengineOptions): void {
  for (const name of Object.keys(options))
    if (!Object.hasOwn(names, name))
      throw new ConfigError(`There is no option "${name}"${nearestHint(name, Object.keys(names))}`);
}

/** @throws {@link ConfigError} unless the value is one of those listed */
export function checkedChoice<T extends string>(name: string, value: T, choices: readonly T[]): T {
  if (!choices.includes(value))
    throw new ConfigError(`${name} must be ${choices.map((choice) => `"${choice}"`).join(' or ')}`);
  return value;
}

/** @throws {@link ConfigError} unless the value is true or false */
export function checkedFlag(name: string, value: boolean): boolean {
  if (typeof value !== 'boolean') throw new ConfigError(`${name} must be true or false`);
  return value;
}

let processWide: VolcengineOptions = {};

/** The options that new sessions of this process start from. */
export function processDefaults(): VolcengineOptions {
  return processWide;
}

/** Replaces them; existing sessions keep their options. */
export function setProcessDefaults(options: VolcengineOptions): void {
  processWide = Object.freeze({ ...options });
}
