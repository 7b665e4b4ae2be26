import type { Clock } from '../types/clock.js';
import type { CredentialProvider } from '../types/credentials.js';
import type { HttpHandler } from '../types/http.js';
import type { TimeoutOptions } from '../types/timeouts.js';
import type { Endpoint } from '../util/endpoint.js';
import type { Log } from './log/log.js';
import type { RateOptions } from './rate-limit/rate-limiter.js';
import type { EndpointRules } from './resolve-endpoint.js';
import type { RetryPolicy } from './retry/retry-policy.js';

/** The settings of calls unless their own options say otherwise: complete, checked, frozen. */
export interface TransportSettings {
  readonly region: string;
  readonly provider: CredentialProvider;
  /** For every service and region; undefined: by the rules. */
  readonly endpoint: Endpoint | undefined;
  /** The scheme of endpoints written without one, and of those found by the rules. */
  readonly scheme: 'http' | 'https';
  readonly endpointRules: () => EndpointRules;
  readonly retry: RetryPolicy;
  readonly timeouts: Required<TimeoutOptions>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether idempotency tokens are made. */
  readonly clientToken: boolean;
  readonly maxResponseBytes: number;
  readonly rate: RateOptions | undefined;
  readonly log: Log;
  readonly http: HttpHandler;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
}
