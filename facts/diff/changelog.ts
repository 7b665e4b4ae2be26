import type { Change, ChangeKind } from './compare.js';

const nouns: Readonly<Record<ChangeKind, readonly [one: string, many: string]>> = {
  service: ['service', 'services'],
  action: ['action', 'actions'],
  protocol: ['protocol', 'protocols'],
  member: ['member', 'members'],
  type: ['type', 'types'],
  required: ['required member', 'required members'],
  values: ['list of allowed values', 'lists of allowed values'],
  range: ['range', 'ranges'],
  pagination: ['pagination', 'paginations'],
  resource: ['resource type', 'resource types'],
  resourcePart: ['part of a resource type', 'parts of resource types'],
};

/** How many changes there are of each kind: `12 actions added`. */
export function countChanges(changes: readonly Change[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, how, breaking } of changes) {
    const key = `${nouns[kind][1]} ${how}`;
    counts[key] = (counts[key] ?? 0) + 1;
    if (breaking) counts['breaking changes'] = (counts['breaking changes'] ?? 0) + 1;
  }
  return counts;
}

/** The section of the changelog: what breaks callers first, then one paragraph a service. */
export function changelogSection(changes: readonly Change[], title: string): string {
  const lines = [`### ${title}`, '', summary(changes), ''];
  const breaking = changes.filter((change) => change.breaking);
  if (breaking.length > 0) {
    lines.push(
      'Changes that may break callers:',
      '',
      ...breaking.map((change) => `- ${change.service}: ${sentence(change)}`),
      '',
    );
  }
  for (const service of [...new Set(changes.map((change) => change.service))]) {
    const own = changes.filter((change) => change.service === service && !change.breaking);
    if (own.length > 0) lines.push(`**${service}**`, '', ...grouped(own), '');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function summary(changes: readonly Change[]): string {
  const counts = Object.entries(countChanges(changes));
  if (counts.length === 0) return 'No fact changed.';
  return `${counts.map(([what, count]) => `${count} ${what}`).join(', ')}.`;
}

/** One line for each kind: names are listed, values only where they say something. */
function grouped(changes: readonly Change[]): string[] {
  const lines: string[] = [];
  for (const kind of Object.keys(nouns) as ChangeKind[]) {
    for (const how of ['added', 'removed', 'changed', 'renamed'] as const) {
      const found = changes.filter((change) => change.kind === kind && change.how === how);
      if (found.length === 0) continue;
      const [one, many] = nouns[kind];
      const names = found.map(({ at, to }) => (kind === 'values' ? `\`${at}\` (${text(to)})` : `\`${at}\``));
      lines.push(`- ${found.length} ${found.length === 1 ? one : many} ${how}: ${names.join(', ')}`);
    }
  }
  return lines;
}

function sentence({ kind, how, at, from, to }: Change): string {
  const place = `\`${at}\``;
  switch (kind) {
    case 'member':
      return how === 'removed' ? `${place} is gone` : `${place} is new and required`;
    case 'required':
      return `${place} is required now`;
    case 'type':
      return `${place} is ${text(to)}, and was ${text(from)}`;
    case 'values':
      return `${place} allows ${text(to)}, and allowed ${from === undefined ? 'anything' : text(from)}`;
    case 'range':
      return `${place} is limited to ${text(to)}, and was ${from === undefined ? 'not limited' : text(from)}`;
    case 'resource':
      return how === 'renamed'
        ? `the resource type ${place} is called \`${String(to)}\``
        : `the resource type ${place} is gone`;
    case 'service':
    case 'action':
      return `the ${kind} ${place} is gone`;
    case 'pagination':
    case 'protocol':
    case 'resourcePart':
      return `${place} ${to === undefined ? 'is gone' : `is ${text(to)}`}, and was ${text(from)}`;
  }
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, part]) => `${key} ${text(part)}`)
      .join(', ');
  return String(value);
}
