/**
 * An object with secrets: they can be read by name, but neither `console.log`, nor `JSON.stringify`, nor a copy by
 * spreading shows them.
 */
export function withHidden<Open extends object, Secrets extends Readonly<Record<string, unknown>>>(
  open: Open,
  secrets: Secrets,
): Readonly<Open & Secrets> {
  for (const [name, value] of Object.entries(secrets)) Object.defineProperty(open, name, { value });
  return Object.freeze(open) as Readonly<Open & Secrets>;
}
