import { orAborted } from '../../errors/transport.js';
import type { CredentialContext } from '../../types/credentials.js';
import type { HttpRequest } from '../../types/http.js';
import { SingleFlight } from '../../util/single-flight.js';
import { noCredentials } from '../no-credentials.js';
import { objectOf, textMember } from '../response-json.js';
import { sendWithRetry } from '../send-with-retry.js';

/** The result of a login with the CLI: temporary access, and a token to renew it. */
export interface Grant {
  readonly refreshToken: string | undefined;
  /** In milliseconds since 1970; then it needs to be renewed. */
  readonly usableUntil: number;
}

/** How one kind of login is read from the CLI's cache file and renewed. */
export interface LoginKind<G extends Grant> {
  /** For errors. */
  readonly provider: string;
  /** The advice when the login has expired: ``run `ve login` ``. */
  readonly help: string;
  read(): Promise<G>;
  /** @throws {@link InvalidGrantError} when the refresh token was not accepted */
  renew(grant: G, context: CredentialContext): Promise<G>;
}

/**
 * A login as this process knows it: from the CLI's cache file, or renewed since. The file is never written, so renewed
 * tokens are in memory only.
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
      this.#newest = await this.#kind.renew(old, context);
      return this.#newest;
    } catch (error) {
      if (!(error instanceof InvalidGrantError)) throw error;
    }
    // The CLI may have renewed the login at the same moment; then its file has the token that replaced ours.
    const file = await this.#kind.read();
    if (file.refreshToken === old.refreshToken) throw this.#over();
    this.#file = file;
    this.#newest = file;
    if (file.usableUntil > context.clock.now()) return file;
    try {
      this.#newest = await this.#kind.renew(file, context);
      return this.#newest;
    } catch (error) {
      throw error instanceof InvalidGrantError ? this.#over() : error;
    }
  }

  #over(): Error {
    return noCredentials(this.#kind.provider, `the login has expired (invalid_grant); ${this.#kind.help}`);
  }
}

function isSame(a: Grant, b: Grant | undefined): boolean {
  return a.refreshToken === b?.refreshToken && a.usableUntil === b?.usableUntil;
}

/**
 * Logins of one kind, by cache file and service. The process has one of each, since a refresh token can be used once: two
 * clients with their own copies would log each other out.
 */
export class Logins<G extends Grant> {
  readonly #logins = new Map<string, Login<G>>();

  /** The login of a cache file with a service, made on first use. */
  of(file: string, service: string, kind: LoginKind<G>): Login<G> {
    const key = `${service} ${file}`;
    let login = this.#logins.get(key);
    if (login === undefined) {
      login = new Login(kind);
      this.#logins.set(key, login);
    }
    return login;
  }
}

/** The refresh token was not accepted: it was used already, or the login has expired. */
class InvalidGrantError extends Error {}

/**
 * Exchanges a refresh token for a new access token. Sent again only when the request surely never arrived: the service
 * may have replaced the refresh token in a response that was lost.
 *
 * @param help - the advice when it fails finally: ``run `ve login` ``.
 * @throws {@link InvalidGrantError} when the refresh token was not accepted
 * @throws {@link CredentialsError} for every other failure
 */
export async function oauthToken(
  provider: string,
  context: CredentialContext,
  request: Pick<HttpRequest, 'url' | 'headers' | 'body'>,
  help: string,
): Promise<Record<string, unknown>> {
  const whole: HttpRequest = { method: 'POST', responseTimeoutMs: 30_000, ...request };
  const noResponse = 'the login could not be renewed';
  const response = await sendWithRetry(context, whole, {
    provider,
    noResponse,
    maxAttempts: 3,
    retryAfter: 'unsent',
  });
  const body = objectOf(response);
  const { status } = response;
  if (status >= 200 && status < 300 && body !== undefined) return body;
  const code = textMember(body, 'error') ?? '';
  if (status === 400 && code === 'invalid_grant') throw new InvalidGrantError(code);
  const words = /^[a-z_]{1,40}$/.test(code) ? ` (${code})` : '';
  throw noCredentials(
    provider,
    `${noResponse}: HTTP ${status}${words}${status >= 500 ? '; if it lasts, ' : '; '}${help}`,
  );
}
