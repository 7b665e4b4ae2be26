import type {
  CredentialContext,
  CredentialProvider,
  Credentials,
  CredentialSource,
} from '../../types/credentials.js';
import { AbortedError, ConfigError, CredentialsError, type CredentialsAttempt } from '../../errors/index.js';
import { orAborted } from '../../errors/transport.js';
import { reasonOf } from '../no-credentials.js';
import { SingleFlight } from '../../util/single-flight.js';
import { sourceProvider } from './source-provider.js';

/** A provider that was asked and had no credentials. */
interface Failure {
  readonly provider: CredentialProvider;
  readonly error: unknown;
}

/** Asks several providers in turn; the one that had credentials is asked first from then on. */
class Chain implements CredentialProvider {
  readonly name: string;
  readonly #providers: readonly CredentialProvider[];
  readonly #asking: SingleFlight<Credentials, CredentialContext>;
  #chosen: CredentialProvider | undefined;
  /** The chosen provider's last promise, known to be fulfilled: the same promise again is returned as it is. */
  #known: Promise<Credentials> | undefined;
  #failure: Failure | undefined;

  constructor(name: string, providers: readonly CredentialProvider[]) {
    this.name = name;
    this.#providers = providers;
    this.#asking = new SingleFlight((context) => this.#ask(context));
  }

  resolve(context: CredentialContext): Promise<Credentials> {
    const chosen = this.#chosen;
    if (chosen === undefined) return this.#join(context);
    const promise = chosen.resolve(context);
    if (promise === this.#known) return promise;
    return promise.then(
      (credentials) => {
        if (this.#chosen === chosen) this.#known = promise;
        return credentials;
      },
      (error: unknown) => {
        if (context.signal?.aborted) throw error;
        if (this.#chosen === chosen) {
          this.#chosen = this.#known = undefined;
          this.#failure = { provider: chosen, error };
        }
        return this.#join(context);
      },
    );
  }

  invalidate(credentials: Credentials): void {
    this.#known = undefined;
    this.#chosen?.invalidate?.(credentials);
  }

  #join(context: CredentialContext): Promise<Credentials> {
    return orAborted(this.#asking.join(context), context.signal);
  }

  async #ask(context: CredentialContext): Promise<Credentials> {
    const before = this.#failure;
    this.#failure = undefined;
    const failures: Failure[] = [];
    for (const provider of this.#providers) {
      if (provider === before?.provider) {
        failures.push(before);
        continue;
      }
      try {
        const credentials = await provider.resolve(context);
        this.#chosen = provider;
        return credentials;
      } catch (error) {
        if (context.signal?.aborted) throw new AbortedError({}, context.signal.reason);
        failures.push({ provider, error });
      }
    }
    throw allFailed(this.name, failures);
  }
}

function allFailed(name: string, failures: readonly Failure[]): CredentialsError {
  const attempts = failures.flatMap(({ provider, error }) => attemptsOf(provider.name, error));
  const lines = attempts.map(({ provider, reason }) => `\n  ${provider}: ${reason}`);
  const cause = new AggregateError(
    failures.map(({ error }) => error),
    'Every provider failed',
  );
  return new CredentialsError(`No credentials from the ${name}${lines.join('')}`, attempts, { cause });
}

function attemptsOf(name: string, error: unknown): readonly CredentialsAttempt[] {
  if (!(error instanceof CredentialsError) || error.attempts.length === 0)
    return [{ provider: name, reason: reasonOf(error) }];
  if (error.attempts.length > 1) return error.attempts;
  return error.attempts.map(({ provider, reason }) => ({
    provider: provider === name ? name : `${name} (${provider})`,
    reason,
  }));
}

/**
 * Asks the sources in turn. The first that has credentials is asked first from then on; if it fails later, the others
 * are asked again.
 *
 * @throws {@link ConfigError} when there are no sources
 * @throws {@link CredentialsError} from `resolve` when all failed, with every provider and its reason
 *
 * @example
 * ```ts
 * import { chain, environment, fromProfile, Volcengine } from 'volcengine-fluent';
 *
 * const session = new Volcengine({ credentials: chain([environment(), fromProfile('ops')]) });
 * ```
 */
export function chain(sources: readonly CredentialSource[], name = 'chain'): CredentialProvider {
  if (sources.length === 0) throw new ConfigError('A chain of credential providers needs at least one');
  return new Chain(name, sources.map(sourceProvider));
}
