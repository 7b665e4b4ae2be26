import { SigningKeys } from '../auth/signing/signing-key.js';
import type { Clock } from '../types/clock.js';
import type { CredentialContext, StsCall } from '../types/credentials.js';
import type { HttpHandler } from '../types/http.js';
import type { Endpoint } from '../util/endpoint.js';
import { checkedEndpoint } from './checks.js';
import { Instrumentation } from './instrumentation/instrumentation.js';
import { RateLimiter } from './rate-limit/rate-limiter.js';
import { resolveEndpoint, type EndpointRules } from './resolve-endpoint.js';
import { RetryQuota } from './retry/retry-quota.js';
import { ServiceClock } from './service-clock.js';
import type { TransportSettings } from './settings.js';

/** Sends a call to the STS by a context; handed in, since sending needs the context itself. */
type StsSender = (context: TransportContext, call: StsCall) => Promise<Readonly<Record<string, unknown>>>;

/** What the calls of one session share: its connections, its keys, what it has learnt. */
export class TransportContext {
  readonly settings: TransportSettings;
  readonly http: HttpHandler;
  readonly clock: Clock;
  readonly serviceClock: ServiceClock;
  readonly signingKeys = new SigningKeys();
  /** Tells a person of something, through the log. */
  readonly warn: (message: string) => void;
  readonly retryQuota = new RetryQuota();
  readonly credentialContext: CredentialContext;
  readonly instrumentation: Instrumentation;
  /** Undefined: attempts are not limited. */
  readonly rateLimiter: RateLimiter | undefined;
  readonly #endpoints = new Map<string, Endpoint>();
  #rules: EndpointRules | undefined;

  constructor(settings: TransportSettings, callSts: StsSender) {
    const { http, clock, env, timeouts, rate, log } = settings;
    this.settings = settings;
    this.http = http;
    this.clock = clock;
    this.serviceClock = new ServiceClock(clock);
    this.warn = (message) => log.warn(message);
    this.credentialContext = {
      http,
      clock,
      env,
      timeouts,
      warn: this.warn,
      callSts: (call) => callSts(this, call),
    };
    this.instrumentation = new Instrumentation(log);
    this.rateLimiter = rate === undefined ? undefined : new RateLimiter(rate, clock);
  }

  /** The endpoint of a service in a region: the explicit one, else by the rules, which are read once. */
  endpointOf(service: string, region: string, explicit: Endpoint | undefined): Endpoint {
    if (explicit !== undefined) return explicit;
    const name = `${service}/${region}`;
    const known = this.#endpoints.get(name);
    if (known !== undefined) return known;
    this.#rules ??= this.settings.endpointRules();
    const found = checkedEndpoint(resolveEndpoint(service, region, this.#rules), this.settings.scheme);
    this.#endpoints.set(name, found);
    return found;
  }
}
