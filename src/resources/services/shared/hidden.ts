/**
 * An object with secrets. They can be read by name, but `console.log`, `JSON.stringify` and copies by
 * spreading do not show them.
 */
export function withHidden<Open extends object, Secrets extends Readonly<Record<string, unknown>>>(
  open: Open,
  secrets: Secrets,
): Readonly<Open & Secrets> {
  for (const [name, value] of Object.entries(secrets)) Object.defineProperty(open, name, { value });
  return Object.freeze(open) as Readonly<Open & Secrets>;
}
