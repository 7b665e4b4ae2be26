import type { TimeoutOptions } from './call.js';
import type { Clock } from './clock.js';
import type { HttpHandler } from './http.js';

/** What signs a call. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials. */
  readonly sessionToken?: string | undefined;
  /** When they end; unset: they don't. */
  readonly expiration?: Date | undefined;
}

/** What a session lends a provider: its connections, its clock, the call's signal. */
export interface CredentialContext {
  readonly http: HttpHandler;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** The session's limits; providers whose facts name their own time-outs keep those. */
  readonly timeouts?: TimeoutOptions | undefined;
  /** Told about what a person should know, such as an ambiguous role; never with a secret. */
  readonly warn?: ((message: string) => void) | undefined;
}

/** A way to get credentials. */
export interface CredentialProvider {
  /** For errors: `environment`, `ECS instance role`. */
  readonly name: string;
  /** @throws {@link CredentialsError} when there are none to be had this way */
  resolve(context: CredentialContext): Promise<Credentials>;
  /** Told that the service no longer accepts these; the next `resolve` gets new ones where it can. Unset: they are all there is. */
  invalidate?(credentials: Credentials): void;
}

/** What `credentials:` takes: keys, a provider, or any function that gives keys. */
export type CredentialSource =
  Credentials | CredentialProvider | ((context: CredentialContext) => Credentials | Promise<Credentials>);
