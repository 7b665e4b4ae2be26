import type { CredentialContext } from '../../types/credentials.js';
import { orAborted } from '../../errors/transport.js';
import { noCredentials } from '../no-credentials.js';
import { InvalidGrantError } from './oauth-token.js';
import { SingleFlight } from '../../util/single-flight.js';

/** What a login with the CLI left: something to use for a time, and a token to renew it. */
export interface Grant {
  readonly refreshToken: string | undefined;
  /** In milliseconds since 1970; then it needs to be renewed. */
  readonly usableUntil: number;
}

/** How one kind of login is read from the CLI's cache file and renewed. */
export interface LoginKind<G extends Grant> {
  /** For errors. */
  readonly provider: string;
  /** What to do when the login is over: ``run `ve login` ``. */
  readonly help: string;
  read(): Promise<G>;
  /** @throws {@link InvalidGrantError} when the refresh token was not accepted */
  renew(grant: G, context: CredentialContext): Promise<G>;
}

/**
 * A login as this process knows it: the CLI's cache file, or what was renewed since. The file is never written, so
 * renewed tokens live in memory only.
 */
export class Login<G extends Grant> {
  readonly #kind: LoginKind<G>;
  readonly #reading = new SingleFlight((_: CredentialContext) => this.#read(), true);
  readonly #renewing = new SingleFlight((context: CredentialContext) => this.#renew(context), true);
  /** The file as it was last read, to see when the CLI has written a newer one. */
  #file: G | undefined;
  #newest: G | undefined;

  constructor(kind: LoginKind<G>) {
    this.#kind = kind;
  }

  /** The newest grant, renewed first when it is not usable any more. */
  async grant(context: CredentialContext, isUsable: (grant: G) => boolean): Promise<G> {
    const read = await orAborted(this.#reading.join(context), context.signal);
    const newest = this.#newest ?? read;
    return isUsable(newest) ? newest : orAborted(this.#renewing.join(context), context.signal);
  }

  async #read(): Promise<G> {
    const file = await this.#kind.read();
    if (!isSame(file, this.#file)) this.#newest = file;
    this.#file = file;
    return file;
  }

  async #renew(context: CredentialContext): Promise<G> {
    const old = this.#newest ?? (await this.#read());
    try {
      return (this.#newest = await this.#kind.renew(old, context));
    } catch (error) {
      if (!(error instanceof InvalidGrantError)) throw error;
    }
    // The CLI may have renewed the login at the same moment; then its file has the token that took the place of ours.
    const file = await this.#kind.read();
    if (file.refreshToken === old.refreshToken) throw this.#over();
    this.#file = this.#newest = file;
    if (file.usableUntil > context.clock.now()) return file;
    try {
      return (this.#newest = await this.#kind.renew(file, context));
    } catch (error) {
      throw error instanceof InvalidGrantError ? this.#over() : error;
    }
  }

  #over(): Error {
    return noCredentials(this.#kind.provider, `the login is over (invalid_grant); ${this.#kind.help}`);
  }
}

function isSame(a: Grant, b: Grant | undefined): boolean {
  return a.refreshToken === b?.refreshToken && a.usableUntil === b?.usableUntil;
}
