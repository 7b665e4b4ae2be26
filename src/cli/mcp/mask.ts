import { redactJsonText, redactKeepingShape, secretsOf } from '../../util/secrets.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * A copy of an answer that an assistant may see: without the values of members whose names say that they are secret,
 * without what was sent as a secret, and the same inside of texts that are JSON.
 */
export function maskAnswer(
  answer: unknown,
  request: Json,
  credentials: Parameters<typeof secretsOf>[0],
): unknown {
  return maskTexts(redactKeepingShape(answer, secretsOf(credentials, request)));
}

function maskTexts(value: unknown): unknown {
  if (typeof value === 'string') return /^\s*[[{]/.test(value) ? redactJsonText(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(maskTexts);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskTexts(inner)]));
}
