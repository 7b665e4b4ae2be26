import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { correctedServices, readCorrections } from '../corrections.js';
import { evidenceSources, readEvidence } from '../rules/evidence.js';
import { applyDescribed, describedFacts, readDescriptions, type DescribedFact } from './descriptions.js';
import { readLeftOut } from './left-out.js';
import { importFacts, serviceText, type Imported } from './pipeline.js';
import { progress } from './progress.js';
import { provenanceText } from './provenance.js';
import { readNodeSdk } from './node-sdk.js';
import { readPythonSdk } from './python-sdk.js';
import type { Sdk } from './sdk.js';
import { openSourceTree } from './source-tree.js';

export interface ImportOptions {
  /** Folder or tarball of the official Python SDK. */
  readonly python: string;
  /** Folder or tarball of the official Node SDK. */
  readonly node: string;
  /** File of parameter descriptions; its facts are taken over, its sentences are not. */
  readonly descriptions?: string | undefined;
  /** Only compares with the catalog, and writes nothing. */
  readonly check?: boolean | undefined;
}

const root = new URL('../../', import.meta.url);

/** Imports, writes `catalog/` and `facts/provenance/`, and prints what there is to know; true when nothing is unread or refused. */
export function runImport(options: ImportOptions): boolean {
  const python = readPythonSdk(openSourceTree(options.python), progress('Python SDK'));
  const node = readNodeSdk(openSourceTree(options.node), progress('Node SDK'));
  const evidence = readEvidence();
  const described =
    options.descriptions === undefined ? [] : describedFacts(readDescriptions(options.descriptions));
  const imported = importFacts({ python, node, leftOut: readLeftOut(), evidenceOf: () => evidence });
  const added = applyDescribed(imported.services, described, isCorrected);
  report(python, node, imported, added);
  const changed = writeCatalog(
    imported,
    sourcesText(python, node, options.descriptions !== undefined),
    options.check === true,
  );
  const files = changed.filter((name) => !name.startsWith('facts/'));
  console.log(files.length === 0 ? 'The catalog is as the import makes it.' : `Changed: ${files.join(', ')}`);
  if (changed.length > files.length)
    console.log(`Provenance changed: ${changed.length - files.length} files`);
  const isRead = python.problems.length === 0 && node.problems.length === 0;
  return isRead && imported.correctionsRefused.length === 0;
}

/** Whether a correction is about a place. */
function isCorrected(service: string, at: string): boolean {
  return correctedServices().includes(service) && readCorrections(service).some((each) => each.at === at);
}

/** Writes what changed; gives the names of the services and files that did. */
function writeCatalog({ services }: Imported, sources: string, checkOnly: boolean): string[] {
  const catalog = new URL('catalog/', root);
  const provenance = new URL('facts/provenance/', root);
  const changed: string[] = [];
  const write = (file: URL, text: string, name: string): void => {
    if (readText(file) === text) return;
    changed.push(name);
    if (!checkOnly) writeFileSync(file, text);
  };
  mkdirSync(provenance, { recursive: true });
  for (const [name, { facts, provenance: origins }] of services) {
    write(new URL(`${name}.json`, catalog), serviceText(facts), name);
    write(new URL(`${name}.json`, provenance), provenanceText(origins), `facts/provenance/${name}.json`);
  }
  for (const folder of [catalog, provenance]) {
    for (const file of readdirSync(folder)) {
      if (!file.endsWith('.json') || file === 'sources.json' || services.has(file.slice(0, -'.json'.length)))
        continue;
      changed.push(`${file} (gone)`);
      if (!checkOnly) rmSync(new URL(file, folder));
    }
  }
  write(new URL('sources.json', catalog), sources, 'sources.json');
  return changed;
}

function readText(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The versions of the sources, without a sentence of theirs. */
function sourcesText(python: Sdk, node: Sdk, hasDescriptions: boolean): string {
  const sources = {
    python: { source: 'volcengine/volcengine-python-sdk', version: python.version },
    node: { source: 'volcengine/volcengine-nodejs-sdk', version: node.version },
    ...evidenceSources,
    ...(hasDescriptions && { descriptions: { source: 'volcengine/volcengine-cli' } }),
  };
  return `${JSON.stringify(sources, undefined, 2)}\n`;
}

function report(python: Sdk, node: Sdk, imported: Imported, described: readonly DescribedFact[]): void {
  for (const [name, sdk] of Object.entries({ Python: python, Node: node })) {
    const actions = Object.values(sdk.services).reduce(
      (sum, { actions: own }) => sum + Object.keys(own).length,
      0,
    );
    console.log(
      `${name} SDK ${sdk.version}: ${Object.keys(sdk.services).length} packages, ${actions} actions`,
    );
    for (const [skipped, reason] of Object.entries(sdk.skipped))
      console.log(`  without ${skipped}: ${reason}`);
    for (const { file, line, message } of sdk.problems) console.log(`  not read: ${file}:${line} ${message}`);
  }
  const kinds = new Map<string, number>();
  for (const { kind } of imported.disagreements) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  for (const [kind, count] of kinds) console.log(`The SDKs differ in ${kind}: ${count}`);
  for (const place of imported.curatedStale) console.log(`Curated fact without a place, judge it: ${place}`);
  for (const place of imported.correctionsRefused) console.log(`Correction to judge: ${place}`);
  if (imported.curatedUnneeded.length > 0)
    console.log(`${imported.curatedUnneeded.length} curated facts are what the rules find by now`);
  if (described.length > 0) console.log(`${described.length} facts taken from the descriptions`);
}
