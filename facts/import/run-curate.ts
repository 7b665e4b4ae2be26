import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceFacts } from '../../src/catalog/types.js';
import { readEvidence } from '../rules/evidence.js';
import { curate, curatedText } from './curated.js';
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
  const { services } = importFacts({
    python,
    node,
    leftOut: readLeftOut(),
    evidenceOf: () => evidence,
    curatedOf: () => [],
    withCorrections: false,
  });
  const folder = new URL('../curated/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  let count = 0;
  for (const [name, { facts }] of services) {
    const wanted = JSON.parse(readFileSync(join(catalog, `${name}.json`), 'utf8')) as ServiceFacts;
    const kept = curate(comparable(facts), comparable(wanted), source);
    const file = new URL(`${name}.json`, folder);
    if (kept.length === 0) rmSync(file, { force: true });
    else writeFileSync(file, curatedText(kept));
    count += kept.length;
  }
  console.log(`${count} curated facts`);
}

/** Facts without what always follows from others. */
function comparable(facts: ServiceFacts): object {
  const copy = structuredClone(facts) as Partial<ServiceFacts> & Pick<ServiceFacts, 'actions'>;
  delete (copy as { operations?: unknown }).operations;
  for (const action of Object.values(copy.actions)) delete (action as { itemErrors?: unknown }).itemErrors;
  return copy;
}
