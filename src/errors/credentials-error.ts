import { VolcengineError } from './volcengine-error.js';

/** A provider that was asked for credentials, and why it had none. */
export interface CredentialsAttempt {
  readonly provider: string;
  readonly reason: string;
}

/** No credentials could be had; `attempts` names every provider that was asked and its reason. */
export class CredentialsError extends VolcengineError {
  readonly attempts: readonly CredentialsAttempt[];

  constructor(message: string, attempts: readonly CredentialsAttempt[] = [], options?: ErrorOptions) {
    super(message, 'ERR_CREDENTIALS', options);
    this.attempts = attempts;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), attempts: this.attempts };
  }
}
