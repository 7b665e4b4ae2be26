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

/** What a {@link Volcengine} session is made with; all of it is optional. */
export interface VolcengineOptions {
  /** @defaultValue `VOLCENGINE_REGION`, else `cn-beijing` */
  readonly region?: string | undefined;
  /** Keys, a provider or a function. @defaultValue the default chain */
  readonly credentials?: CredentialSource | undefined;

  /** For every service: `https://host[:port]`, `http://…` or a bare host. @defaultValue `VOLCENGINE_ENDPOINT`, else by service and region */
  readonly endpoint?: string | undefined;
  /** Another name of `endpoint`, as the Python SDK has it; `endpoint` wins. */
  readonly host?: string | undefined;
  /** Of endpoints that name none. @defaultValue `https` */
  readonly scheme?: 'http' | 'https' | undefined;
  /** `standard`: a host of its own for every service, everywhere. @defaultValue `default` */
  readonly endpointProvider?: 'default' | 'standard' | undefined;
  /** Hosts that answer over IPv6 too. @defaultValue whether `VOLC_ENABLE_DUALSTACK` is `true` */
  readonly dualStack?: boolean | undefined;
  /** Further regions whose services have hosts of their own, besides the file that `VOLC_BOOTSTRAP_REGION_LIST_CONF` names. */
  readonly bootstrapRegions?: readonly string[] | undefined;
  /** Hosts of single services, by their signing name. */
  readonly customEndpoints?: Readonly<Record<string, CustomEndpoint>> | undefined;

  /** `false`: one attempt. */
  readonly retry?: RetryOptions | false | undefined;
  /** @defaultValue 10 s to connect, 60 s for an answer, no limit in total */
  readonly timeouts?: TimeoutOptions | undefined;
  /** In milliseconds, for each whole call: short for `timeouts.totalMs`. */
  readonly timeoutMs?: number | undefined;
  /** Sent with every call, beside its own. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** `false` makes no idempotency tokens. @defaultValue true */
  readonly clientToken?: boolean | undefined;
  /** A longer answer is an error. @defaultValue 268,435,456 */
  readonly maxResponseBytes?: number | undefined;

  /** `false` sends requests unchecked. @defaultValue true */
  readonly validate?: boolean | undefined;
  /** `send`: members that the facts don't know are sent instead of refused. @defaultValue `refuse` */
  readonly unknownMembers?: 'refuse' | 'send' | undefined;

  /** What sends: node-fetch, `node:http` itself, any `fetch`, or a handler of one's own. @defaultValue `node-fetch` */
  readonly http?: 'node-fetch' | 'node:http' | { readonly fetch: FetchFunction } | HttpHandler | undefined;
  /** Connections per host at once; further calls wait. @defaultValue 64 */
  readonly maxSockets?: number | undefined;
  /** In milliseconds: how long an idle connection is kept; always a second less than the server announces; 0 keeps none. @defaultValue 10,000 */
  readonly keepAliveMs?: number | undefined;
  /** `http://user:password@host:port`; `false`: none. @defaultValue what `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` of the process say */
  readonly proxy?: string | false | undefined;
  readonly tls?: TlsOptions | undefined;

  /** How fast attempts may go. @defaultValue as fast as they are made */
  readonly rate?: RateOptions | undefined;
  /** `console`, a pino logger, anything like them, or a file; no line shows a secret. */
  readonly logger?: LogTarget | undefined;
  /** @defaultValue `warn`, where there is a logger */
  readonly logLevel?: LogLevel | undefined;
  /** What the log shows. @defaultValue all of it */
  readonly logParts?: readonly LogPart[] | undefined;

  /** @defaultValue the computer's */
  readonly clock?: Clock | undefined;
  /** Read instead of `process.env`, except for proxies. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}
