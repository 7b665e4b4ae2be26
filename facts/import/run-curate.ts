import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceFacts } from '../../src/catalog/types.js';
import { readEvidence } from '../rules/evidence.js';
import { curate, curatedText, type CuratedFact } from './curated.js';
import { readLeftOut } from './left-out.js';
import { importFacts } from './pipeline.js';
import { progress } from './progress.js';
import { readNodeSdk } from './node-sdk.js';
import { readPythonSdk } from './python-sdk.js';
import { openSourceTree } from './source-tree.js';

/**
 * Renews `facts/curated/` after a change of the rules: keeps as data what a catalog holds and neither SDKs nor rules nor
 * evidence give. The catalog must be one without corrections.
 *
 * @param source - what stands behind these facts, such as `catalog of 2026-11`
 */
export function runCurate(pythonAt: string, nodeAt: string, catalog: string, source: string): void {
  const python = readPythonSdk(openSourceTree(pythonAt), progress('Python SDK'));
  const node = readNodeSdk(openSourceTree(nodeAt), progress('Node SDK'));
  const evidence = readEvidence();
  const sdks = { python, node, leftOut: readLeftOut(), evidenceOf: () => evidence, withCorrections: false };
  const kept = new Map<string, readonly CuratedFact[]>();
  for (const [name, { facts }] of importFacts({ ...sdks, curatedOf: () => [] }).services) {
    const wanted = JSON.parse(readFileSync(join(catalog, `${name}.json`), 'utf8')) as ServiceFacts;
    kept.set(name, curate(comparable(facts), comparable(wanted), source));
  }
  // Some differences follow from others: children from parents, page sizes from ranges.
  const { curatedUnneeded } = importFacts({ ...sdks, curatedOf: (name) => kept.get(name) ?? [] });
  const unneeded = new Set(curatedUnneeded);
  mkdirSync(folder, { recursive: true });
  let count = 0;
  for (const [name, found] of kept) {
    const needed = found.filter(({ at }) => !unneeded.has(`${name}: ${at}`));
    const file = new URL(`${name}.json`, folder);
    if (needed.length === 0) rmSync(file, { force: true });
    else writeFileSync(file, curatedText(needed));
    count += needed.length;
  }
  console.log(`${count} curated facts`);
}

const folder = new URL('../curated/', import.meta.url);

/** Facts without what always follows from others. */
function comparable(facts: ServiceFacts): object {
  const copy = structuredClone(facts) as Partial<ServiceFacts> & Pick<ServiceFacts, 'actions'>;
  delete (copy as { operations?: unknown }).operations;
  for (const action of Object.values(copy.actions)) delete (action as { itemErrors?: unknown }).itemErrors;
  return copy;
}
