import type { Clock } from './clock.js';
import type { HttpHandler } from './http.js';
import type { TimeoutOptions } from './timeouts.js';

/** What signs a call. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Present on temporary credentials. */
  readonly sessionToken?: string | undefined;
  /** When they expire; undefined: never. */
  readonly expiration?: Date | undefined;
}

/** A call to the STS for a role's temporary keys. */
export interface StsCall {
  readonly action: 'AssumeRole' | 'AssumeRoleWithOIDC' | 'AssumeRoleWithSAML';
  /** In wire names. */
  readonly request: Readonly<Record<string, unknown>>;
  /** The keys that sign it; undefined: it is sent without a signature. */
  readonly credentials?: Credentials | undefined;
  readonly region: string;
  /** `https://host[:port]` */
  readonly endpoint: string;
  readonly signal?: AbortSignal | undefined;
}

/** What a session lends a provider: its connections, its clock, the call's signal. */
export interface CredentialContext {
  readonly http: HttpHandler;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** The session's limits; providers whose facts name their own time-outs keep those. */
  readonly timeouts?: TimeoutOptions | undefined;
  /** Reports what a person should know, such as an ambiguous role; never with a secret. */
  readonly warn?: ((message: string) => void) | undefined;
  /**
   * Sends a call to the STS, up to three times one second apart; returns its `Result`.
   *
   * @throws {@link ServiceError} when the STS refuses
   * @throws {@link TransportError} when there is no usable response
   */
  readonly callSts: (call: StsCall) => Promise<Readonly<Record<string, unknown>>>;
}

/** A way to get credentials. */
export interface CredentialProvider {
  /** For errors: `environment`, `ECS instance role`. */
  readonly name: string;
  /** @throws {@link CredentialsError} when it has none */
  resolve(context: CredentialContext): Promise<Credentials>;
  /** Reports that the service no longer accepts these; the next `resolve` gets new ones if it can. Undefined: there are no others. */
  invalidate?(credentials: Credentials): void;
}

/** What `credentials:` takes: keys, a provider, or any function that returns keys. */
export type CredentialSource =
  Credentials | CredentialProvider | ((context: CredentialContext) => Credentials | Promise<Credentials>);
