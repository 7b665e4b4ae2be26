import { Login, type Grant, type LoginKind } from './login.js';

/**
 * Logins of one kind, by cache file and service. There is one for the whole process, since using a refresh token
 * spends it: two clients that each had their own copy would log each other out.
 */
export class Logins<G extends Grant> {
  readonly #logins = new Map<string, Login<G>>();

  /** The login of a cache file with a service, made when it is asked for first. */
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
