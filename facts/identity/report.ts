import type { Confirmation, Standing } from './confirmations.js';
import type { Explanation } from './evidence.js';
import type { Mix } from './mixes.js';

const standings: readonly Standing[] = ['confirmed', 'partly', 'contradicted', 'silent'];
const sources = ['terraform', 'cloud-control', 'examples', 'documentation'] as const;

export interface Findings {
  readonly confirmations: readonly Confirmation[];
  readonly mixes: readonly Mix[];
  readonly explanations: readonly Explanation[];
  /** Resource types that have a curated class. */
  readonly curated: ReadonlySet<string>;
}

/** How many of these have each standing. */
export function countStandings(confirmations: readonly Confirmation[]): Readonly<Record<Standing, number>> {
  const count = (wanted: Standing): number =>
    confirmations.filter(({ standing }) => standing === wanted).length;
  return {
    confirmed: count('confirmed'),
    partly: count('partly'),
    contradicted: count('contradicted'),
    silent: count('silent'),
  };
}

/** `docs/confirmations.md`. */
export function confirmationsPage({ confirmations, mixes, explanations, curated }: Findings): string {
  const curatedOnes = confirmations.filter(({ resource }) => curated.has(resource));
  const spoken = confirmations.filter(({ standing }) => standing !== 'silent');
  return `# What second sources say of the resource types

Made by \`npm run facts:confirm\` from \`catalog/\` and \`facts/evidence/\`; a test holds it to them.

The SDK, the resources and the local cloud are made from the same facts, so that they agree with each other where a fact is
wrong. Here each resource type's chain create → id → read → delete is compared with what others say of it: the official
Terraform provider, the Cloud Control schemas, the example programs of the official SDKs, and public documentation
([where each comes from](../facts/README.md)). **confirmed**: every step of the chain that the type has is confirmed.
**partly**: some steps are. **contradicted**: a source says otherwise, and nothing explains it. **silent**: no second source
speaks of it, and the facts rest on the request and answer models of the SDKs alone.

| resource types | ${standings.join(' | ')} |
| --- | ${standings.map(() => '---').join(' | ')} |
${countRow('all', confirmations)}
${countRow('with a curated class', curatedOnes)}

## Checked without a second source

A name that is sent where an id is wanted, an id of another type, a read or a deletion that does not say which: these are
found by the names of the members, in every type, whether or not anyone speaks of it. ${mixes.length} places look like it and are right:

| resource type | looks like | why it is right |
| --- | --- | --- |
${mixes.map((mix) => mixRow(mix, explanations)).join('\n')}

## Curated types with steps that nobody else confirms

| resource type | steps | |
| --- | --- | --- |
${curatedOnes
  .filter(({ open }) => open.length > 0)
  .map(
    ({ resource, open }) =>
      `| \`${resource}\` | ${open.join(', ')} | ${explain(explanations, resource, 'open')} |`,
  )
  .join('\n')}

## Where sources differ

| resource type | source | it says | |
| --- | --- | --- | --- |
${confirmations.flatMap((one) => differences(one, explanations)).join('\n')}

## By resource type

The ${spoken.length} types that a second source speaks of; \`confirmations.json\` has all of them.

| resource type | standing | ${sources.join(' | ')} |
| --- | --- | ${sources.map(() => '---').join(' | ')} |
${spoken.map(sourceRow).join('\n')}
`;
}

function countRow(label: string, confirmations: readonly Confirmation[]): string {
  const counts = countStandings(confirmations);
  return `| ${label}: ${confirmations.length} | ${standings.map((each) => counts[each]).join(' | ')} |`;
}

function explain(explanations: readonly Explanation[], resource: string, about: string): string {
  return explanations.find((each) => each.resource === resource && each.about === about)?.reason ?? '';
}

function mixRow({ resource, kind, detail }: Mix, explanations: readonly Explanation[]): string {
  return `| \`${resource}\` | ${kind}: ${detail} | ${explain(explanations, resource, kind)} |`;
}

function differences(
  { resource, verdicts }: Confirmation,
  explanations: readonly Explanation[],
): readonly string[] {
  return verdicts
    .filter(({ contradicts }) => contradicts.length > 0)
    .map(
      ({ source, record, contradicts }) =>
        `| \`${resource}\` | ${record} | ${contradicts.join('; ')} | ${explain(explanations, resource, source)} |`,
    );
}

function sourceRow({ resource, standing, verdicts }: Confirmation): string {
  const cells = sources.map((source) => {
    const said = verdicts.filter((verdict) => verdict.source === source).flatMap(({ confirms }) => confirms);
    return [...new Set(said)].join(', ');
  });
  return `| \`${resource}\` | ${standing} | ${cells.join(' | ')} |`;
}

/** `docs/confirmations.json`: one resource type a line; of those that no source speaks of, the name alone. */
export function confirmationsJson(confirmations: readonly Confirmation[]): string {
  const lines = confirmations.map(({ resource, standing, open, verdicts }) =>
    JSON.stringify(standing === 'silent' ? { resource, standing } : { resource, standing, open, verdicts }),
  );
  return `[\n${lines.join(',\n')}\n]\n`;
}
