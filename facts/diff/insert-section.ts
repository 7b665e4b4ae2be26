/** Puts a section at the end of the newest version's part of a changelog: before the second `## ` heading. */
export function insertSection(changelog: string, section: string): string {
  const headings = [...changelog.matchAll(/^## .*$/gm)];
  const next = headings[1];
  if (headings.length === 0) throw new Error('The changelog has no "## " heading');
  if (!next) return `${changelog.trimEnd()}\n\n${section}`;
  return `${changelog.slice(0, next.index).trimEnd()}\n\n${section}\n${changelog.slice(next.index)}`;
}
