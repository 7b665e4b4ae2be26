import type { CredentialContext, CredentialProvider, Credentials } from '../types/credentials.js';
import { ConfigError } from '../errors/index.js';
import { orAborted } from '../errors/transport.js';
import { noCredentials, reasonOf } from './no-credentials.js';
import { SingleFlight } from '../util/single-flight.js';
import { sameKeys } from './usable-credentials.js';

/** The least time between two failed refreshes in the background. */
const backgroundRetryMs = 10_000;

/** How temporary credentials are renewed. */
export interface RefreshOptions {
  /** In milliseconds before they expire, at most 600,000. @defaultValue 60_000; 300_000 for the ECS instance role */
  readonly refreshBeforeMs?: number | undefined;
}

/**
 * Gets new credentials.
 *
 * @param stale - the credentials to replace, since they expire soon or were refused; must not be returned again
 */
export type FetchCredentials = (
  context: CredentialContext,
  stale: Credentials | undefined,
) => Promise<Credentials>;

interface Held {
  readonly credentials: Credentials;
  /** Already resolved, so that returning it allocates nothing. */
  readonly promise: Promise<Credentials>;
  readonly refreshAt: number;
  readonly endsAt: number;
}

/**
 * Keeps the credentials that `fetch` returns until shortly before they expire.
 *
 * One fetch runs at a time, however many callers wait. While the old credentials are valid, it runs in the background
 * and nobody waits; if it fails, they are used until they expire.
 */
export class CachedCredentials implements CredentialProvider {
  readonly name: string;
  readonly #fetch: FetchCredentials;
  readonly #refreshBeforeMs: number;
  readonly #fetching: SingleFlight<Credentials, CredentialContext>;
  #held: Held | undefined;
  #stale: Credentials | undefined;
  #backgroundNotBefore = 0;

  /** @throws {@link ConfigError} when `refreshBeforeMs` is negative or above 600,000 */
  constructor(
    name: string,
    fetch: FetchCredentials,
    { refreshBeforeMs = 60_000, finishesAlone = false }: RefreshOptions & { finishesAlone?: boolean } = {},
  ) {
    if (!(refreshBeforeMs >= 0 && refreshBeforeMs <= 600_000))
      throw new ConfigError(`${name}: refreshBeforeMs must be from 0 to 600000, got ${refreshBeforeMs}`);
    this.name = name;
    this.#fetch = fetch;
    this.#refreshBeforeMs = refreshBeforeMs;
    this.#fetching = new SingleFlight((context) => this.#renew(context), finishesAlone);
  }

  resolve(context: CredentialContext): Promise<Credentials> {
    const held = this.#held;
    if (held === undefined) return orAborted(this.#fetching.join(context), context.signal);
    const now = context.clock.now();
    if (now >= held.endsAt) return orAborted(this.#fetching.join(context), context.signal);
    if (now >= held.refreshAt && now >= this.#backgroundNotBefore) this.#renewInBackground(context);
    return held.promise;
  }

  invalidate(credentials: Credentials): void {
    // A late report about keys that were replaced already must not drop the new ones.
    if (this.#held === undefined || !sameKeys(this.#held.credentials, credentials)) return;
    this.#stale = this.#held.credentials;
    this.#held = undefined;
  }

  #renewInBackground(context: CredentialContext): void {
    this.#fetching.startForLater(context)?.catch((error: unknown) => {
      this.#backgroundNotBefore = context.clock.now() + backgroundRetryMs;
      context.warn?.(
        `Credentials from ${this.name} could not be renewed and are used until they expire: ${reasonOf(error)}`,
      );
    });
  }

  async #renew(context: CredentialContext): Promise<Credentials> {
    const credentials = await this.#fetch(context, this.#held?.credentials ?? this.#stale);
    const now = context.clock.now();
    const endsAt = credentials.expiration?.getTime() ?? Infinity;
    if (endsAt <= now)
      throw noCredentials(
        this.name,
        `they expired at ${new Date(endsAt).toISOString()} already; check this machine's clock`,
      );
    // At most half of their life, or credentials that live shorter than the margin would be renewed at each call.
    const refreshAt = endsAt - Math.min(this.#refreshBeforeMs, (endsAt - now) / 2);
    this.#held = { credentials, promise: Promise.resolve(credentials), refreshAt, endsAt };
    this.#stale = undefined;
    return credentials;
  }
}
