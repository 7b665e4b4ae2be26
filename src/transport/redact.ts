import type { Credentials } from '../contracts/credentials.js';

const removed = '[redacted]';

/** A text without the keys that signed the request, should its answer repeat them. */
export function withoutSecrets(text: string, credentials: Credentials | undefined): string {
  if (credentials === undefined) return text;
  const { secretAccessKey, sessionToken } = credentials;
  let safe = text.replaceAll(secretAccessKey, removed);
  if (sessionToken !== undefined) safe = safe.replaceAll(sessionToken, removed);
  return safe;
}
