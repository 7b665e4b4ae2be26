import type { CredentialContext, CredentialProvider, Credentials } from '../types/credentials.js';
import { ConfigError } from '../errors/index.js';
import { orAborted } from '../errors/transport.js';
import { noCredentials, reasonOf } from './no-credentials.js';
import { SingleFlight } from '../util/single-flight.js';
import { sameKeys } from './usable-credentials.js';

/** How long a failed refresh in the background is not repeated. */
const backgroundRetryMs = 10_000;

/** How temporary credentials are renewed. */
export interface RefreshOptions {
  /** In milliseconds before they end, at most 600,000. @defaultValue 60_000, or what the provider says */
  readonly refreshBeforeMs?: number | undefined;
}

/**
 * Gets new credentials.
 *
 * @param outworn - Those to be replaced, since they end soon or were refused: must not be given again.
 */
export type FetchCredentials = (
  context: CredentialContext,
  outworn: Credentials | undefined,
) => Promise<Credentials>;

interface Held {
  readonly credentials: Credentials;
  /** Already resolved, so that handing them out makes nothing. */
  readonly given: Promise<Credentials>;
  readonly refreshAt: number;
  readonly endsAt: number;
}

/**
 * Keeps what `fetch` gives until shortly before it ends.
 *
 * However many callers wait, one exchange runs. While the old credentials are valid it runs in the background and
 * nobody waits; should it fail, they serve until they end.
 */
export class Refreshing implements CredentialProvider {
  readonly name: string;
  readonly #fetch: FetchCredentials;
  readonly #refreshBeforeMs: number;
  readonly #exchange: SingleFlight<Credentials, CredentialContext>;
  #held: Held | undefined;
  #outworn: Credentials | undefined;
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
    this.#exchange = new SingleFlight((context) => this.#renew(context), finishesAlone);
  }

  resolve(context: CredentialContext): Promise<Credentials> {
    const held = this.#held;
    if (held === undefined) return orAborted(this.#exchange.join(context), context.signal);
    const now = context.clock.now();
    if (now >= held.endsAt) return orAborted(this.#exchange.join(context), context.signal);
    if (now >= held.refreshAt && now >= this.#backgroundNotBefore) this.#renewInBackground(context);
    return held.given;
  }

  invalidate(credentials: Credentials): void {
    // Late news about keys that were replaced already must not cost the new ones.
    if (this.#held === undefined || !sameKeys(this.#held.credentials, credentials)) return;
    this.#outworn = this.#held.credentials;
    this.#held = undefined;
  }

  #renewInBackground(context: CredentialContext): void {
    this.#exchange.startForLater(context)?.catch((error: unknown) => {
      this.#backgroundNotBefore = context.clock.now() + backgroundRetryMs;
      context.warn?.(
        `Credentials from ${this.name} could not be renewed and serve until they end: ${reasonOf(error)}`,
      );
    });
  }

  async #renew(context: CredentialContext): Promise<Credentials> {
    const credentials = await this.#fetch(context, this.#held?.credentials ?? this.#outworn);
    const now = context.clock.now();
    const endsAt = credentials.expiration?.getTime() ?? Infinity;
    if (endsAt <= now)
      throw noCredentials(
        this.name,
        `they ended at ${new Date(endsAt).toISOString()} already; check this machine's clock`,
      );
    // Half the life left, where that is less, or credentials shorter than the margin would be renewed at each call.
    const refreshAt = endsAt - Math.min(this.#refreshBeforeMs, (endsAt - now) / 2);
    this.#held = { credentials, given: Promise.resolve(credentials), refreshAt, endsAt };
    this.#outworn = undefined;
    return credentials;
  }
}
