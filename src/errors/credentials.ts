import { keepName, VolcengineError } from './volcengine-error.js';

/** A provider that was asked for credentials, and why it had none. */
export interface CredentialsAttempt {
  readonly provider: string;
  readonly reason: string;
}

/**
 * No provider had credentials. `attempts` names every provider that was asked, with its reason.
 *
 * @example
 * ```ts
 * import { CredentialsError, defaultChain, Volcengine } from 'volcengine-fluent';
 *
 * const session = new Volcengine({ credentials: defaultChain() });
 * try {
 *   await session.credentials();
 * } catch (error) {
 *   if (!(error instanceof CredentialsError)) throw error;
 *   for (const { provider, reason } of error.attempts) console.error(`${provider}: ${reason}`);
 * }
 * ```
 */
export class CredentialsError extends VolcengineError {
  static {
    keepName(this, 'CredentialsError');
  }

  readonly attempts: readonly CredentialsAttempt[];

  constructor(message: string, attempts: readonly CredentialsAttempt[] = [], options?: ErrorOptions) {
    super(message, 'ERR_CREDENTIALS', options);
    this.attempts = attempts;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), attempts: this.attempts };
  }
}
