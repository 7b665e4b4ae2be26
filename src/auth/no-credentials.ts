import { CredentialsError } from '../errors/index.js';

/** The error of one provider that has no credentials, and why. */
export function noCredentials(provider: string, reason: string, cause?: unknown): CredentialsError {
  const options = cause === undefined ? undefined : { cause };
  return new CredentialsError(`No credentials from ${provider}: ${reason}`, [{ provider, reason }], options);
}

/** The error of a provider whose environment variables are unset or empty; it names them. */
export function notSet(
  provider: string,
  variables: Readonly<Record<string, string | undefined>>,
): CredentialsError {
  const missing = Object.keys(variables).filter((variable) => !variables[variable]);
  return noCredentials(provider, `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set`);
}

/** Why a provider failed, without its name, for errors that name it themselves. */
export function reasonOf(error: unknown): string {
  if (error instanceof CredentialsError && error.attempts.length === 1)
    return error.attempts[0]?.reason ?? error.message;
  return error instanceof Error ? error.message : 'it threw something that is not an error';
}
