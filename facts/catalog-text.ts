/** The sections whose entries have a line of their own, as `src/catalog/parse-facts.ts` reads them. */
const lineSections = new Set(['actions', 'shapes', 'resources']);

/** The text of a catalog file: one line for each action, shape and resource, and for each other section. */
export function catalogText(facts: Readonly<Record<string, unknown>>): string {
  const sections = Object.entries(facts).map(
    ([name, value]) => `${JSON.stringify(name)}: ${sectionText(name, value)}`,
  );
  return `{\n${sections.join(',\n')}\n}\n`;
}

function sectionText(name: string, value: unknown): string {
  const entries = lineSections.has(name) ? Object.entries(value as object) : [];
  if (entries.length === 0) return JSON.stringify(value);
  const lines = entries.map(([entry, content]) => `${JSON.stringify(entry)}:${JSON.stringify(content)}`);
  return `{\n${lines.join(',\n')}\n}`;
}
