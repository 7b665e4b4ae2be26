import { SigningKeys } from '../auth/signing/signing-key.js';
import type { Clock } from '../types/clock.js';
import type { CredentialContext } from '../types/credentials.js';
import type { HttpHandler } from '../types/http.js';
import { parseEndpoint, type Endpoint } from './endpoint.js';
import { Pace } from './rate-limit/rate-limiter.js';
import { resolveEndpoint, type EndpointRules } from './resolve-endpoint.js';
import { RetryQuota } from './retry/retry-quota.js';
import { ServiceClock } from './service-clock.js';
import type { TransportSettings } from './settings.js';
import { Sight } from './instrumentation/instrumentation.js';

/** What the attempts of one session share: its connections, its keys, what it has learnt. */
export class Core {
  readonly settings: TransportSettings;
  readonly http: HttpHandler;
  readonly clock: Clock;
  readonly serviceClock: ServiceClock;
  readonly signingKeys = new SigningKeys();
  readonly retryQuota = new RetryQuota();
  readonly credentialContext: CredentialContext;
  readonly sight: Sight;
  /** Unset: as fast as it goes. */
  readonly pace: Pace | undefined;
  readonly #endpoints = new Map<string, Endpoint>();
  #rules: EndpointRules | undefined;

  constructor(settings: TransportSettings) {
    const { http, clock, env, timeouts, rate, log } = settings;
    this.settings = settings;
    this.http = http;
    this.clock = clock;
    this.serviceClock = new ServiceClock(clock);
    this.credentialContext = { http, clock, env, timeouts, warn: (message) => log.warn(message) };
    this.sight = new Sight(log);
    this.pace = rate === undefined ? undefined : new Pace(rate, clock);
  }

  /** Where a service of a region is: the explicit endpoint, else by the rules, which are read once. */
  endpointOf(service: string, region: string, explicit: Endpoint | undefined): Endpoint {
    if (explicit !== undefined) return explicit;
    const name = `${service}/${region}`;
    const known = this.#endpoints.get(name);
    if (known !== undefined) return known;
    this.#rules ??= this.settings.endpointRules();
    const found = parseEndpoint(resolveEndpoint(service, region, this.#rules), this.settings.scheme);
    this.#endpoints.set(name, found);
    return found;
  }
}
